"""Packs that are being written, for those who may read them."""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils import timezone

from concordat.delivery.models import Pack, PackDraft
from concordat.delivery.packs.body import from_json
from concordat.delivery.words.draft import OPEN, DraftState, DraftView, ReviewView
from concordat.delivery.words.pack import PackView
from concordat.parties import queries as known
from concordat.parties.words import Actor, Role, Visibility

_WRITERS = (Role.KNOWLEDGE_SPECIALIST, Role.PUBLISHER)


def may_write(by: Actor) -> bool:
    """Return whether `by` may begin a pack for the party acted for."""
    return bool(by.party) and known.may_act(by, *_WRITERS, party=by.party)


def may_write_pack(view: PackView, *, by: Actor) -> bool:
    """Return whether `by` may begin the next version of a pack, or withdraw it."""
    theirs = view.owner in (by.party, *by.heir_to, *by.services)
    return may_write(by) and theirs and not view.withdrawn


def drafts(*, by: Actor) -> list[DraftView]:
    """Return the open drafts that `by` may read, the newest change first."""
    return _views(PackDraft.objects.filter(known.visible_to(by), state__in=OPEN), by)


def draft(id: str, *, by: Actor) -> DraftView | None:  # noqa: A002 - the door's word
    """Return a draft; one that was published or given up too."""
    rows = PackDraft.objects.filter(known.visible_to(by), public_id=id)
    return next(iter(_views(rows, by)), None)


def may_review(row: PackDraft, by: Actor) -> bool:
    """Return whether `by` may say how the draft is: anybody of the craft but its writers.

    People of other parties only while it is shared with them.
    """
    if not known.may_act(by, *_WRITERS) or by.person in row.writers:
        return False
    theirs = by.operator or row.owner_id in (by.party, *by.heir_to)
    return theirs or (row.visibility == Visibility.PARTIES and by.joined)


def _views(rows: Iterable[PackDraft], by: Actor) -> list[DraftView]:
    found = list(rows)
    latest = dict(
        Pack.objects.filter(slug__in=[row.slug for row in found if row.slug]).values_list(
            "slug", "latest"
        )
    )
    return [_view(row, latest.get(row.slug, 0), by) for row in found]


def _view(row: PackDraft, latest: int, by: Actor) -> DraftView:
    owner = known.party(row.pack_owner, on=timezone.localdate())
    return DraftView(
        id=row.public_id,
        slug=row.slug,
        owner_slug=row.pack_owner,
        owner_name=owner.name if owner else row.pack_owner,
        begun_from=row.begun_from,
        latest=latest,
        body=from_json(row.body),
        works=tuple(row.works),
        state=DraftState(row.state),
        edition=row.edition,
        shared=row.visibility == Visibility.PARTIES,
        begun_by=row.begun_by,
        changed_by=row.changed_by,
        changed_at=_iso(row.changed_at),
        reviews=tuple(_reviews(row)),
        writes=known.may_act(by, *_WRITERS, party=row.owner_id or "none"),
        may_review=row.state in OPEN and may_review(row, by),
    )


def _reviews(row: PackDraft) -> Iterable[ReviewView]:
    for each in row.reviews.all():
        party = known.party_named(each.party) if each.party else None
        yield ReviewView(
            by=each.by,
            party=party.name if party else "",
            edition=each.edition,
            ready=each.ready,
            words=each.words,
            at=_iso(each.at),
        )


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")

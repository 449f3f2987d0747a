"""What knowledge is kept in this room: packs, and packs that are being written."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import F, Max
from django.utils.timezone import localdate

from concordat.delivery.models import Pack, PackDraft, PackVersion, Receipt
from concordat.delivery.packs.body import from_json
from concordat.delivery.words.draft import OPEN
from concordat.parties import queries as parties
from concordat.parties.words import STAFF_TIME, Actor, Asset, Day, LastUse

ROOM = "delivery"


def assets_of(
    slug: str, *, by: Actor, on: date | None = None, as_if: Collection[str] = ()
) -> list[Asset]:
    """Return the packs that the party answers for on `on`, each with its day of review."""
    return list(_assets(parties.keepers_of(slug, on=on, as_if=as_if), by, on))


def orphans(*, by: Actor, on: date | None = None, as_if: Collection[str] = ()) -> list[Asset]:
    """Return the packs that nobody answers for for certain on `on`, as far as `by` may see."""
    return list(_assets(parties.keepers_adrift(on=on, as_if=as_if), by, on))


def _assets(keepers: parties.Keepers, by: Actor, on: date | None) -> Iterator[Asset]:
    asked = parties.visible_to(by) & keepers.owning("owner")
    yield from _packs(list(Pack.objects.filter(asked).order_by("slug")), keepers, on)
    drafts = PackDraft.objects.filter(asked, state__in=OPEN)
    for draft in drafts.order_by("begun_at", "pk"):
        if on is None or localdate(draft.begun_at) <= on:
            yield Asset(
                room=ROOM,
                kind="pack draft",
                label=draft.slug or from_json(draft.body).question,
                id=draft.public_id,
                owner=keepers.of(draft.owner_id),
                address=draft.public_id,
                cost=STAFF_TIME,
                used=LastUse("last changed", Day.of(localdate(draft.changed_at))),
            )


def _packs(rows: list[Pack], keepers: parties.Keepers, on: date | None) -> Iterator[Asset]:
    there = [row for row in rows if on is None or localdate(row.created_at) <= on]
    newest = PackVersion.objects.filter(pack__in=there, number=F("pack__latest"))
    bodies = {version.pack_id: from_json(version.body) for version in newest}
    delivered = _delivered([row.public_id for row in there])
    for row in there:
        body = bodies.get(row.pk)
        yield Asset(
            room=ROOM,
            kind="pack",
            label=body.question if body else row.slug,
            id=row.public_id,
            owner=keepers.of(row.owner_id),
            review_on=_day(body.review_on) if body else None,
            address=row.slug if body else "",
            cost=STAFF_TIME,
            used=LastUse("last delivered to somebody known", delivered.get(row.public_id)),
        )


def _delivered(packs: Collection[str]) -> dict[str, Day]:
    """Return when each pack was last given to a person or program that is known here."""
    rows = Receipt.objects.filter(kind="pack", thing__in=packs).values("thing")
    return {row["thing"]: Day.of(localdate(row["last"])) for row in rows.annotate(last=Max("at"))}


def _day(text: str) -> Day | None:
    return Day.of(date.fromisoformat(text)) if text else None

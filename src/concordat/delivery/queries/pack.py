"""Knowledge packs: as published, and as they stand now."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from concordat.delivery.models import Fall, Pack, PackItem, PackVersion
from concordat.delivery.packs import writing
from concordat.delivery.packs.body import from_json
from concordat.delivery.words.days import in_words
from concordat.delivery.words.pack import LOUD, DeliveredPack, PackBody, PackView
from concordat.evidence import queries as evidence
from concordat.evidence.words import Moved, WorkView
from concordat.paper.tree import Paper
from concordat.parties import queries as known
from concordat.parties.words import VISITOR, Actor


def packs(*, by: Actor, today: date, overdue: bool = True) -> list[PackView]:
    """Return the newest version of every pack that `by` may see, newest first.

    `overdue` False leaves out those past their review date.
    """
    rows = _visible(by).filter(number=F("pack__latest")).order_by("-published_at", "pack__slug")
    views = _views(rows)
    return [view for view in views if overdue or not view.overdue(today)]


def pack(name: str, *, by: Actor, number: int | None = None) -> PackView | None:
    """Return a pack by slug or public id: its newest version, or version `number`."""
    rows = _visible(by).filter(Q(pack__slug=name) | Q(pack__public_id=name))
    wanted = Q(number=number) if number is not None else Q(number=F("pack__latest"))
    return next(iter(_views(rows.filter(wanted))), None)


def numbers(name: str, *, by: Actor) -> list[tuple[int, str]]:
    """Return the versions of a pack, newest first, each with when it was published."""
    rows = _visible(by).filter(Q(pack__slug=name) | Q(pack__public_id=name)).order_by("-number")
    return [(row.number, _iso(row.published_at)) for row in rows]


def packs_naming(works: Sequence[str], *, by: Actor) -> list[PackView]:
    """Return the packs whose newest version names any of the works (public ids)."""
    ids = evidence.ids_of_all(works)
    named = PackItem.objects.filter(work__in=ids).values("version")
    rows = _visible(by).filter(
        pk__in=named, number=F("pack__latest"), pack__withdrawn_at__isnull=True
    )
    return _views(rows.order_by("pack__slug"))


def deliver(views: Iterable[PackView], *, today: date) -> list[DeliveredPack]:
    """Return packs wrapped in how their works stand at this moment, which is read now."""
    wanted = list(views)
    now = _works_now({work for view in wanted for work in view.works})
    learnt = _learnt(each for each in now.values() if each)
    return [_delivered(view, now, today, learnt) for view in wanted]


def _learnt(works: Iterable[WorkView]) -> dict[str, str]:
    """Return when each fallen work was entered here as such, whatever day its notice has."""
    at = {work.id: work.changed_at for work in works if work.standing in LOUD}
    falls = Fall.objects.filter(work__in=at, ended_at=None).values_list("work", "at")
    return at | {work: _iso(moment) for work, moment in falls}


def _delivered(
    view: PackView, now: dict[str, WorkView | None], today: date, learnt: dict[str, str]
) -> DeliveredPack:
    works = tuple(now.get(work) for work in view.works)
    overdue = view.overdue(today)
    # `site` facts are not part of it: the same pack has one tag in every rendering.
    parts = [view.sha256, str(view.latest), str(overdue), view.withdrawn_at]
    parts += [
        f"{w.id} {w.standing} {w.standing_on} {w.standing_source}" if w else "-" for w in works
    ]
    etag = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    fallen_at = [w.changed_at for w in works if w and w.standing in LOUD]
    changed_at = max([view.published_at, view.withdrawn_at, *fallen_at])
    return DeliveredPack(view, works, overdue, etag, changed_at, learnt)


def _works_now(ids: set[str]) -> dict[str, WorkView | None]:
    """Return each work as everybody sees it now; one that was merged, as what it became."""
    found: dict[str, WorkView | None] = dict(evidence.works_by_id(sorted(ids), by=VISITOR))
    for id_ in ids - found.keys():
        moved = evidence.work(id_, by=VISITOR)
        end = evidence.work(moved.to, by=VISITOR) if isinstance(moved, Moved) else None
        found[id_] = end if isinstance(end, WorkView) else None
    return found


def _visible(by: Actor) -> QuerySet[PackVersion]:
    seen = Pack.objects.filter(known.visible_to(by))
    return PackVersion.objects.filter(pack__in=seen).select_related("pack")


def _views(rows: Iterable[PackVersion]) -> list[PackView]:
    versions = list(rows)
    items: dict[int, list[str]] = {version.pk: [] for version in versions}
    for item in PackItem.objects.filter(version__in=items).order_by("version", "place"):
        items[item.version_id].append(item.work)
    today = timezone.localdate()
    owners = {version.pack.owner_id or "" for version in versions}
    names = {owner: known.party_named(owner, on=today) for owner in owners if owner}
    views = []
    for version in versions:
        owner = names.get(version.pack.owner_id or "")
        views.append(
            PackView(
                id=version.pack.public_id,
                slug=version.pack.slug,
                number=version.number,
                latest=version.pack.latest,
                body=_body(version),
                works=() if version.pack.withdrawn_at else tuple(items[version.pk]),
                sha256=version.sha256,
                published_at=_iso(version.published_at),
                owner=version.pack.owner_id or "",
                owner_slug=owner.slug if owner else "",
                owner_name=owner.name if owner else "",
                read_by=version.read_by,
                withdrawn_at=_iso(version.pack.withdrawn_at) if version.pack.withdrawn_at else "",
                withdrawn_why=version.pack.withdrawn_why,
            )
        )
    return views


def _body(version: PackVersion) -> PackBody:
    """Return what a version says; of a withdrawn pack nothing but that, in any channel."""
    body = from_json(version.body)
    pack = version.pack
    if pack.withdrawn_at is None:
        return body
    day = in_words(pack.withdrawn_at.date().isoformat())
    said = f"This pack was withdrawn on {day}: {pack.withdrawn_why}"
    return PackBody(question=body.question, lines=(said,), entries=())


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def paper_of(delivered: DeliveredPack, *, site: str, today: str) -> Paper:
    """Return a delivered pack as a paper for any renderer of `concordat.paper`."""
    return writing.paper_of(delivered, site=site, today=today)

"""What would a reorganisation move of this room, and what knowledge is kept in it?"""

from collections.abc import Collection, Iterator
from datetime import date

from concordat.delivery.models import OwnerTask, Pack
from concordat.delivery.queries.pack import packs
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Affected, Asset, Day, SuccessionView

ROOM = "delivery"


def affected_by(
    event: SuccessionView | str, *, by: Actor, on: date | None = None
) -> list[Affected]:
    """Return the packs and the open tasks of recall whose owner is another after the event."""
    compared = parties.shift(event, on)
    if compared is None:
        return []
    return [
        compared.affected(ROOM, kind, label, public_id, owner)
        for kind, label, public_id, owner in _things(by, compared.ids)
    ]


def _things(by: Actor, owners: Collection[str]) -> Iterator[tuple[str, str, str, str]]:
    seen = Pack.objects.filter(parties.visible_to(by), owner__public_id__in=list(owners))
    for pack in seen.order_by("slug"):
        yield "pack", pack.slug, pack.public_id, pack.owner_id or ""
    if by.joined:
        open_ones = OwnerTask.objects.filter(owner__public_id__in=list(owners), decided_at=None)
        for task in open_ones.order_by("pk"):
            yield "open task of recall", task.title, task.public_id, task.owner_id or ""


def assets_of(
    slug: str, *, by: Actor, on: date | None = None, as_if: Collection[str] = ()
) -> list[Asset]:
    """Return the packs that the party answers for on `on`, each with its day of review."""
    owned = parties.holdings_of(slug, on=on, as_if=as_if)
    return [
        Asset(
            room=ROOM,
            kind="pack",
            label=view.body.question,
            id=view.id,
            owner=owned[view.owner],
            review_on=_day(view.body.review_on),
            address=view.slug,
        )
        for view in packs(by=by, today=on or date.max)
        if view.owner in owned
    ]


def _day(text: str) -> Day | None:
    return Day.of(date.fromisoformat(text)) if text else None

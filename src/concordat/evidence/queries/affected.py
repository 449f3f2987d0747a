"""What would a reorganisation of the parties move, of this room?"""

from collections.abc import Iterator
from datetime import date

from concordat.evidence.models import Collection, Work
from concordat.evidence.queries.asset import HOW, works
from concordat.parties.queries import Shift, shift, visible_to
from concordat.parties.words import Actor, Affected, SuccessionView

ROOM = "evidence"


def affected_by(
    event: SuccessionView | str, *, by: Actor, on: date | None = None
) -> list[Affected]:
    """Return the works of parties whose things the event moves, a line for each; collections.

    Who published a work never changes. What moves is who answers for it: for its review
    and withdrawal, and, of works kept from others, whose it is.
    """
    compared = shift(event, on)
    return [*_works(compared, by), *_collections(compared, by)] if compared else []


def _works(compared: Shift, by: Actor) -> Iterator[Affected]:
    seen = Work.objects.filter(visible_to(by), merged_into=None)
    for slug in sorted(compared.moved):
        name = compared.moved[slug][0].party.name
        for field, how in HOW:
            if count := seen.filter(**{f"{field}__slug": slug}).count():
                label = works(count, how, name)
                yield compared.affected(ROOM, "collection of works", label, f"{slug} {how}", slug)


def _collections(compared: Shift, by: Actor) -> Iterator[Affected]:
    rows = Collection.objects.filter(visible_to(by), owner__slug__in=compared.moved, expired=False)
    for row in rows.order_by("pk").select_related("owner"):
        if row.owner:
            yield compared.affected(ROOM, "collection", row.name, row.public_id, row.owner.slug)

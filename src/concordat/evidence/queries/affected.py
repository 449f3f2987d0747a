"""What would a reorganisation of the parties move, of this room?"""

from collections.abc import Iterator
from datetime import date

from concordat.evidence.models import Work
from concordat.parties.queries import Shift, visible_to
from concordat.parties.words import Actor, Affected, SuccessionView

ROOM = "evidence"


def affected_by(event: SuccessionView, *, by: Actor, on: date | None = None) -> list[Affected]:
    """Return the works of parties whose things the event moves: a line for each party.

    Who published a work never changes. What moves is who answers for it: for its review
    and withdrawal, and, of works kept from others, whose it is.
    """
    shift = Shift(event, on)
    return [each for each in _lines(shift, by) if each is not None]


def _lines(shift: Shift, by: Actor) -> Iterator[Affected | None]:
    seen = Work.objects.filter(visible_to(by), merged_into=None)
    givers = sorted({part.giver.slug for part in shift.event.parts})
    for slug in givers:
        if count := seen.filter(party__slug=slug).count():
            yield _line(shift, slug, count, "published by it")
        if count := seen.filter(owner__slug=slug).count():
            yield _line(shift, slug, count, "that it keeps for itself")


def _line(shift: Shift, slug: str, count: int, how: str) -> Affected | None:
    change = shift.of_slug(slug)
    if change is None:
        return None
    was, becomes = change
    word = "work" if count == 1 else "works"
    return Affected(
        room=ROOM,
        kind="collection of works",
        label=f"{count} {word} {how}",
        id=f"{slug} {how}",
        before=was.holders[0].party,
        after=becomes.holders,
        decisions=becomes.decisions,
    )

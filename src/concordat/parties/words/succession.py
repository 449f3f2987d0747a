"""Events of reorganisation, and what they move."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concordat.parties.words.day import Certainty, Day
from concordat.parties.words.holding import Holder, PartyRef


class SuccessionKind(StrEnum):
    MERGE = "merge"
    ABSORB = "absorb"
    SPLIT = "split"
    RENAME = "rename"
    TRANSFER = "transfer of function"


class SuccessionStatus(StrEnum):
    ANNOUNCED = "announced"
    IN_FORCE = "in force"
    WITHDRAWN = "withdrawn"  # it was announced, then called off; it moves nothing on any date


@dataclass(frozen=True, slots=True)
class SuccessionPart:
    """What went from whom to whom. No `function`: all that no other part names."""

    giver: PartyRef
    taker: PartyRef
    function: str = ""
    name: str = ""  # the new name, in a rename
    short: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SuccessionView:
    """One event of reorganisation. It says what happened and is never rewritten."""

    id: str
    slug: str
    kind: SuccessionKind
    status: SuccessionStatus
    on: Day
    parts: tuple[SuccessionPart, ...]
    title: str = ""
    announced_on: Day | None = None
    instrument: str = ""
    instrument_url: str = ""
    source: str = ""
    note: str = ""
    edition: int = 0  # how often it was changed by a form
    withdrawn_on: Day | None = None
    withdrawn_reason: str = ""
    withdrawn_source: str = ""

    def status_on(self, on: date) -> SuccessionStatus:
        """Return how it stood on a day: one withdrawn later was announced until then.

        Within the bounds of a day that is not quite known it counts as announced still; one
        withdrawn on a day without any upper bound, as withdrawn.
        """
        day = self.withdrawn_on
        if self.status is not SuccessionStatus.WITHDRAWN or day is None:
            return self.status
        sure = Certainty.YES if day.latest else Certainty.POSSIBLY
        return self.status if day.by(on) >= sure else SuccessionStatus.ANNOUNCED

    def ends(self, slug: str) -> bool:
        """Return whether the party ceases to be by this event."""
        if self.kind is SuccessionKind.TRANSFER:
            return False
        leaving = [part for part in self.parts if part.giver.slug == slug]
        return bool(leaving) and all(part.taker.slug != slug for part in leaving)


@dataclass(frozen=True, slots=True)
class Affected:
    """One thing that a succession would move: every room lists its own for the wizard."""

    room: str
    kind: str  # signature, support, convenor, commitment, membership, affiliation ...
    label: str
    id: str  # public id of the thing
    before: PartyRef
    after: tuple[Holder, ...]
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartGiven:
    """A part of a succession as somebody enters it; `giver` and `taker` are slugs."""

    giver: str
    taker: str
    function: str = ""
    name: str = ""
    short: str = ""
    note: str = ""

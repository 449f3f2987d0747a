"""What a party knows and keeps: its knowledge assets, listed like its other assets."""

from dataclasses import dataclass
from datetime import date

from concordat.parties.words.day import Certainty, Day
from concordat.parties.words.holding import Holding


@dataclass(frozen=True, slots=True)
class Asset:
    """One thing that a party answers for. Every room lists its own for the party's page."""

    room: str
    kind: str  # publication, agreement, commitment, pack, strategy ...
    label: str
    id: str  # public id of the thing
    owner: Holding  # who answered for it first, and who does on the date asked
    review_on: Day | None = None
    address: str = ""  # the slug or id of its page, when it has one

    def review_due(self, on: date) -> Certainty:
        return self.review_on.by(on) if self.review_on else Certainty.NO

    @property
    def orphaned(self) -> bool:
        """Whether nobody answers for it for certain."""
        return bool(self.owner.decisions)

"""Knowledge packs, as they are published and as they are delivered. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from concordat.evidence.words import FALLEN, Identifier, Standing, WorkView

#: Standings that nothing is delivered without saying.
LOUD = FALLEN | {Standing.CONCERN}


class Strength(StrEnum):
    """How strong the evidence is, apart from how certain one may be of what it says."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    NOT_JUDGED = "not judged"


class Certainty(StrEnum):
    """How certain one may be, in the words of GRADE."""

    HIGH = "high"
    MODERATE = "moderate"
    LOW = "low"
    VERY_LOW = "very low"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True)
class PackEntry:
    """One work of a pack, as it was named on the day of publishing."""

    title: str
    citation: str  # authors, journal, year
    identifiers: tuple[Identifier, ...]
    note: str = ""  # why it is in the pack


@dataclass(frozen=True, slots=True)
class PackBody:
    """What a version says. Once published it never changes; `review_on` is an ISO date."""

    question: str
    lines: tuple[str, ...]  # one to three
    entries: tuple[PackEntry, ...]
    strength: Strength = Strength.NOT_JUDGED
    certainty: Certainty = Certainty.NOT_JUDGED
    judged: str = ""  # who judged strength and certainty, and how
    local: str = ""  # what is particular to the owner's place
    strategy: str = ""  # the search, as run
    searched_on: str = ""  # ISO date
    reviewer: str = ""  # who reviewed the search
    review_on: str = ""
    mark: str = ""  # what must be read first: that it is demonstration text, for example


@dataclass(frozen=True, slots=True)
class PackView:
    """A published version of a pack. `works` are the public ids of its entries, in order."""

    id: str
    slug: str
    number: int
    latest: int
    body: PackBody
    works: tuple[str, ...]
    sha256: str  # of the body: two installations give the same one
    published_at: str  # ISO date and time, UTC
    owner: str  # public id of the owning party
    owner_slug: str
    owner_name: str
    read_by: str = ""  # who read it before it was published, or why nobody did
    withdrawn_at: str = ""  # ISO date and time, UTC: it must not be used any more
    withdrawn_why: str = ""

    @property
    def withdrawn(self) -> bool:
        return bool(self.withdrawn_at)

    def overdue(self, today: date) -> bool:
        """Return whether the pack should have been reviewed before `today`."""
        return bool(self.body.review_on) and self.body.review_on < today.isoformat()


@dataclass(frozen=True, slots=True)
class DeliveredPack:
    """A version wrapped in how its works stand at this moment.

    `works` has for each entry the work as it is now, or None when it is no longer here to be
    seen: then nobody can say how it stands. `etag` changes with the body and with any standing.
    """

    pack: PackView
    works: tuple[WorkView | None, ...]
    overdue: bool
    etag: str
    changed_at: str  # ISO, UTC: publishing or the newest change of standing
    #: When we learnt that a work had fallen (ISO, UTC), by its public id. A notice may be older.
    learnt: Mapping[str, str] = field(default_factory=dict)

    @property
    def fallen(self) -> tuple[WorkView, ...]:
        """Return the works that must not be relied on as if nothing had happened."""
        return tuple(work for work in self.works if work and work.standing in LOUD)

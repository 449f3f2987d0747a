"""Private collections: what a searcher drops in, how it matches, how it is screened."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from concordat.evidence.words.works import Reference
from concordat.parties.words import Visibility


class Decision(StrEnum):
    """What a screener says of a record."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    MAYBE = "maybe"


class Progress(StrEnum):
    """Where a record of a collection stands."""

    WAITING = "to be screened"
    CONFLICT = "in conflict"
    INCLUDED = "included"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class CollectionGiven:
    """What a person gives to begin a collection. `request`: the enquiry it is for."""

    name: str
    expires_on: date
    visibility: Visibility = Visibility.OWN_PARTY
    screeners: int = 2  # how many people must look at each record
    request: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What became of a file that was dropped in: it is in, or it waits to be taken in."""

    deposit: str = ""  # public id of the one or of the other
    coming: str = ""


@dataclass(frozen=True, slots=True)
class ComingView:
    """A file that waits to be taken in, is being taken in, or could not be."""

    id: str
    name: str
    database: str
    made_by: str
    made_at: datetime
    errand: str  # says how far it is, and why it was not taken in


@dataclass(frozen=True, slots=True)
class DepositView:
    """A file that was dropped in: what it gave and what was set aside."""

    id: str
    name: str
    database: str
    format: str
    taken: int
    set_aside: int
    complaints: tuple[str, ...]  # the first fifty
    made_by: str
    made_at: datetime
    matched_by: str = ""  # the tool that looked for copies, and its version
    platform: str = ""
    searched_on: date | None = None
    strategy: str = ""  # as it was run there; "" where nobody said it


@dataclass(frozen=True, slots=True)
class Flow:
    """The numbers of the flow diagram of PRISMA 2020, as far as they are known here."""

    identified: int = 0  # records of all deposits
    by_database: tuple[tuple[str, int], ...] = ()
    copies: int = 0  # records taken out as copies of another
    known: int = 0  # works of the rest that the evidence holds already
    to_screen: int = 0  # the rest: works to be screened
    waiting: int = 0
    conflicts: int = 0
    included: int = 0
    excluded: int = 0
    reasons: tuple[tuple[str, int], ...] = ()  # of exclusion
    apart: int = 0  # records that a person took out of their group: no copies after all

    def __add__(self, other: "Flow") -> "Flow":
        """Return the numbers of two collections together."""
        both = {
            each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(self)
        }
        both["by_database"] = tuple(sorted(_together(both["by_database"]).items()))
        both["reasons"] = tuple(_together(both["reasons"]).most_common())
        return Flow(**both)


def _together(counts: Iterable[tuple[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for name, count in counts:
        found[name] += count
    return found


@dataclass(frozen=True, slots=True)
class CollectionView:
    """A private collection. Its records are seen by nobody but its owner."""

    id: str
    name: str
    owner: str  # public id
    visibility: Visibility
    request: str
    expires_on: date
    screeners: int
    made_by: str
    made_at: datetime
    expired: bool  # its records are deleted; the numbers stay
    flow: Flow = Flow()
    deposits: tuple[DepositView, ...] = ()


@dataclass(frozen=True, slots=True)
class VoteView:
    """What one screener said."""

    who: str
    decision: Decision
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CollectedView:
    """A record of a collection: itself, its copies, and the work that it is."""

    id: str
    reference: Reference
    database: str
    position: str  # "export.ris: record 12, line 340"
    progress: Progress
    copies: tuple["CopyView", ...] = ()
    work: str = ""  # public id of the work that it is, when the evidence holds it
    why: str = ""  # what says so, in points
    mine: VoteView | None = None  # what the asker said
    votes: tuple[VoteView, ...] = ()  # all, once the asker may see them
    verdict: str = ""  # by whom and why a conflict was settled


@dataclass(frozen=True, slots=True)
class IncludedView:
    """A work that a screening included: as its record cites it, and who said so."""

    id: str  # of the record
    reference: Reference
    databases: tuple[str, ...]  # every one that gave it
    verdict: str  # "included by Ann and Ben", "Ben settled it as include: why"
    work: str = ""  # public id of the work that it is, when the evidence holds it


@dataclass(frozen=True, slots=True)
class CopyView:
    """Another record of the same work in the same collection, and what says so."""

    id: str
    title: str
    database: str
    position: str
    why: str

"""May this be opened here, and why?"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from concordat.investment.words import Coverage, DealView, SupplyView


class Verdict(StrEnum):
    """The answer to "can I open this?". The first three are never given without a row."""

    YES = "yes"
    SIGN_IN = "yes, after sign-in"
    OPEN = "open copy"
    PARTLY = "partly"
    REQUEST = "request"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpenCopy:
    """A copy that anybody may read, and who says so."""

    url: str
    where: str


@dataclass(frozen=True, slots=True)
class Article:
    """What decides whether something can be opened. Nothing here is guessed.

    `names` are canonical ISSNs and ISBNs. It came out on a day from `earliest` to `latest`;
    without them nobody says when.
    """

    title: str = ""
    names: frozenset[str] = frozenset()
    earliest: date | None = None
    latest: date | None = None
    volume: str = ""
    issue: str = ""
    open_copies: tuple[OpenCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader works. `within`: slugs of the organisation, of all that it
    belongs to, and of those that are gone and whose things one of these alone holds."""

    slug: str
    name: str
    within: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to open it: through a row of holdings and a deal, or an open copy."""

    verdict: Verdict
    url: str
    where: str  # platform, or who has the open copy
    package: str = ""
    coverage: Coverage | None = None
    deal: DealView | None = None
    said_on: str = ""  # date of the list of holdings
    said_by: str = ""
    doubt: str = ""  # for PARTLY: what is not certain, a whole sentence


@dataclass(frozen=True, slots=True)
class Access:
    """The verdict, every way from the best to the worst, and why others do not lead there."""

    verdict: Verdict
    ways: tuple[Way, ...] = ()
    misses: tuple[str, ...] = ()  # whole sentences
    supply: SupplyView | None = None

    @property
    def best(self) -> Way | None:
        return self.ways[0] if self.ways else None


@dataclass(frozen=True, slots=True)
class Citation:
    """What a link from another system says of the thing that its reader wants."""

    title: str = ""  # of the article or chapter
    journal: str = ""  # or the title of the book
    authors: str = ""
    issns: tuple[str, ...] = ()
    isbns: tuple[str, ...] = ()
    date: str = ""  # ISO, as much as is known
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    genre: str = ""
    sender: str = ""  # who made the link, as it calls itself
    ignored: tuple[str, ...] = ()  # what could not be read, in whole sentences

    @property
    def empty(self) -> bool:
        return not (self.title or self.journal or self.issns or self.isbns or self.named)

    @property
    def named(self) -> bool:
        return bool(self.doi or self.pmid)

"""What is held, by whom it may be used, and who said so."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from concordat.investment.words.usage import Complaint


class Reach(StrEnum):
    """For whom a deal is made, from the widest to the narrowest."""

    NATIONAL = "national"
    REGION = "region"
    SYSTEM = "integrated care board"
    LOCAL = "local organisation"


class Use(StrEnum):
    """What readers and libraries do with what they can open."""

    READ = "read"
    SHARE = "share with colleagues"
    TEACH = "teach"
    SUPPLY = "send copies to other libraries"
    WALK_IN = "visitors in the library"
    TEXT_MINE = "text-mine"
    AI = "give to an AI tool"
    KEEP = "keep after the end"


class Permission(StrEnum):
    PERMITTED = "permitted"
    PROHIBITED = "prohibited"
    SILENT = "not said"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One row of a list of holdings (KBART): a title from when to when.

    Dates are ISO, as much of them as the row says. Names are canonical (`title_name`) or
    empty. `embargo` is as KBART writes it: `P1Y` all but the last year, `R1Y` only this one.
    """

    title: str
    print_name: str = ""
    online_name: str = ""
    first_on: str = ""
    first_volume: str = ""
    first_issue: str = ""
    last_on: str = ""  # empty: to this day
    last_volume: str = ""
    last_issue: str = ""
    embargo: str = ""
    depth: str = ""  # fulltext, ebook, selected articles, abstracts
    monograph: bool = False
    free: bool = False  # access type F: anybody may read it
    url: str = ""
    platform_key: str = ""  # KBART title_id
    publisher: str = ""
    position: str = ""  # "row 17"


@dataclass(frozen=True, slots=True)
class DealView:
    """An agreement under which organisations may use packages.

    `parties` are slugs; the deal holds for them and for everything below them. A national
    deal that names nobody holds for every organisation.
    """

    id: str
    slug: str
    name: str
    reach: Reach
    parties: frozenset[str] = frozenset()
    payer: str = ""  # name of who pays
    since: date | None = None
    until: date | None = None  # the last day on which it holds
    sign_in: bool = True  # outside the building a personal account is needed
    groups: tuple[str, ...] = ()  # who may use it: "staff", "students on placement"
    terms: tuple[tuple[Use, Permission], ...] = ()
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says is held: a row, its package, and the deals on that package."""

    coverage: Coverage
    package: str  # name
    platform: str = ""
    said_on: str = ""  # ISO date of the list
    said_by: str = ""
    deals: tuple[DealView, ...] = ()


@dataclass(frozen=True, slots=True)
class SupplyView:
    """A library that gets copies for the people of some organisations."""

    service: str  # slug of the party that does it
    name: str
    parties: frozenset[str]  # slugs of those whom it serves, with all below them
    days: int | None = None  # how long it usually takes
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class HoldingsReport:
    """What came of loading a list of holdings."""

    package: str
    rows: int = 0
    unchanged: bool = False  # the very same list was loaded already
    set_aside: int = 0
    complaints: tuple[Complaint, ...] = field(default=())

"""What was used, what is wrong with a report, and what is wrong with a problem."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How bad a complaint about a report is; the words are those of the COUNTER validator."""

    FATAL = "fatal"  # nothing could be read, or not to the end
    CRITICAL = "critical"  # figures cannot be trusted
    ERROR = "error"  # the report breaks the code of practice and must be corrected
    WARNING = "warning"  # allowed, but somebody should look
    NOTICE = "notice"  # worth knowing


#: From the worst to the mildest.
LEVELS = tuple(Level)

#: A report with one of these does not pass.
FAILING = frozenset({Level.FATAL, Level.CRITICAL, Level.ERROR})


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing wrong with a report, where it is, and what to do about it."""

    level: Level
    code: str  # stable, for machines: "unique-above-total"
    message: str  # what is wrong and what to do
    position: str = ""  # "row 17, column Metric_Type" or ".Report_Items[3].Platform"


class UsageItem(NamedTuple):
    """What a count is about: one line of a report without its metric and figures.

    A part that a report does not show is empty.
    """

    organisation: str  # Institution_Name of the report, or of the line where it has one
    platform: str
    name: str  # of the title, database or item; empty in a platform report
    publisher: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()  # ("DOI", "10..."), ("Online_ISSN", "...")
    parent: str = ""  # title of the journal or book that holds an item
    data_type: str = ""
    section_type: str = ""  # Release 5 only
    yop: str = ""  # year of publication: "0001" unknown, "9999" in press
    access_type: str = ""
    access_method: str = ""


class UsageFact(NamedTuple):
    """So many uses of one kind in one month."""

    item: UsageItem
    metric: str
    month: str  # "2025-01"; "" where the report gives only the total of its period
    number: int


@dataclass(frozen=True, slots=True)
class UsageCheck:
    """What a check of one usage report found."""

    file: str
    passes: bool  # nothing is worse than a warning
    facts: int  # figures above zero that were read
    counts: dict[Level, int]  # also of complaints beyond those listed
    complaints: tuple[Complaint, ...]  # from the worst; at most 100 of a kind
    release: str = ""  # empty where not even the header could be read
    report: str = ""
    institution: str = ""
    begins_on: str = ""
    ends_on: str = ""


class PortfolioError(Exception):
    """A portfolio problem is wrong or has no solution; `message` says what to do.

    `least` is what the cheapest choice found costs, where only the money is short.
    """

    def __init__(self, message: str, least: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.least = least

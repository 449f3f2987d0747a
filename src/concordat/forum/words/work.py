"""What is done together, what parties ask each other, and the report of a year."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from concordat.parties.words import PartyRef


class Beneficiary(StrEnum):
    """Who gains, in the four headings of the seed."""

    PATIENTS = "patients"
    POPULATIONS = "populations"
    WORKING_PRACTICE = "working practice"
    WORKING_LIVES = "working lives"


class AreaState(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class AreaView:
    id: str
    forum: str  # slug
    version: int
    title: str
    scope: str
    lead: PartyRef
    partners: tuple[PartyRef, ...]
    state: AreaState
    beneficiary: Beneficiary | None
    who: str  # whom exactly
    measure: str
    baseline: str
    baseline_on: date | None
    target: str
    ends_on: date | None
    agreed_on: date | None
    decision: str  # public id
    missing: tuple[str, ...]  # what must be said before it can be agreed
    plans: tuple[tuple[str, str], ...]  # id and title of those the asker may read
    entries: tuple[tuple[datetime, str, str], ...]  # when, what, by whom


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter as the demonstration shows it, where none leaves the machine."""

    to: str
    subject: str
    body: str
    written_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class PartyQuestionView:
    id: str
    forum: str
    text: str
    detail: str
    asked_by: PartyRef
    asked_of: PartyRef
    asked_at: datetime
    due_on: date
    evidence: tuple[str, ...]
    answer: str = ""
    answered_at: datetime | None = None
    overdue: bool = False
    mine: bool = False  # the asker may answer it


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the report: what it counts, and each record that it counts."""

    key: str
    label: str
    definition: str
    records: tuple[tuple[str, str], ...]  # what, and its address within the site

    @property
    def count(self) -> int:
        return len(self.records)


@dataclass(frozen=True, slots=True)
class YearReport:
    """What the records of a year say. Commitments without any evidence are listed as empty."""

    forum: str
    forum_name: str
    year: int
    figures: tuple[Figure, ...]
    commitments: tuple[tuple[str, str, int], ...]  # party, text, pieces of evidence

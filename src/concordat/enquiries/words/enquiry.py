"""A request to a library, from intake to use."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from concordat.enquiries.words.report import Cited


class State(StrEnum):
    """How far a request is. Each change is a dated event."""

    SUBMITTED = "submitted"
    TRIAGE = "triage"
    CLARIFYING = "clarifying"
    ASSIGNED = "assigned"
    SEARCHING = "searching"
    SUMMARISING = "summarising"
    DELIVERED = "delivered"
    USE_ASKED = "use asked"
    CLOSED = "closed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REUSED = "answered by reuse"


#: Somebody at the library has still to do something.
OPEN = (
    State.SUBMITTED,
    State.TRIAGE,
    State.CLARIFYING,
    State.ASSIGNED,
    State.SEARCHING,
    State.SUMMARISING,
)
ENDED = (State.CLOSED, State.DECLINED, State.WITHDRAWN, State.REUSED)


class Purpose(StrEnum):
    """What a search is for, in the types of the national guidance."""

    PATIENT_CARE = "care of a patient"
    SERVICE = "service change or business case"
    GUIDELINE = "guideline or policy"
    AUDIT = "audit"
    TEACHING = "teaching or learning"
    RESEARCH = "research or publication"
    REVIEW = "systematic review"
    OTHER = "something else"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a requester gives. Only `question`, `purpose`, `library` and an address must be.

    `library` is the public id of the party that answers; `organisation` the slug or the name
    of where the requester works.
    """

    question: str
    purpose: Purpose
    library: str
    population: str = ""
    intervention: str = ""
    comparison: str = ""
    outcome: str = ""
    decision_at: datetime | None = None
    years: str = ""
    languages: str = ""
    unwanted: str = ""
    known: str = ""
    wanted: str = ""
    organisation: str = ""
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class EventView:
    """A dated event of a request. `said` may be read by its requester."""

    at: datetime
    by: str
    state: State
    said: str = ""


@dataclass(frozen=True, slots=True)
class MessageView:
    """A clarifying question of the library, and its answer."""

    id: str
    question: str
    asked_by: str
    asked_at: datetime
    answer: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EnquiryView:
    """A request. `hours` are those left until the decision, negative when it has passed."""

    id: str
    asked: Asked
    state: State
    assigned: str  # public id of a person
    assigned_name: str
    asked_at: datetime
    version: int
    delivered_at: datetime | None = None
    bounced: str = ""  # why the last letter came back
    unsent: str = ""  # why the last letter could not be sent yet; it is tried again
    person: str = ""
    hours: float | None = None
    events: tuple[EventView, ...] = ()
    messages: tuple[MessageView, ...] = ()
    reused: str = ""  # id of the answer that answered it
    answer: str = ""  # id of the public answer made of it

    @property
    def open(self) -> bool:
        """Whether the library has still to do something."""
        return self.state in OPEN

    @property
    def may_report(self) -> bool:
        """Whether a report may still be written and delivered, once more too."""
        return self.open or self.state in (State.DELIVERED, State.USE_ASKED)

    @property
    def overdue(self) -> bool:
        """Whether the decision came before the answer."""
        return self.open and self.hours is not None and self.hours < 0

    @property
    def urgent(self) -> bool:
        """Whether the answer is needed within two hours."""
        return self.open and self.hours is not None and 0 <= self.hours <= 2


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A question that was answered and may be read by all: reworded, without the requester."""

    id: str
    question: str
    summary: str
    works: tuple[str, ...]  # public ids
    answered_at: datetime
    library: str  # name
    reused: int = 0
    cited: tuple[Cited, ...] = ()  # what it has beside works that are held here

    @property
    def count(self) -> int:
        """How many works the answer has, held here or not."""
        return len(self.works) + len(self.cited)


@dataclass(frozen=True, slots=True)
class Likely:
    """An answered question that is like the one asked. `share` is of 0 to 1."""

    answer: AnswerView
    share: float

"""Meetings: what is on the agenda, who is there, what was decided, what the minutes say."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from concordat.forum.words.forum import Quorum
from concordat.parties.words import PartyRef


class MeetingState(StrEnum):
    CALLED = "called"  # items for the agenda are asked for
    PAPERS_SENT = "papers sent"
    OPEN = "open"
    CLOSED = "closed"


class ItemKind(StrEnum):
    """Where an item of the agenda comes from. All but the first come by themselves."""

    MATTER = "matter"
    MINUTES = "minutes to approve"
    RATIFY = "chair's action to ratify"
    JOINING = "joint work asked for"
    UNANSWERED = "alike plans, unanswered"
    QUESTION = "question overdue"
    ACTION = "action late"
    QUIET = "joint area without activity"


class Stance(StrEnum):
    """A party's position on a matter."""

    FOR = "for"
    ACCEPT = "can live with it"
    OBJECT = "objects, with reasons"
    ABSTAIN = "abstains"


class MinutesState(StrEnum):
    DRAFT = "draft"
    CIRCULATED = "circulated"
    APPROVED = "approved"
    PUBLISHED = "published"


class CitationKind(StrEnum):
    CLAUSE = "clause"
    WORK = "work"
    SCENARIO = "scenario"
    PLAN = "planned work"
    AREA = "joint work area"


@dataclass(frozen=True, slots=True)
class Cite:
    """What a decision is to cite, as somebody gives it.

    `ref`: agreement/key of a clause; public id or identifier (doi:10.1000/1) of a work; public
    id of a plan or area; a scenario's id, whose hash is looked up. `label` names a scenario
    that the one who cites it may not see.
    """

    kind: CitationKind
    ref: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class CitationView:
    """What was cited, as it stood then: `edition` is a revision, version or date."""

    kind: CitationKind
    ref: str
    label: str
    edition: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class PositionView:
    party: PartyRef
    stance: Stance
    reasons: str
    evidence: tuple[str, ...]
    spoken_by: str
    at: datetime
    standing: bool = True  # the party's latest; earlier ones stay as history


@dataclass(frozen=True, slots=True)
class AgendaItemView:
    id: str
    number: int
    kind: ItemKind
    title: str
    text: str
    asks: str
    about: str  # "plan:<id>", "question:<id>" ...
    proposed_by: PartyRef | None
    positions: tuple[PositionView, ...] = ()


@dataclass(frozen=True, slots=True)
class AttendanceView:
    id: str
    person: str
    party: PartyRef
    arrived_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InterestView:
    person: str
    party: PartyRef
    item: int  # its number on the agenda; 0: the whole meeting
    text: str
    handling: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision. `to_ratify`: taken without a quorum, as chair's action, not ratified yet."""

    id: str
    forum: str  # slug
    forum_name: str
    meeting: str  # public id, or "" between meetings
    item: str  # public id of the item that it is on, or ""
    number: str
    text: str
    reasons: str
    at: datetime
    quorate: bool
    chairs_action: bool
    ratified_by: str  # public id of the decision that did
    quorum: Quorum
    citations: tuple[CitationView, ...]
    positions: tuple[PositionView, ...]
    owner: PartyRef | None
    review_on: date | None

    @property
    def to_ratify(self) -> bool:
        return self.chairs_action and not self.ratified_by


@dataclass(frozen=True, slots=True)
class ActionView:
    id: str
    text: str
    owner: PartyRef
    due_on: date
    done_on: date | None
    late: bool
    meeting: str
    version: int


@dataclass(frozen=True, slots=True)
class MinutesView:
    id: str
    meeting: str
    forum: str
    state: MinutesState
    text: str  # as the reader may see it: without what was withheld, for the public
    version: int
    sha256: str
    approved_at: datetime | None
    published_at: datetime | None
    redactions: tuple[tuple[str, str], ...] = ()  # passage, reason; for members alone
    kept_apart: tuple[tuple[str, str, datetime], ...] = ()  # text, who, when: from conflicts


@dataclass(frozen=True, slots=True)
class MeetingView:
    id: str
    forum: str
    forum_name: str
    number: int
    title: str
    starts_at: datetime
    ends_at: datetime
    place: str
    state: MeetingState
    items_until: date
    items: tuple[AgendaItemView, ...]
    attendance: tuple[AttendanceView, ...]
    interests: tuple[InterestView, ...]
    decisions: tuple[DecisionView, ...]
    actions: tuple[ActionView, ...]
    quorum: Quorum
    minutes: MinutesState | None
    version: int

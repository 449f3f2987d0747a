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


class DecisionState(StrEnum):
    """How a decision stands on a day."""

    IN_FORCE = "in force"
    TO_RATIFY = "to be ratified"
    REVIEW_DUE = "review due"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class DecisionRef:
    """Another decision, as one names it. `id` is empty where the asker may not read it."""

    id: str
    number: str


@dataclass(frozen=True, slots=True)
class PublicationView:
    """The words of a decision as they were published, kept apart with their hash.

    `sound`: the words still have the hash that was recorded when they were published.
    """

    meeting: str  # public id of the meeting whose minutes say it
    title: str  # of that meeting
    at: datetime
    text: str
    sha256: str
    sound: bool


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision. `to_ratify`: taken without a quorum, as chair's action, not ratified yet.

    `whole` is false for those who read what was published of it: what the published minutes
    withhold or do not say is not in it then.
    """

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
    replaces: DecisionRef | None = None
    replaced_by: DecisionRef | None = None
    publication: PublicationView | None = None
    whole: bool = True

    @property
    def to_ratify(self) -> bool:
        return self.chairs_action and not self.ratified_by

    def state_on(self, on: date) -> DecisionState:
        """Return how it stands, as far as the asker may know what came after it."""
        if self.replaced_by:
            return DecisionState.REPLACED
        if self.to_ratify:
            return DecisionState.TO_RATIFY
        due = self.review_on is not None and self.review_on <= on
        return DecisionState.REVIEW_DUE if due else DecisionState.IN_FORCE


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
    now: str = ""  # who has it now, in words; empty while the owner has, and once it is done


@dataclass(frozen=True, slots=True)
class MinutesView:
    id: str
    meeting: str
    forum: str
    state: MinutesState
    text: str  # as the reader may see it: without what was withheld, for the public
    version: int
    sha256: str  # of `text` once approved; the whole text's would let a guess be tried
    approved_at: datetime | None
    published_at: datetime | None
    redactions: tuple[tuple[str, str], ...] = ()  # passage, reason; for members alone
    kept_apart: tuple[tuple[str, str, datetime], ...] = ()  # text, who, when: from conflicts
    published_sha256: str = ""  # of the text that the public reads


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

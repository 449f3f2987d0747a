"""What parties agreed, who signed it, and how it stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concordat.parties.words.acting import Visibility
from concordat.parties.words.day import ALWAYS, UNKNOWN_DAY, Certainty, Day, Period
from concordat.parties.words.holding import Holder, Holding, PartyRef


class AgreementKind(StrEnum):
    CONCORDAT = "concordat"
    MEMORANDUM = "memorandum of understanding"
    JOINT_WORKING_PROTOCOL = "joint working protocol"
    INFORMATION_SHARING = "information sharing agreement"
    PARTNERSHIP = "partnership agreement"
    FRAMEWORK = "framework"
    CALL_OFF = "call-off"
    LICENCE = "licence"
    SERVICE_LEVEL = "service level agreement"
    DATA_PROCESSING = "data processing agreement"
    OTHER = "other"


class ClauseKind(StrEnum):
    PREAMBLE = "preamble"
    AMBITION = "ambition"
    FORUM = "forum"
    RELATION = "relation"
    TERM = "term"
    OTHER = "other"


class RelationKind(StrEnum):
    COMPLEMENTS = "complements"
    IMPLEMENTS = "implements"
    SUPERSEDES = "supersedes"
    CONFLICTS_WITH = "conflicts with"


class AgreementState(StrEnum):
    """How an agreement stands on a date."""

    NOT_YET = "not yet in force"
    IN_FORCE = "in force"
    REVIEW_DUE = "stands, review due"  # past its review date, or a party to it is gone
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ClauseView:
    """A clause, word for word; its address is /agreements/<agreement>/<key>."""

    id: str
    agreement: str  # slug
    key: str
    kind: ClauseKind
    text: str
    number: str = ""
    heading: str = ""
    version: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class DocumentView:
    id: str
    key: str
    title: str
    url: str = ""
    media_type: str = ""
    sha256: str = ""  # of the very bytes, 64 hex figures; empty: not held
    file: str = ""  # path below content/, when held
    published_on: Day | None = None
    note: str = ""
    kept: bool = False  # handed in: the bytes lie under DATA_DIR/documents
    size: int | None = None  # bytes, of what was handed in


class Copy(StrEnum):
    """What became of the copy of a document that we hold."""

    NOT_HELD = "not held"  # none was ever recorded here
    AS_RECORDED = "as recorded"
    ALTERED = "altered"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class VersionView:
    number: str
    period: Period
    certainty: Certainty  # that it is the wording on the date asked
    clauses: tuple[ClauseView, ...] = ()
    documents: tuple[DocumentView, ...] = ()
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignatureView:
    """One signed name. Joint: several parties under it, each held by its own successors."""

    id: str
    key: str
    name: str  # as signed
    parties: tuple[PartyRef, ...]
    holdings: tuple[Holding, ...]  # one for each of `parties`, on the date asked
    certainty: Certainty  # that it was signed and stands on the date asked
    period: Period = ALWAYS
    function: str = ""
    officer: str = ""
    officer_role: str = ""
    version: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SupportView:
    """Support, which is not a signature and is never counted as one."""

    id: str
    name: str
    holding: Holding
    certainty: Certainty
    period: Period = ALWAYS
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ConvenorView:
    """Who convenes, as named then (`holding.party`) and as held on the date asked."""

    id: str
    holding: Holding
    certainty: Certainty
    period: Period = ALWAYS
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RelationView:
    """A tie to another agreement (`to`), or to a class of them in words (`to_text`)."""

    kind: RelationKind
    to: str = ""  # slug
    to_title: str = ""
    to_text: str = ""
    clause: str = ""
    backward: bool = False  # the other agreement says it of this one
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """Evidence that a commitment was kept."""

    on: Day | None
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentView:
    id: str
    key: str
    text: str
    holding: Holding
    clause: str = ""
    indicator: str = ""
    target: str = ""
    period: Period = ALWAYS
    evidence: tuple[DeliveryView, ...] = ()
    source: str = ""
    function: str = ""  # the piece of work it belongs to: decides who owes it after a split


@dataclass(frozen=True, slots=True)
class Signatories:
    """How many signed, and how many hold what was signed, on a date. Supporters: neither."""

    on: date
    as_signed: int
    as_held: int  # different bodies that hold a signature for certain
    possibly: int  # further bodies that may hold one
    possibly_signed: int = 0  # names that may have been signed by then
    holders: tuple[Holder, ...] = ()
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgreementView:
    """An agreement as at `on`; `clauses` and `documents` are those of the version then."""

    id: str
    slug: str
    kind: AgreementKind
    title: str
    on: date
    state: AgreementState
    certainty: Certainty  # of the state
    reasons: tuple[str, ...] = ()  # why review is due, in sentences
    short: str = ""
    about: str = ""
    signed_on: Day = UNKNOWN_DAY
    period: Period = ALWAYS
    review_on: Day | None = None
    source: str = ""
    note: str = ""
    versions: tuple[VersionView, ...] = ()
    clauses: tuple[ClauseView, ...] = ()
    documents: tuple[DocumentView, ...] = ()
    signatures: tuple[SignatureView, ...] = ()
    support: tuple[SupportView, ...] = ()
    convenors: tuple[ConvenorView, ...] = ()
    relations: tuple[RelationView, ...] = ()
    commitments: tuple[CommitmentView, ...] = ()
    signatories: Signatories | None = None
    owner: PartyRef | None = None
    visibility: Visibility = Visibility.PUBLIC
    edition: int = 0  # how often it was changed by a form

    def clause(self, key: str) -> ClauseView | None:
        return next((clause for clause in self.clauses if clause.key == key), None)


@dataclass(frozen=True, slots=True)
class Between:
    """An agreement that binds two parties on a date, and how sure that is."""

    agreement: AgreementView
    certainty: Certainty
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseGiven:
    """A clause as somebody enters it; the key becomes its address."""

    key: str
    kind: ClauseKind
    text: str
    number: str = ""
    heading: str = ""

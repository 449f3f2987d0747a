"""The words of parties that may cross a wall: who acts, and who may see."""

import secrets
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum

# Crockford's base 32: no letter that a person could take for a digit.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_public_id() -> str:
    """Return a new opaque public identifier: 13 signs, 65 bits.

    Addresses carry these and never primary keys, so they survive a dump, a restore
    and a change of database.
    """
    number = secrets.randbits(65)  # one draw: thirteen took a tenth of an ingest's time
    return "".join([_ALPHABET[number >> shift & 31] for shift in range(0, 65, 5)])


class Visibility(StrEnum):
    """Who may see an object that can be private. The owner is always a party."""

    PUBLIC = "public"
    PARTIES = "parties"  # every party that has joined
    OWN_PARTY = "own party"
    OWN_SERVICE = "own service"
    MATCH = "match"  # others learn only that something alike exists: kind, date, contact


class Role(StrEnum):
    """What a person does for a party."""

    READER = "reader"
    KNOWLEDGE_SPECIALIST = "knowledge specialist"
    E_RESOURCES_LIBRARIAN = "e-resources librarian"
    SERVICE_MANAGER = "service manager"
    DELEGATE = "delegate"
    SECRETARIAT = "secretariat"
    PUBLISHER = "publisher"
    PROCUREMENT_LEAD = "procurement lead"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: made only on floor 5, from a request, a token, a command or the clock.

    `name` is what the audit shows. `person` is the public id of a Person, or "" for a
    service or a visitor. `party` is the public id of the party acted for and `services`
    those of the organisations below it that the person works in. `heir_to` are parties
    that are gone and whose things that party, and it alone, holds now: what they kept
    to themselves stays readable for their heir, and for nobody when the heir is in doubt.
    `joined` says whether that party has joined (it sees what is shared among parties).
    `operator` is the person at the machine itself: commands act with an operator's
    rights, or `--as` somebody's.
    """

    name: str
    person: str = ""
    party: str = ""
    services: tuple[str, ...] = ()
    heir_to: tuple[str, ...] = ()
    roles: frozenset[Role] = field(default_factory=frozenset)
    scopes: frozenset[str] = field(default_factory=frozenset)
    joined: bool = False
    operator: bool = False

    def may(self, role: Role) -> bool:
        """Return whether this actor holds `role` for the party acted for."""
        return self.operator or role in self.roles


VISITOR = Actor(name="visitor")
OPERATOR = Actor(name="operator", operator=True, joined=True)
CLOCK = Actor(name="clock", operator=True, joined=True)


class Certainty(IntEnum):
    """The answer to "was it so on that date?" when dates may be unknown or bounded.

    Ordered, so that `min` is "and" and `max` is "or" (Kleene's three values).
    """

    NO = 0
    POSSIBLY = 1
    YES = 2

    def __str__(self) -> str:
        return self.name.lower()

    def negated(self) -> "Certainty":
        return Certainty(2 - self)


#: Asked as at this day, everything known has happened: "as last known".
LAST_KNOWN = date.max


@dataclass(frozen=True, slots=True)
class Day:
    """A day as far as it is known: not before `earliest`, not after `latest`.

    Either bound may be missing; with both missing it happened on a day that nobody says.
    """

    earliest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"earliest {self.earliest} is after latest {self.latest}")

    @classmethod
    def of(cls, day: date) -> "Day":
        return cls(day, day)

    @property
    def known(self) -> date | None:
        """The day itself, when there is no doubt about it."""
        return self.earliest if self.earliest == self.latest else None

    def by(self, on: date) -> Certainty:
        """Return whether it had happened by the end of the day `on`."""
        if on == LAST_KNOWN or (self.latest and self.latest <= on):
            return Certainty.YES
        if self.earliest and self.earliest > on:
            return Certainty.NO
        return Certainty.POSSIBLY

    def before(self, other: "Day") -> Certainty:
        """Return whether it came on an earlier day than `other`."""
        if self.latest and other.earliest and self.latest < other.earliest:
            return Certainty.YES
        if self.earliest and other.latest and self.earliest >= other.latest:
            return Certainty.NO
        return Certainty.POSSIBLY

    def __str__(self) -> str:
        """Return it as a page says it: `1 October 2021`, `between ... and ...`."""
        first, last = self.earliest, self.latest
        if first and last:
            return _whole(first, last) or f"between {_plain(first)} and {_plain(last)}"
        if first:
            return f"on or after {_plain(first)}"
        return f"on or before {_plain(last)}" if last else "on a date not known"


def _plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _whole(first: date, last: date) -> str:
    """Return the day, month or year that the two bounds enclose exactly, or nothing."""
    if first == last:
        return _plain(first)
    after = last + timedelta(days=1) if last < date.max else last
    if first.day != 1 or after.day != 1:
        return ""
    if (after.year, after.month) == (first.year + first.month // 12, first.month % 12 + 1):
        return f"{first:%B %Y}"
    whole_year = first.month == after.month == 1 and after.year == first.year + 1
    return str(first.year) if whole_year else ""


UNKNOWN_DAY = Day()


@dataclass(frozen=True, slots=True)
class Period:
    """From a day until, not including, another.

    No `since`: as long as the thing it belongs to. No `until`: not ended, as far as known.
    """

    since: Day | None = None
    until: Day | None = None

    def covers(self, on: date) -> Certainty:
        """Return whether the day `on` lies in it. As last known, what ended has ended."""
        begun = self.since.by(on) if self.since else Certainty.YES
        ended = self.until.by(on) if self.until else Certainty.NO
        return min(begun, ended.negated())


ALWAYS = Period()


class PartyKind(StrEnum):
    """What sort of body a party is."""

    DEPARTMENT = "government department"
    OFFICE = "office of a department"
    EXECUTIVE_AGENCY = "executive agency"
    ARMS_LENGTH_BODY = "arm's length body"
    JOINT_NAME = "joint name"  # a name under which several bodies work as one
    RESEARCH_BODY = "research body"
    REGION = "region"
    INTEGRATED_CARE_BOARD = "integrated care board"
    TRUST = "NHS trust"
    KNOWLEDGE_SERVICE = "knowledge service"
    CHARITY = "charity"
    COMPANY = "company"
    UNIVERSITY = "university"
    OTHER = "other"


class TieKind(StrEnum):
    """How a party belongs to another."""

    PART_OF = "part of"
    SPONSORED_BY = "sponsored by"
    ACTS_AS = "acts as"  # works under a joint name
    IN_REGION = "in region"
    IN_SYSTEM = "in system"


class SuccessionKind(StrEnum):
    MERGE = "merge"
    ABSORB = "absorb"
    SPLIT = "split"
    RENAME = "rename"
    TRANSFER = "transfer of function"


class SuccessionStatus(StrEnum):
    ANNOUNCED = "announced"
    IN_FORCE = "in force"


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
class PartyRef:
    """A party named on the page of something else."""

    slug: str
    name: str
    id: str = ""  # public id


@dataclass(frozen=True, slots=True)
class NameView:
    name: str
    short: str = ""
    kind: str = "name"
    period: Period = ALWAYS
    source: str = ""


@dataclass(frozen=True, slots=True)
class RoleView:
    role: str
    period: Period = ALWAYS
    source: str = ""


@dataclass(frozen=True, slots=True)
class IdentifierView:
    scheme: str
    value: str
    period: Period = ALWAYS
    source: str = ""


@dataclass(frozen=True, slots=True)
class TieView:
    """What a party belongs to, or read from the other end, what belongs to it."""

    party: PartyRef
    kind: TieKind
    period: Period = ALWAYS
    source: str = ""


@dataclass(frozen=True, slots=True)
class PublishingView:
    """One thing that a party publishes: what, where, under which licence."""

    key: str
    what: str
    where: str = ""
    licence: str = ""
    licence_url: str = ""
    feed: str = ""
    format: str = ""
    period: Period = ALWAYS
    note: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds something on a date. POSSIBLY when another may hold it instead."""

    party: PartyRef
    certainty: Certainty = Certainty.YES
    through: tuple[str, ...] = ()  # slugs of the successions that brought it there, in order


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds now what `party` once took on, and what somebody must decide first."""

    party: PartyRef
    holders: tuple[Holder, ...]
    decisions: tuple[str, ...] = ()  # whole sentences; empty when nothing is open

    @property
    def moved(self) -> bool:
        """Whether anybody but the party itself may hold it."""
        return any(holder.party.slug != self.party.slug for holder in self.holders)


@dataclass(frozen=True, slots=True)
class SuccessionPart:
    """What went from whom to whom. No `function`: all that no other part names."""

    giver: PartyRef
    taker: PartyRef
    function: str = ""
    name: str = ""  # the new name, in a rename
    short: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SuccessionView:
    """One event of reorganisation. It says what happened and is never rewritten."""

    id: str
    slug: str
    kind: SuccessionKind
    status: SuccessionStatus
    on: Day
    parts: tuple[SuccessionPart, ...]
    title: str = ""
    announced_on: Day | None = None
    instrument: str = ""
    instrument_url: str = ""
    source: str = ""
    note: str = ""

    def ends(self, slug: str) -> bool:
        """Return whether the party ceases to be by this event."""
        if self.kind is SuccessionKind.TRANSFER:
            return False
        leaving = [part for part in self.parts if part.giver.slug == slug]
        return bool(leaving) and all(part.taker.slug != slug for part in leaving)


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party as at `on`. The tuples hold all dates; `name`, `short` are those of `on`."""

    id: str
    slug: str
    name: str
    kind: PartyKind
    on: date
    exists: Certainty
    joined: Certainty
    short: str = ""
    about: str = ""
    website: str = ""
    period: Period = ALWAYS  # its life, with the succession that ended it
    source: str = ""
    note: str = ""
    names: tuple[NameView, ...] = ()
    roles: tuple[RoleView, ...] = ()
    identifiers: tuple[IdentifierView, ...] = ()
    ties: tuple[TieView, ...] = ()  # what it belongs to
    members: tuple[TieView, ...] = ()  # what belongs to it
    publishes: tuple[PublishingView, ...] = ()
    successions: tuple[SuccessionView, ...] = ()  # in which it gave or took, oldest first
    holding: Holding | None = None  # who holds what was its own, on that date

    @property
    def ref(self) -> PartyRef:
        return PartyRef(self.slug, self.name, self.id)


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

    def clause(self, key: str) -> ClauseView | None:
        return next((clause for clause in self.clauses if clause.key == key), None)


@dataclass(frozen=True, slots=True)
class Between:
    """An agreement that binds two parties on a date, and how sure that is."""

    agreement: AgreementView
    certainty: Certainty
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Affected:
    """One thing that a succession would move: every room lists its own for the wizard."""

    room: str
    kind: str  # signature, support, convenor, commitment, membership, affiliation ...
    label: str
    id: str  # public id of the thing
    before: PartyRef
    after: tuple[Holder, ...]
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MandateView:
    """Leave to speak for a party, and on what. No `scope`: on everything."""

    id: str
    party: PartyRef
    scope: str = ""
    period: Period = ALWAYS
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as at a date. `email` is empty unless the asker is that person or may manage."""

    id: str
    name: str
    email: str = ""
    affiliations: tuple[tuple[PartyRef, str, Period], ...] = ()  # party, post, when
    roles: tuple[tuple[PartyRef, Role, Period], ...] = ()
    mandates: tuple[MandateView, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What came of loading content files: rows made, altered, as they were, or taken out."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    files: int = 0
    complaints: tuple[str, ...] = ()  # "file: table: what is wrong and what to do"


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One deed as the record shows it. Empty `changed` with `erased`: taken out by law."""

    number: int
    at: str  # ISO date and time, UTC
    by: str
    deed: str
    about: str
    changed: str  # JSON
    erased: bool = False


@dataclass(frozen=True, slots=True)
class AuditFault:
    number: int  # the row at which it shows
    reason: str  # a whole sentence


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What a check of the record found. `notes` are worth knowing and no fault."""

    rows: int
    faults: tuple[AuditFault, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.faults


@dataclass(frozen=True, slots=True)
class PartGiven:
    """A part of a succession as somebody enters it; `giver` and `taker` are slugs."""

    giver: str
    taker: str
    function: str = ""
    name: str = ""
    short: str = ""
    note: str = ""

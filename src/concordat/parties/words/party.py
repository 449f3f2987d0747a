"""What a party is and was."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concordat.parties.words.day import ALWAYS, Certainty, Day, Period
from concordat.parties.words.holding import Holding, PartyRef
from concordat.parties.words.succession import SuccessionView


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


@dataclass(frozen=True, slots=True)
class NameView:
    name: str
    short: str = ""
    kind: str = "name"
    period: Period = ALWAYS
    source: str = ""
    id: str = ""  # public id; empty when an event of renaming gave the name


@dataclass(frozen=True, slots=True)
class RoleView:
    role: str
    period: Period = ALWAYS
    source: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class IdentifierView:
    scheme: str
    value: str
    period: Period = ALWAYS
    source: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class TieView:
    """What a party belongs to, or read from the other end, what belongs to it."""

    party: PartyRef
    kind: TieKind
    period: Period = ALWAYS
    source: str = ""
    id: str = ""
    held: Holding | None = None  # what is part of a party goes where its things go

    @property
    def now(self) -> str:
        """To whom it belongs now, in words; empty while the party above it is there."""
        if self.held is None or not (self.held.moved or self.held.decisions):
            return ""
        names = [holder.party.name for holder in self.held.holders]
        if self.held.certain and len(names) == 1:
            return f"belongs now to {names[0]}"
        between = f": {' or '.join(names)}" if self.held.moved else ""
        return f"to whom it belongs now is to be decided{between}"


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
    taken_as: str = ""  # slug of the evidence source that takes it in; empty: none does
    review_on: Day | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party as a list shows it on a date; a `PartyView` says everything."""

    slug: str
    name: str
    kind: PartyKind
    exists: Certainty
    short: str = ""
    period: Period = ALWAYS
    id: str = ""


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
    edition: int = 0  # how often it was changed by a form

    @property
    def ref(self) -> PartyRef:
        return PartyRef(self.slug, self.name, self.id)

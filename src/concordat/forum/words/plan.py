"""Planned work, and what is alike."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from concordat.parties.words import PartyRef, Veiled, Visibility


class PlanKind(StrEnum):
    GUIDANCE = "guidance"
    REVIEW = "review"
    SEARCH = "search"
    BULLETIN = "bulletin"
    PACK = "knowledge pack"
    PURCHASE = "purchase"


class PlanStage(StrEnum):
    IDEA = "idea"
    PLANNED = "planned"
    UNDER_WAY = "under way"
    FINISHED = "finished"
    STOPPED = "stopped"


class Choice(StrEnum):
    """What the owner of a plan answers when another is alike."""

    JOIN = "join"
    SHARE = "share the protocol"
    WAIT = "wait"
    PROCEED = "proceed"


@dataclass(frozen=True, slots=True)
class PlanGiven:
    """What somebody enters. Slots left empty are not known yet."""

    title: str
    kind: PlanKind
    question: str = ""
    population: str = ""
    intervention: str = ""
    comparison: str = ""
    outcome: str = ""
    setting: str = ""
    headings: tuple[str, ...] = ()
    words: str = ""
    stage: PlanStage = PlanStage.PLANNED
    starts_on: date | None = None
    ends_on: date | None = None
    contact_name: str = ""
    contact_email: str = ""
    visibility: Visibility = Visibility.PARTIES


@dataclass(frozen=True, slots=True)
class PlanView:
    id: str
    version: int
    given: PlanGiven
    party: PartyRef
    entered_at: datetime
    mine: bool  # the asker acts for the party whose plan it is


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What an owner answered. `from_asked`: the owner of the plan whose page it is."""

    choice: Choice
    reason: str
    by: str
    at: datetime
    from_asked: bool


@dataclass(frozen=True, slots=True)
class LikenessView:
    """Another plan that is alike. Exactly one of `plan` and `veiled` is there.

    Veiled: no score, relation or reason either, for they would tell of its text.
    """

    id: str
    plan: PlanView | None
    veiled: Veiled | None
    score: float = 0.0
    relation: str = ""
    reasons: tuple[str, ...] = ()
    obliged: bool = False
    due_on: date | None = None
    answers: tuple[AnswerView, ...] = ()
    answered: bool = False  # by the owner of the plan whose page it is
    #: What came of the pair: what it is (decision or area), its public id and its text.
    settled: tuple[tuple[str, str, str], ...] = ()

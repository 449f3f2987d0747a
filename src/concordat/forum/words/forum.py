"""A forum: its terms of reference, its members, and when it may decide."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concordat.parties.words import PartyRef


class MemberKind(StrEnum):
    SIGNATORY = "signatory"
    SUPPORTER = "supporter"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """One rule of a quorum, as data. All rules of the terms must be met.

    At least `at_least` of `counts` (people, or parties) must be present: only those of
    `kinds` count (empty: all members); with `centres`, so many from each of them.
    """

    at_least: int
    counts: str = "people"
    kinds: tuple[str, ...] = ()
    centres: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody in the room. `kind` is empty for one whose party is no member."""

    person: str
    party: str  # slug of who holds the membership on that day
    party_name: str
    kind: str = ""
    centre: str = ""


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """How one rule stands. `left_out`: who is there and does not count, and why."""

    text: str
    wanted: int
    got: int
    counted: tuple[str, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def met(self) -> bool:
        return self.got >= self.wanted


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a meeting may decide, rule by rule. Without any rule it may not: none is known."""

    outcomes: tuple[RuleOutcome, ...] = ()

    @property
    def met(self) -> bool:
        return bool(self.outcomes) and all(outcome.met for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class TermsView:
    number: str
    since: date
    text: str
    rules: tuple[QuorumRule, ...]
    rules_in_words: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class MemberView:
    """A membership. `holder` is who holds it on the date asked, after every succession."""

    party: PartyRef
    holder: PartyRef
    kind: MemberKind
    since: date
    until: date | None = None
    centre: str = ""
    note: str = ""
    now: str = ""  # who holds it now, in words; empty while its party does
    counts_once: bool = False  # its holder holds another membership too: one party, once


@dataclass(frozen=True, slots=True)
class ForumView:
    id: str
    slug: str
    name: str
    about: str
    agreement: str  # slug of the agreement that provides for it
    clause: str  # key of the clause
    terms: TermsView | None
    members: tuple[MemberView, ...]

"""What is left out of a party's page as at a day that is past: all that came only later. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol, TypeVar

from concordat.parties.words import (
    Certainty,
    PartyLine,
    PartyView,
    Period,
    SuccessionStatus,
    SuccessionView,
)


class _Dated(Protocol):
    @property
    def period(self) -> Period: ...


_Fact = TypeVar("_Fact", bound=_Dated)


@dataclass(frozen=True, slots=True)
class Seen:
    """A party as it could be seen on the day, and the events that came only later."""

    party: PartyView
    later: tuple[SuccessionView, ...] = ()


def as_seen(party: PartyView, on: date, *, as_if: Iterable[str] = ()) -> Seen:
    """Return the party with what had begun by the end of `on`; ends to come are not told."""
    supposed = set(as_if)
    then = [each for each in party.successions if each.slug in supposed or known(each, on)]
    later = tuple(each for each in party.successions if each not in then)
    seen = replace(
        party,
        period=_open(party.period, on),
        names=_begun(party.names, on),
        roles=_begun(party.roles, on),
        identifiers=_begun(party.identifiers, on),
        ties=_begun(party.ties, on),
        members=_begun(party.members, on),
        publishes=_begun(party.publishes, on),
        successions=tuple(then),
    )
    return Seen(seen, later)


def known(event: SuccessionView, on: date) -> bool:
    """Return whether the event may have been known on the day: announced, or in force."""
    if event.status is SuccessionStatus.IN_FORCE:
        return event.on.by(on) is not Certainty.NO
    return event.announced_on is None or event.announced_on.by(on) is not Certainty.NO


def line_as_seen(line: PartyLine, on: date) -> PartyLine:
    return replace(line, period=_open(line.period, on))


def _begun(facts: Iterable[_Fact], on: date) -> tuple[_Fact, ...]:
    return tuple(
        replace(each, period=_open(each.period, on))  # type: ignore[type-var]
        for each in facts
        if each.period.since is None or each.period.since.by(on) is not Certainty.NO
    )


def _open(period: Period, on: date) -> Period:
    """Return the period without an end that had not come by the day."""
    if period.until is not None and period.until.by(on) is Certainty.NO:
        return Period(period.since, None)
    return period

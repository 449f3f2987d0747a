"""A small drawing of bodies over time: a bar for each life, an arrow for each passing. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from concordat.parties.words import (
    Day,
    PartyLine,
    PartyView,
    SuccessionStatus,
    SuccessionView,
)

_Body = PartyView | PartyLine

WIDTH = 900
_LEFT, _RIGHT, _TOP, _LANE = 290, 8, 30, 34  # the names stand left of the bars
_PLOT = WIDTH - _LEFT - _RIGHT
_FITS = 36  # signs of a name that have room there
_OPEN = timedelta(days=180)  # how far a bar without an end is drawn beyond the last event


@dataclass(frozen=True, slots=True)
class Lane:
    slug: str
    name: str
    x: int
    width: int
    y: int
    here: bool  # the party whose page this is
    open_start: bool  # its beginning is not known
    open_end: bool  # it goes on


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    text: str


@dataclass(frozen=True, slots=True)
class Arrow:
    x: int
    y1: int
    y2: int
    announced: bool  # drawn dashed
    called_off: bool = False  # drawn dashed and crossed out


@dataclass(frozen=True, slots=True)
class Timeline:
    width: int
    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    arrows: tuple[Arrow, ...]
    summary: str


def draw(party: PartyView, others: Sequence[_Body], *, today: date) -> Timeline | None:
    """Return the drawing for a party and those it gave to or took from; None if alone."""
    if not party.successions or not others:
        return None
    bodies: list[_Body] = sorted(
        [party, *others], key=lambda each: (_begin(each) or date.min, each.name)
    )
    scale = _Scale.over(bodies, party.successions, today=today)
    rows = {each.slug: _TOP + _LANE * at for at, each in enumerate(bodies)}
    return Timeline(
        width=WIDTH,
        height=_TOP + _LANE * len(bodies) + 4,
        lanes=tuple(_lane(each, rows[each.slug], scale, party.slug) for each in bodies),
        ticks=scale.ticks(),
        arrows=tuple(_arrows(party, rows, scale, today=today)),
        summary=f"{party.name} and the bodies it took from or gave to, over time. "
        "The table below says the same in words.",
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    @classmethod
    def over(
        cls, bodies: Sequence[_Body], events: Sequence[SuccessionView], *, today: date
    ) -> "_Scale":
        days = [day for each in bodies for day in (_begin(each), _end(each)) if day]
        days += [day for event in events if (day := when(event.on))]
        first = min(days, default=today)
        return cls(date(first.year, 1, 1), max([*days, today]) + _OPEN)

    def x(self, day: date) -> int:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return _LEFT + round(_PLOT * min(1.0, max(0.0, share)))

    def ticks(self) -> tuple[Tick, ...]:
        years = self.last.year - self.first.year + 1
        step = next((each for each in (1, 2, 5, 10, 20, 50) if years / each <= 10), 100)
        return tuple(
            Tick(self.x(date(year, 1, 1)), str(year))
            for year in range(-(-self.first.year // step) * step, self.last.year + 1, step)
        )


def when(day: Day | None) -> date | None:
    """Return the day to draw at: the earliest it can have been, else the latest."""
    return (day.earliest or day.latest) if day else None


def _begin(party: _Body) -> date | None:
    return when(party.period.since)


def _end(party: _Body) -> date | None:
    return when(party.period.until)


def _lane(party: _Body, y: int, scale: _Scale, here: str) -> Lane:
    begin, end = _begin(party), _end(party)
    x = scale.x(begin) if begin else _LEFT
    right = scale.x(end) if end else WIDTH - _RIGHT
    return Lane(
        slug=party.slug,
        name=_label(party),
        x=x,
        width=max(4, right - x),
        y=y,
        here=party.slug == here,
        open_start=begin is None,
        open_end=end is None,
    )


def _label(party: _Body) -> str:
    """Return a name that fits beside its bar."""
    if len(party.name) <= _FITS:
        return party.name
    short = party.short if party.short and len(party.short) <= _FITS else ""
    return short or f"{party.name[: _FITS - 1].rstrip()}…"


def _arrows(party: PartyView, rows: dict[str, int], scale: _Scale, *, today: date) -> list[Arrow]:
    """Return an arrow from giver to taker for each passing between two different bodies."""
    bar = 6  # where in a lane its bar lies
    found = {}
    for event in party.successions:
        day = when(event.on) or when(event.announced_on)
        for part in event.parts:
            ends = rows.get(part.giver.slug), rows.get(part.taker.slug)
            if day is None or ends[0] is None or ends[1] is None or ends[0] == ends[1]:
                continue
            down = ends[1] > ends[0]
            y1 = ends[0] + bar + (16 if down else 0)
            y2 = ends[1] + bar + (0 if down else 16)
            stood = event.status_on(today)
            found[scale.x(day), y1, y2] = Arrow(
                scale.x(day),
                y1,
                y2,
                announced=stood is not SuccessionStatus.IN_FORCE,
                called_off=stood is SuccessionStatus.WITHDRAWN,
            )
    return list(found.values())

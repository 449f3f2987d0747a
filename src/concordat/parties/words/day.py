"""Days and periods that may be known only within bounds, and what can then be said of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum


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

    def known_on(self, on: date) -> "Period":
        """Return it as one knew it on a day: nothing tells the end of what had not begun."""
        begun = self.since is None or self.since.by(on) is not Certainty.NO
        return self if begun else Period(self.since)


ALWAYS = Period()

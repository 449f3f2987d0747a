"""Does a row of holdings hold an article? Yes, no, or nobody can tell. Pure.

What is asked is monotone in the day of publication, so an article of an uncertain day is
inside for certain when its earliest and its latest day both are.
"""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from concordat.delivery.words.access import Article
from concordat.investment.words import Coverage
from concordat.parties.words import Certainty

NO, POSSIBLY, YES = Certainty.NO, Certainty.POSSIBLY, Certainty.YES
_WALL = re.compile(r"([RP])(\d+)([DMY])")


def covers(row: Coverage, article: Article, *, on: date) -> Certainty:
    """Return whether the row holds the article as at `on`. Its names must be one of the row's."""
    shared = article.names & {row.print_name, row.online_name} - {""}
    if not shared:
        return NO
    if row.monograph:
        return YES if any("-" not in name for name in shared) else POSSIBLY
    inside = _agreed(_by_date(row, article), _by_volume(row, article))
    return min(inside, _embargoed(row, article, on))


@lru_cache(maxsize=65_536)
def day_bounds(iso: str) -> tuple[date, date] | None:
    """Return the first and last day of `2004`, `2004-03` or `2004-03-21`; None for others."""
    found = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", iso, re.ASCII)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year and month is not None and day is not None:
            return date(year, month, day), date(year, month, day)
        if year and month is not None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return (date(year, 1, 1), date(year, 12, 31)) if year else None
    except ValueError:  # month 13 or 0, 30 February
        return None


def _agreed(by_date: Certainty, by_volume: Certainty) -> Certainty:
    """Return what date and volume say together; when they contradict, nobody can tell."""
    if by_date is POSSIBLY:
        return by_volume
    if by_volume in (POSSIBLY, by_date):
        return by_date
    return POSSIBLY


def _by_date(row: Coverage, article: Article) -> Certainty:
    first, last = day_bounds(row.first_on), day_bounds(row.last_on)
    if article.earliest is None or article.latest is None:
        return POSSIBLY
    begun, open_ended = POSSIBLY, YES if not row.last_on else POSSIBLY
    if first:
        begun = _both(article.earliest >= first[0], article.latest >= first[0])
    if last:
        open_ended = _both(article.earliest <= last[1], article.latest <= last[1])
    return min(begun, open_ended)


def _both(one: bool, other: bool) -> Certainty:
    return YES if one and other else POSSIBLY if one or other else NO


def _by_volume(row: Coverage, article: Article) -> Certainty:
    volume, issue = _number(article.volume), _number(article.issue)
    if volume is None:
        return POSSIBLY
    begun = _not_before((volume, issue), (_number(row.first_volume), _number(row.first_issue)))
    if not (row.last_on or row.last_volume):
        return begun
    last = (_number(row.last_volume), _number(row.last_issue))
    return min(begun, _not_after((volume, issue), last))


_Part = tuple[int | None, int | None]


def _not_before(part: tuple[int, int | None], bound: _Part) -> Certainty:
    volume, issue = bound
    if volume is None:
        return POSSIBLY
    if part[0] != volume:
        return YES if part[0] > volume else NO
    if issue is None or issue <= 1:
        return YES
    return POSSIBLY if part[1] is None else YES if part[1] >= issue else NO


def _not_after(part: tuple[int, int | None], bound: _Part) -> Certainty:
    volume, issue = bound
    if volume is None:
        return POSSIBLY
    if part[0] != volume:
        return YES if part[0] < volume else NO
    if issue is None:
        return YES
    return POSSIBLY if part[1] is None else YES if part[1] <= issue else NO


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _embargoed(row: Coverage, article: Article, on: date) -> Certainty:
    """Return whether every moving wall leaves the article readable on the day `on`."""
    if not row.embargo:
        return YES
    if article.earliest is None or article.latest is None:
        return POSSIBLY
    answer = YES
    for kind, length, unit in _WALL.findall(row.embargo):
        one, other = (
            _readable(day, kind, int(length), unit, on)
            for day in (article.earliest, article.latest)
        )
        answer = min(answer, _both(one, other))
    return answer


def _readable(day: date, kind: str, length: int, unit: str, on: date) -> bool:
    """Return whether a wall lets through what came out on `day`.

    KBART 6.6: the unit is the grain. P1Y is what came out up to the end of the last
    calendar year; R1Y is what came out in this one; together they are everything.
    """
    if unit == "Y":
        before = day.year <= on.year - length
    elif unit == "M":
        before = _months(day) <= _months(on) - length
    else:
        before = day <= on - timedelta(days=min(length, on.toordinal() - 1))
    return before if kind == "P" else not before


def _months(day: date) -> int:
    return day.year * 12 + day.month

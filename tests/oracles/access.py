"""May it be opened? Walked day by day, row by row, deal by deal, as slowly as one can.

Shares no code with the room: dates are compared as the text of days that are walked
through, walls by counting back on a calendar.
"""

from datetime import date, timedelta
from functools import lru_cache

from concordat.delivery.words import Article, Place
from concordat.investment.words import Claim, Coverage, DealView


def openable(
    article: Article, place: Place | None, claims: list[Claim], on: date
) -> tuple[bool, bool, bool]:
    """Return whether some deal opens it without sign-in, some with, and some free row."""
    plain = sign_in = free = False
    for claim in claims:
        if claim.coverage.depth not in ("fulltext", "ebook"):
            continue
        if not certain(claim.coverage, article, on):
            continue
        free = free or claim.coverage.free
        for deal in claim.deals:
            if claim.coverage.free or not in_force(deal, on) or not made_for(deal, place):
                continue
            if any((use.value, word.value) == ("read", "prohibited") for use, word in deal.terms):
                continue
            plain = plain or not deal.sign_in
            sign_in = sign_in or deal.sign_in
    return plain, sign_in, free


def in_force(deal: DealView, on: date) -> bool:
    begun = deal.since is None or on.isoformat() >= deal.since.isoformat()
    return begun and (deal.until is None or on.isoformat() <= deal.until.isoformat())


def made_for(deal: DealView, place: Place | None) -> bool:
    if place is None:
        return False
    if deal.reach.value == "national" and len(deal.parties) == 0:
        return True
    return any(one == other for one in deal.parties for other in place.within)


@lru_cache(maxsize=4096)  # the same for each organisation
def certain(row: Coverage, article: Article, on: date) -> bool:
    """Return whether the row certainly holds the article: on each day it may have come out."""
    shared = [name for name in (row.print_name, row.online_name) if name and name in article.names]
    if not shared:
        return False
    if row.monograph:
        return any(len(name) == 13 for name in shared)
    dated, numbered = by_days(row, article), by_numbers(row, article)
    if "no" in (dated, numbered) or "yes" not in (dated, numbered):
        return False
    if not row.embargo:
        return True
    days = every_day(article)
    return bool(days) and all(let_through(row.embargo, day, on) for day in days)


@lru_cache(maxsize=64)
def every_day(article: Article) -> list[date]:
    if article.earliest is None or article.latest is None:
        return []
    count = (article.latest - article.earliest).days + 1
    return [article.earliest + timedelta(days=number) for number in range(count)]


def by_days(row: Coverage, article: Article) -> str:
    """Return yes, no or doubt. A bound that names a year or a month means all its days."""
    days = [day.isoformat() for day in every_day(article)]
    if not days:
        return "doubt"
    early = [bool(row.first_on) and day[: len(row.first_on)] < row.first_on for day in days]
    late = [bool(row.last_on) and day[: len(row.last_on)] > row.last_on for day in days]
    if all(early) or all(late):
        return "no"
    return "doubt" if any(early) or any(late) or not row.first_on else "yes"


def by_numbers(row: Coverage, article: Article) -> str:
    if not article.volume.isdigit():
        return "doubt"
    begun = side(article, row.first_volume, row.first_issue, -1)
    if not row.last_on and not row.last_volume:
        return begun
    ended = side(article, row.last_volume, row.last_issue, +1)
    if "no" in (begun, ended):
        return "no"
    return "yes" if begun == ended == "yes" else "doubt"


def side(article: Article, volume: str, issue: str, sign: int) -> str:
    """Return whether the article is not before (-1) or not after (+1) a volume and issue."""
    if not volume.isdigit():
        return "doubt"
    beyond = (int(article.volume) - int(volume)) * sign
    if beyond:
        return "no" if beyond > 0 else "yes"
    if not issue.isdigit() or (sign < 0 and int(issue) <= 1):
        return "yes"
    if not article.issue.isdigit():
        return "doubt"
    return "no" if (int(article.issue) - int(issue)) * sign > 0 else "yes"


def let_through(embargo: str, day: date, on: date) -> bool:
    """Return whether each wall lets the day through, by walking back on the calendar."""
    for wall in embargo.split(";"):
        recent = among_the_last(int(wall[1:-1]), wall[-1], day, on)
        if (wall[0] == "P" and recent) or (wall[0] == "R" and not recent):
            return False
    return True


def among_the_last(length: int, unit: str, day: date, on: date) -> bool:
    """Return whether `day` is among the last `length` years, months or days up to `on`."""
    if day > on:
        return True
    if unit == "D":
        return any(day == on - timedelta(days=back) for back in range(length))
    year, month = on.year, on.month
    for _ in range(length):
        if day.year == year and (unit == "Y" or day.month == month):
            return True
        if unit == "M" and month > 1:
            month -= 1
        else:
            year, month = year - 1, 12
    return False

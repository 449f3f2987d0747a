"""Dates as bibliographic records print them, to as much of an ISO date as is known."""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)", re.ASCII)
_MONTH = re.compile(r"(?<![a-z])(" + "|".join(_MONTHS) + r")[a-z]*", re.IGNORECASE)
_NUMERIC = re.compile(
    r"\s*(1[5-9]\d\d|20\d\d)(?:[/-](\d{1,2})(?!\d)(?:[/-](\d{1,2})(?!\d))?)?", re.ASCII
)
_COMPACT = re.compile(r"\s*(1[5-9]\d\d|20\d\d)(\d\d)(\d\d)\s*", re.ASCII)
_DAY = re.compile(r"(?<!\d)(\d{1,2})(?!\d)", re.ASCII)


def year_in(text: str) -> int | None:
    """Return the first number in `text` that can be a year of publication, 1500 to 2099."""
    match = _YEAR.search(text)
    return int(match[1]) if match else None


def iso_date(text: str, *, year: int | None = None) -> str:
    """Return `text` as an ISO date, as much of it as is known, or "".

    Reads RIS "2019/10//undefined", MEDLINE "2018 Mar 27" and "1998 Dec-1999 Jan" (of a
    range its beginning), EndNote "Mar 27" (`year` then supplies the year), "20180327"
    and ISO. A season gives the year only.
    """
    match = _COMPACT.fullmatch(text) or _NUMERIC.match(text)
    if match and (match[2] or not _MONTH.search(text)):
        return joined(match[1], match[2], match[3])
    found = year_in(text) or year
    if found is None:
        return ""
    month = _MONTH.search(text)
    if month is None:
        return joined(found, None, None)
    rest = _YEAR.sub(" ", text[month.end() :])
    range_begins = rest.lstrip().startswith(("-", "/", "–"))
    day = None if range_begins and not _DAY.match(rest.lstrip()) else _DAY.search(rest)
    before = _DAY.search(_YEAR.sub(" ", text[: month.start()]))
    day = day or before
    return joined(found, month[1], day[1] if day else None)


def joined(year: int | str, month: str | None, day: str | None) -> str:
    """Return year, month (number or name) and day as an ISO date; what is wrong is left out."""
    result = f"{int(year):04d}"
    number = month_number(month or "")
    if number is None:
        return result
    result += f"-{number:02d}"
    if day and day.strip().isdecimal():
        try:
            return date(int(year), number, int(day)).isoformat()
        except ValueError:
            return result
    return result


def month_number(text: str) -> int | None:
    """Return 1 to 12 for "3", "03", "Mar" or "March"."""
    text = text.strip()
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= 12 else None
    start = text[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else None

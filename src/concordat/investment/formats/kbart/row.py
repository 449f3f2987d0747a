"""One row of a KBART file, as coverage or with the reason why it cannot be used. Pure."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from concordat.investment.words import Coverage, Level, title_name

#: Says what is wrong in a column of the row: level, code, column, message.
Complain = Callable[[Level, str, str, str], None]

_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_EMBARGO = re.compile(r"(R[1-9]\d{0,3}[DMY])?;?(P[1-9]\d{0,3}[DMY])?", re.ASCII)
_DEPTHS = {"fulltext", "ebook", "selected articles", "abstracts"}
_SHOUTED = {"full text": "fulltext", "full-text": "fulltext", "book": "ebook"}


class UnusableRow(Exception):
    """The row cannot be used without guessing; what is wrong was said before."""


def read_row(cells: Mapping[str, str], position: str, complain: Complain) -> Coverage:
    """Return the coverage of one row; `cells` are its values by the name of the column.

    Raises UnusableRow where using it might claim what nobody said.
    """
    title = cells.get("publication_title", "")
    if not title:
        complain(Level.ERROR, "no-title", "publication_title", "Give the title of the publication.")
        raise UnusableRow
    print_name = _name(cells, "print_identifier", complain)
    online_name = _name(cells, "online_identifier", complain)
    if not (print_name or online_name):
        message = "No ISSN or ISBN can be used, so no article will ever match this row."
        complain(Level.WARNING, "no-identifier", "online_identifier", message)
    first, last = (_date(cells, f"date_{end}_issue_online", complain) for end in ("first", "last"))
    if first and last and last < first[: len(last)]:
        message = f"It ends ({last}) before it begins ({first}). Exchange or correct the dates."
        complain(Level.ERROR, "ends-before-it-begins", "date_last_issue_online", message)
        raise UnusableRow
    monograph = _is_monograph(cells, print_name or online_name, complain)
    if not (first or monograph):
        message = "No first date: nothing can be said to be inside for certain. Add it."
        complain(Level.WARNING, "no-first-date", "date_first_issue_online", message)
    return Coverage(
        title=title[:300],
        print_name=print_name,
        online_name=online_name,
        first_on=first,
        first_volume=cells.get("num_first_vol_online", "")[:40],
        first_issue=cells.get("num_first_issue_online", "")[:40],
        last_on=last,
        last_volume=cells.get("num_last_vol_online", "")[:40],
        last_issue=cells.get("num_last_issue_online", "")[:40],
        embargo=_embargo(cells, complain),
        depth=_depth(cells, complain),
        monograph=monograph,
        free=_is_free(cells, complain),
        url=_url(cells, complain),
        platform_key=cells.get("title_id", "")[:200],
        publisher=cells.get("publisher_name", "")[:300],
        position=position,
    )


def _name(cells: Mapping[str, str], column: str, complain: Complain) -> str:
    written = cells.get(column, "")
    found = title_name(written)
    if written and not found:
        message = f"“{written[:40]}” is no ISSN or ISBN: too short, too long, or a digit is wrong."
        complain(Level.ERROR, "identifier", column, message)
    elif found and "-" in found and found != written:
        message = f"Write the ISSN as {found}."
        complain(Level.NOTICE, "identifier-form", column, message)
    return found


def _date(cells: Mapping[str, str], column: str, complain: Complain) -> str:
    written = cells.get(column, "")
    if not written:
        return ""
    found = _DATE.fullmatch(written)
    if found is None or not _is_a_day(found):
        message = f"“{written[:40]}” is no date. Write 2004, 2004-03 or 2004-03-21."
        complain(Level.ERROR, "date", column, message)
        raise UnusableRow
    return written


def _is_a_day(found: re.Match[str]) -> bool:
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _embargo(cells: Mapping[str, str], complain: Complain) -> str:
    written = re.sub(r"\s", "", cells.get("embargo_info", "")).upper()
    if not _EMBARGO.fullmatch(written):
        message = f"“{written[:40]}” is no embargo. Write P1Y, R10Y or R10Y;P30D."
        complain(Level.ERROR, "embargo", "embargo_info", message)
        raise UnusableRow
    return written


def _depth(cells: Mapping[str, str], complain: Complain) -> str:
    written = cells.get("coverage_depth", "").lower()
    found = _SHOUTED.get(written, written)
    if found not in _DEPTHS:
        message = (
            f"“{written[:40]}” is not fulltext, ebook, selected articles or abstracts: "
            "the row counts for part of the text only."
        )
        complain(Level.WARNING, "coverage-depth", "coverage_depth", message)
        return written[:40]
    return found


def _is_monograph(cells: Mapping[str, str], name: str, complain: Complain) -> bool:
    written = cells.get("publication_type", "").lower()
    if written in ("serial", "monograph"):
        return written == "monograph"
    if written:
        message = f"“{written[:40]}” is neither serial nor monograph; told by its identifier."
        complain(Level.WARNING, "publication-type", "publication_type", message)
    return len(name) == 13


def _is_free(cells: Mapping[str, str], complain: Complain) -> bool:
    written = cells.get("access_type", "").upper()
    if written not in ("", "F", "P"):
        message = f"“{written[:40]}” is neither F (free) nor P (paid); taken as paid."
        complain(Level.WARNING, "access-type", "access_type", message)
    return written == "F"


def _url(cells: Mapping[str, str], complain: Complain) -> str:
    written = cells.get("title_url", "")
    if written and not re.fullmatch(r"https?://[^\s<>\"]{3,1990}", written):
        message = "This is no web address; it is left out. Begin it with https://."
        complain(Level.WARNING, "address", "title_url", message)
        return ""
    return written

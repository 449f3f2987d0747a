"""A question as the query part of an address, and back. Pure but for the QueryDict."""

import re
from dataclasses import fields, replace
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from concordat.evidence.words import Kind, Standing
from concordat.search.words import Filters, Mode, Question, Sort

LONGEST = 4_000  # signs of a question; with the signs that an address must escape, about 8 KB
LAST_PAGE = 100_000
MOST_CHOICES = 100
PAGE_SIZE = 20

#: Parameter of the address -> field of Filters.
FILTERS = {
    "kind": "kinds",
    "standing": "standings",
    "year": "years",
    "journal": "journals",
    "party": "parties",
}
#: Parameter that asks for what the reader can open, and nothing else.
OPENABLE = "open"
Word = TypeVar("Word", Mode, Sort)
_YEARS = re.compile(r"\d{4}(-\d{4})?", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class UnreadableAddress(ValueError):
    """A parameter cannot be read. `field` is its name; the message says what to do."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(_CONTROL.sub("", message))
        self.field = field


def read_question(query: QueryDict) -> Question:
    """Return what the address asks. Raise UnreadableAddress, never guess."""
    return Question(
        text=_text(query.get("q", "")),
        mode=_word(query, "mode", Mode, Mode.AUTO),
        filters=_filters(query),
        sort=_word(query, "sort", Sort, Sort.GUIDED),
        page=_page(query.get("page", "1")),
        page_size=PAGE_SIZE,
    )


def _text(text: str) -> str:
    control = _CONTROL.search(text)
    if control:
        message = f"Sign {control.start() + 1} of the question is a control sign. Take it out."
        raise UnreadableAddress("q", message)
    if len(text) > LONGEST:
        message = f"The question has {len(text):,} signs. Use at most {LONGEST:,}."
        raise UnreadableAddress("q", message)
    return text.replace("\r\n", "\n")


def _word(query: QueryDict, name: str, kind: type[Word], default: Word) -> Word:
    given = query.get(name, default.value)
    try:
        return kind(given)
    except ValueError:
        known = ", ".join(each.value for each in kind)
        raise UnreadableAddress(name, f"“{given[:40]}” is not one of: {known}.") from None


def _page(given: str) -> int:
    if given.isascii() and given.isdigit() and len(given) <= 7 and 1 <= int(given) <= LAST_PAGE:
        return int(given)
    message = f"“{given[:20]}” is not the number of a page. Use 1 to {LAST_PAGE:,}."
    raise UnreadableAddress("page", message)


def _filters(query: QueryDict) -> Filters:
    chosen = {
        field: tuple(dict.fromkeys(value.strip() for value in query.getlist(name) if value.strip()))
        for name, field in FILTERS.items()
    }
    for name, field in FILTERS.items():
        _check(name, chosen[field])
    return Filters(**chosen)


def _check(name: str, values: tuple[str, ...]) -> None:
    if len(values) > MOST_CHOICES:
        raise UnreadableAddress(name, f"Choose at most {MOST_CHOICES} of one filter.")
    for value in values:
        if _CONTROL.search(value) or len(value) > 500 or not _known(name, value):
            raise UnreadableAddress(name, _wrong_value(name, value))


def _known(name: str, value: str) -> bool:
    match name:
        case "kind":
            return value in set(Kind)
        case "standing":
            return value in set(Standing)
        case "year":
            return bool(_YEARS.fullmatch(value))
    return True


def _wrong_value(name: str, value: str) -> str:
    if name == "year":
        return f"“{value[:20]}” is not a year. Write 2019, or 2010-2019."
    return f"“{value[:40]}” cannot be a {name} to filter by."


def query_of(question: Question) -> str:
    """Return the query part of the address that asks this; what is usual is left out."""
    pairs = [("q", question.text)]
    if question.mode is not Mode.AUTO:
        pairs.append(("mode", question.mode.value))
    for name, field in FILTERS.items():
        pairs += [(name, value) for value in getattr(question.filters, field)]
    if question.sort is not Sort.GUIDED:
        pairs.append(("sort", question.sort.value))
    if question.among and question.among.only:
        pairs.append((OPENABLE, "1"))
    if question.page != 1:
        pairs.append(("page", str(question.page)))
    return urlencode(pairs)


def wants_openable(query: QueryDict) -> bool:
    """Return whether only what the reader can open is asked for.

    It is no part of `read_question`: which works those are depends on where the reader works,
    and a feed or a letter of the same question goes to readers elsewhere.
    """
    return query.get(OPENABLE, "") == "1"


def of_all(question: Question) -> Question:
    """Return the question of what is found, whether the reader can open it or not."""
    return replace(question, among=None, page=1)


def without(question: Question, name: str, value: str) -> Question:
    """Return the question with one choice of a filter taken off, at its first page."""
    field = FILTERS[name]
    kept = tuple(each for each in getattr(question.filters, field) if each != value)
    return replace(question, filters=replace(question.filters, **{field: kept}), page=1)


def unfiltered(question: Question) -> Question:
    """Return the question with no filter."""
    return replace(question, filters=Filters(), among=None, page=1)


def is_filtered(question: Question) -> bool:
    """Return whether any filter is chosen."""
    narrowed = question.among is not None and question.among.only
    return narrowed or any(
        getattr(question.filters, each.name) for each in fields(question.filters)
    )

"""What is wrong with a question, and the way on. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from concordat.search.words import Mode, Question
from concordat.web.search.addresses import query_of
from concordat.web.search.paging import page_count
from concordat.web.search.wording import listed, of


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a question, with the place marked: before, wrong, after."""

    title: str
    message: str
    expected: str
    marked: tuple[str, str, str] | None
    field: str = "q"
    other_query: str = ""
    last_query: str = ""


def present_strategy_error(
    question: Question, message: str, *, start: int, end: int, expected: Sequence[str] | str
) -> Problem:
    """Return a wrong strategy with the place marked, and the way to ask it as a question."""
    text = question.text
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    wanted = expected if isinstance(expected, str) else listed(expected)
    return Problem(
        title="This strategy cannot be read",
        message=message,
        expected=wanted,
        marked=(text[:start], text[start:end] or "⎵", text[end:]),
        other_query=query_of(replace(question, mode=Mode.QUESTION, page=1)),
    )


def present_too_much_work(question: Question, message: str, part: str) -> Problem:
    """Return a strategy that would touch more than its budget, its dear part marked."""
    at = question.text.find(part) if part else -1
    marked = (question.text[:at], part, question.text[at + len(part) :]) if at >= 0 else None
    return Problem(
        title="This search is too much work",
        message=message,
        expected="",
        marked=marked,
        other_query=query_of(replace(question, mode=Mode.QUESTION, page=1)),
    )


def present_unreadable(field: str, message: str) -> Problem:
    """Return what is wrong with a parameter of the address."""
    return Problem("This search cannot be read", message, "", None, field=field)


def present_page_problem(question: Question, total: int) -> Problem:
    """Return that there is no such page, and the address of the last one."""
    last = page_count(question, total)
    return Problem(
        title="There is no such page",
        message=f"There is no page {question.page:,}: the {of(total, 'work')} "
        f"{'fills' if total == 1 else 'fill'} {of(last, 'page')}.",
        expected="",
        marked=None,
        field="page",
        last_query=query_of(replace(question, page=last)),
    )

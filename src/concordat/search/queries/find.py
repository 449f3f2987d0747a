"""Where is the answer? The one door through which everything is found."""

from dataclasses import replace
from datetime import date
from time import perf_counter

from concordat.parties.queries import audiences_of
from concordat.parties.words import Actor
from concordat.search.queries import asked, strategies
from concordat.search.strategy.mode import mode_of
from concordat.search.words import Answer, Mode, Question

#: Results on one page at most.
LARGEST_PAGE = 500


def find(question: Question, *, by: Actor, today: date) -> Answer:
    """Return one page of the works that a text finds, with exact counts and facets.

    AUTO takes the text for a strategy when it has a sign of one (`strategy.mode`), else
    for a question; `answer.reading.mode` says which. Nothing that `by` may not see is
    counted, found or suggested. Raises StrategyError with the place in the text, and
    TooMuchWork when a strategy would touch too much of the index. `today` is the date on
    which it is asked; nothing depends on it yet.
    """
    started = perf_counter()
    asked_for = replace(
        question,
        mode=_mode(question),
        page=max(1, question.page),
        page_size=min(max(1, question.page_size), LARGEST_PAGE),
    )
    answer = _answer(asked_for, audiences=audiences_of(by))
    return replace(answer, took_ms=(perf_counter() - started) * 1000)


def find_all_ids(question: Question, *, by: Actor, limit: int) -> tuple[str, ...]:
    """Return the ids of at most `limit` works, in the order in which `find` pages them.

    For exports. Raises as `find` does.
    """
    asked_for = replace(question, mode=_mode(question), page=1, page_size=max(1, limit))
    answer = _answer(asked_for, audiences=audiences_of(by))
    return tuple(hit.id for hit in answer.hits)


def _mode(question: Question) -> Mode:
    """Return how to take the text; no text is the set of all works, which filters narrow."""
    if not question.text.strip():
        return Mode.STRATEGY
    return mode_of(question.text) if question.mode is Mode.AUTO else question.mode


def _answer(question: Question, *, audiences: frozenset[str]) -> Answer:
    if question.mode is Mode.STRATEGY:
        return strategies.answer(question, audiences=audiences)
    return asked.answer(question, audiences=audiences)

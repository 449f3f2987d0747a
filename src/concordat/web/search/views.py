"""Results, what went wrong with a question, and all results as a file."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from concordat.delivery import queries as delivery
from concordat.evidence import queries as evidence
from concordat.evidence.words import WorkView
from concordat.parties import queries as parties
from concordat.search import queries as search
from concordat.search.words import Among, Answer, Question
from concordat.web import exports
from concordat.web.access.places import place_of
from concordat.web.access.showing import access_of_works
from concordat.web.pages import show
from concordat.web.readers import actor_of
from concordat.web.search.addresses import (
    UnreadableAddress,
    is_filtered,
    read_question,
    wants_openable,
)
from concordat.web.search.export import works_in_order
from concordat.web.search.paging import page_count
from concordat.web.search.presenters import present_results
from concordat.web.search.problems import (
    Problem,
    present_page_problem,
    present_strategy_error,
    present_too_much_work,
    present_unreadable,
)

#: How many works an export gives at most, as the page of results says.
EXPORT_LIMIT = 5_000


def results(request: HttpRequest) -> HttpResponse:
    """Show the works that match the reader's question or strategy."""
    try:
        question = _with_openable(request, read_question(request.GET))
    except UnreadableAddress as error:
        return _problem(request, present_unreadable(error.field, str(error)))
    if not question.text.strip() and not is_filtered(question):
        lines = request.GET.get("box") == "lines"
        return show(request, "search/ask.jinja", {"lines": lines}, room="search")
    try:
        typed, question, answer = _find(request, question)
    except (search.StrategyError, search.TooMuchWork) as error:
        return _problem(request, _explain(question, error), question)
    if question.page > page_count(question, answer.total):
        return _problem(request, present_page_problem(question, answer.total), question)
    return _results_page(request, question, answer, typed)


def _find(request: HttpRequest, question: Question) -> tuple[str, Question, Answer]:
    """Return what was typed if it was put right, the question that is answered, and the answer.

    A question of words that no work has is asked again as works spell them, when that finds
    something: nobody on a ward should have to click for it.
    """
    by, today = actor_of(request), timezone.localdate()
    answer = search.find(question, by=by, today=today)
    if answer.total or not answer.reading.suggestion:
        return "", question, answer
    better = replace(question, text=answer.reading.suggestion)
    again = search.find(better, by=by, today=today)
    return (question.text, better, again) if again.total else ("", question, answer)


def _with_openable(request: HttpRequest, question: Question) -> Question:
    """Return the question with what the reader can open counted, or alone if so asked."""
    only = wants_openable(request.GET)
    by, today = actor_of(request), timezone.localdate()
    ids = delivery.openable(at=place_of(request), by=by, on=today, wait=only)
    return question if ids is None else replace(question, among=Among(ids, only=only))


def _results_page(
    request: HttpRequest, question: Question, answer: Answer, typed: str
) -> HttpResponse:
    place = place_of(request)
    works = evidence.works_by_id([hit.id for hit in answer.hits], by=actor_of(request))
    page = present_results(
        question,
        answer,
        works,
        {id_: search.highlight(work.title, answer.reading) for id_, work in works.items()},
        export_limit=EXPORT_LIMIT,
        party_names=_party_names(answer),
        place=place.name if place else "",
        typed=typed,
    )
    shown = {
        "question": question,
        "page": page,
        "access": access_of_works(request, list(works.values())),
        "place": place,
        "taken_out": "taken_out" in request.GET,
    }
    return show(request, "search/results.jinja", shown, room="search")


def _party_names(answer: Answer) -> dict[str, str]:
    """Return the names of the parties in the facet; none is asked for when none is there."""
    slugs = [each.value for each in answer.facets.get("party", ())]
    return {party.slug: party.name for party in parties.parties(slugs=slugs)} if slugs else {}


def _explain(question: Question, error: Exception) -> Problem:
    if isinstance(error, search.StrategyError):
        return present_strategy_error(
            question, error.message, start=error.start, end=error.end, expected=error.expected
        )
    return present_too_much_work(question, str(error), getattr(error, "part", ""))


def _problem(
    request: HttpRequest, problem: Problem, question: Question | None = None
) -> HttpResponse:
    page = {
        "problem": problem,
        "text": question.text if question else request.GET.get("q", "")[:200].replace("\0", ""),
        "mode": question.mode.value if question else "auto",
    }
    return show(request, "search/problem.jinja", page, room="search", status=400)


def export_ris(request: HttpRequest) -> HttpResponseBase:
    """Give all results, up to the limit, as a RIS file."""
    return _export(request, exports.as_ris)


def export_csv(request: HttpRequest) -> HttpResponseBase:
    """Give all results, up to the limit, as a CSV file."""
    return _export(request, exports.as_csv)


def _export(request: HttpRequest, write: Callable[..., HttpResponseBase]) -> HttpResponseBase:
    try:
        question = replace(_with_openable(request, read_question(request.GET)), page=1)
        actor = actor_of(request)
        ids = search.find_all_ids(question, by=actor, limit=EXPORT_LIMIT)
    except UnreadableAddress as error:
        return _problem(request, present_unreadable(error.field, str(error)))
    except (search.StrategyError, search.TooMuchWork) as error:
        return _problem(request, _explain(question, error), question)
    works: Iterable[WorkView] = works_in_order(ids, by=actor)
    return write(works, name="concordat-search")

"""What the page of results says, from an answer alone."""

import dataclasses

import pytest

from concordat.evidence.words import Author, Kind, Link, Standing, WorkView
from concordat.search.words import (
    Answer,
    Filters,
    Hit,
    Line,
    Mode,
    Question,
    Reading,
    Receipt,
    Sort,
)
from concordat.web.search import presenters

WORK = WorkView(
    id="w1",
    revision=1,
    title="Salt and blood pressure",
    kind=Kind.SYSTEMATIC_REVIEW,
    standing=Standing.RETRACTED,
    authors=tuple(Author(family, "Ann B") for family in ("One", "Two", "Three", "Four")),
    journal="The Journal",
    year=2014,
    standing_on="2016-02",
    standing_source="the journal",
)
HIT = Hit("w1", Receipt(1, 12.3456, ("ti", "hw", "mh"), ("salt",), reason="Both words matched."))


def _answer(total: int = 1, **more: object) -> Answer:
    base = Answer(
        total=total,
        hits=(HIT,),
        reading=Reading(Mode.QUESTION),
        facets={},
        generation=1,
        took_ms=1.0,
    )
    return dataclasses.replace(base, **more)


def _page(question: Question, answer: Answer) -> presenters.ResultsPage:
    titles = {"w1": (("Salt", True), (" and blood pressure", False))}
    return presenters.present_results(
        question, answer, {"w1": WORK}, titles, export_limit=5_000, party_names={"nice": "NICE"}
    )


def test_a_result_says_what_it_is_and_how_it_stands() -> None:
    result = _page(Question("salt"), _answer()).results[0]
    assert result.byline == "One AB, Two AB, Three AB, et al. · The Journal · 2014"
    assert result.kind.text == "Systematic review"
    assert result.standing is not None
    assert (result.standing.text, result.standing.colour) == ("Retracted", "red")
    assert result.fallen
    assert result.warning == "This work has been retracted. Do not rely on it."
    assert result.said == "In February 2016, according to the journal."


def test_the_receipt_is_told_in_words() -> None:
    why = _page(Question("salt"), _answer()).results[0].why
    assert why.fields == "title and subject headings"
    assert why.terms == "“salt”"
    assert why.score == "12.35"
    lifted = dataclasses.replace(HIT.receipt, lifted=True)
    assert presenters.present_why(lifted).score == ""  # its place has another reason


def test_a_strategy_has_no_score() -> None:
    assert presenters.present_why(Receipt(1, 0.0, ("ti",), ("a", "b", "c"))).score == ""
    assert presenters.present_why(Receipt(1, 0.0, (), ("a", "b", "c"))).terms == "“a”, “b” and “c”"


def test_unchecked_guidance_is_not_called_current() -> None:
    work = dataclasses.replace(WORK, kind=Kind.GUIDANCE, standing=Standing.UNCHECKED)
    result = presenters.present_result(HIT, work, (("Salt", False),))
    assert result.standing is not None
    assert result.standing.text == "Standing not checked"
    assert not result.fallen


def test_a_replaced_work_leads_to_what_replaced_it() -> None:
    links = (Link("replaced by", "The newer one", work="w2"), Link("cites", "Another", work="w3"))
    work = dataclasses.replace(WORK, standing=Standing.REPLACED, links=links)
    assert presenters.present_result(HIT, work, ()).replaced_by == (("w2", "The newer one"),)


def test_a_work_that_went_since_it_was_indexed_is_left_out() -> None:
    answer = _answer(2, hits=(HIT, Hit("gone", HIT.receipt)))
    assert [result.id for result in _page(Question("salt"), answer).results] == ["w1"]


@pytest.mark.parametrize(
    ("total", "page", "heading"),
    [
        (0, 1, "No works found"),
        (1, 1, "1 work found"),
        (20, 1, "20 works found"),
        (1234, 1, "1,234 works found, 1 to 20 shown"),
        (1234, 62, "1,234 works found, 1,221 to 1,234 shown"),
    ],
)
def test_the_heading_counts(total: int, page: int, heading: str) -> None:
    assert presenters.present_heading(Question("x", page=page), total) == heading


def test_the_other_way_drops_filters_and_keeps_the_text() -> None:
    question = Question("a OR b", filters=Filters(kinds=("trial",)), page=4)
    strategy = presenters.present_reading(question, Reading(Mode.STRATEGY))
    assert strategy.taken_as == "an exact strategy"
    assert strategy.other_query == "q=a+OR+b&mode=question"
    asked = presenters.present_reading(question, Reading(Mode.QUESTION))
    assert asked.other_query == "q=a+OR+b&mode=strategy"


def test_what_was_added_and_missed_is_told() -> None:
    reading = Reading(
        Mode.QUESTION,
        lines=(Line("anaemia", 1200),),
        added=(("anaemia", ("anemia", "anaemias")), ("nothing", ())),
        missing=("zyxx", "qqq"),
        suggestion="anaemia",
    )
    view = presenters.present_reading(Question("anaemai"), reading)
    assert view.added == (("anaemia", "anemia and anaemias"),)
    assert view.missing == "“zyxx” and “qqq”"
    assert view.lines == (("anaemia", "1,200"),)
    assert view.suggestion_query == "q=anaemia"


def test_a_strategy_is_not_sorted_by_relevance() -> None:
    sorts = presenters.present_sorts(Question("a OR b"), Mode.STRATEGY)
    assert [sort.text for sort in sorts] == ["Newest", "Oldest", "Title"]
    assert sorts[0].chosen
    titled = presenters.present_sorts(Question("a OR b", sort=Sort.TITLE), Mode.STRATEGY)
    assert [sort.chosen for sort in titled] == [False, False, True]


def test_the_export_says_what_it_leaves_out() -> None:
    assert _page(Question("x"), _answer(5_001)).export_note == "The first 5,000 of 5,001."
    assert _page(Question("x", page=2), _answer(40)).export_query == "q=x"


def test_what_a_result_lacks_is_said() -> None:
    lacking = dataclasses.replace(
        HIT, receipt=dataclasses.replace(HIT.receipt, lacks=("ibuprofen",))
    )
    page = _page(Question("salt ibuprofen"), _answer(hits=(lacking,), full=0))
    assert page.none_has_all
    assert page.results[0].lacks == "ibuprofen"
    assert page.results[0].why.lacks == "“ibuprofen”"
    assert not _page(Question("salt"), _answer(full=1)).none_has_all
    misspelt = Reading(Mode.QUESTION, missing=("zzz",))  # that no work has it is said already
    assert not _page(Question("salt zzz"), _answer(full=0, reading=misspelt)).none_has_all


def test_retracted_works_that_answer_are_led_to() -> None:
    page = _page(Question("salt", page=2), _answer(retracted=1))
    assert page.retracted == "1 retracted work"
    assert page.retracted_query == "q=salt&standing=retracted"
    assert _page(Question("salt"), _answer()).retracted == ""

"""A question survives the way into an address and back; what cannot be read is said."""

import pytest
from django.http import QueryDict  # noqa: TID251 - what a view is given
from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.words import Kind, Standing
from concordat.search.words import Filters, Mode, Question, Sort
from concordat.web.search.addresses import (
    LONGEST,
    UnreadableAddress,
    is_filtered,
    query_of,
    read_question,
    unfiltered,
    without,
)

_PRINTED = st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc"))
_texts = st.text(_PRINTED, max_size=200)
_names = st.text(_PRINTED, min_size=1, max_size=40).filter(lambda name: name == name.strip())
_years = st.one_of(
    st.integers(1000, 9999).map(str),
    st.tuples(st.integers(1000, 9999), st.integers(1000, 9999)).map(lambda y: f"{y[0]}-{y[1]}"),
)


def _some(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(values, max_size=4, unique=True).map(tuple)


_questions = st.builds(
    Question,
    text=_texts,
    mode=st.sampled_from(Mode),
    filters=st.builds(
        Filters,
        kinds=_some(st.sampled_from(Kind).map(str)),
        standings=_some(st.sampled_from(Standing).map(str)),
        years=_some(_years),
        journals=_some(_names),
        parties=_some(_names),
    ),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 100_000),
)


@given(_questions)
def test_a_question_comes_back_as_it_was(question: Question) -> None:
    assert read_question(QueryDict(query_of(question))) == question


@given(st.text(max_size=80), st.sampled_from(["q", "mode", "page", "sort", "year", "kind"]))
def test_any_text_is_read_or_refused_with_a_sentence(text: str, name: str) -> None:
    query = QueryDict(mutable=True)
    query[name] = text
    said = _refusal(query)
    assert said is None or (
        said.field == name and str(said).endswith(".") and "\0" not in str(said)
    )


def _refusal(query: QueryDict) -> UnreadableAddress | None:
    try:
        read_question(query)
    except UnreadableAddress as error:
        return error
    return None


@pytest.mark.parametrize(
    ("query", "field", "says"),
    [
        ("q=a%00b", "q", "Sign 2"),
        ("q=" + "a" * (LONGEST + 1), "q", "4,001 signs"),
        ("q=a&page=0", "page", "“0” is not the number of a page"),
        ("q=a&page=-1", "page", "1 to 100,000"),
        ("q=a&page=99999999999999999999", "page", "1 to 100,000"),
        ("q=a&page=%D9%A3", "page", "is not the number of a page"),
        ("q=a&mode=magic", "mode", "auto, strategy, question"),
        ("q=a&sort=best", "sort", "guided"),
        ("q=a&year=last+year", "year", "Write 2019, or 2010-2019"),
        ("q=a&kind=rumour", "kind", "“rumour” cannot be a kind"),
        ("q=a&standing=doubtful", "standing", "cannot be a standing"),
        ("q=a&journal=%00", "journal", "cannot be a journal"),
        ("q=a&" + "&".join(f"journal={n}" for n in range(101)), "journal", "at most 100"),
    ],
)
def test_what_cannot_be_read_is_named(query: str, field: str, says: str) -> None:
    with pytest.raises(UnreadableAddress, match=says) as caught:
        read_question(QueryDict(query))
    assert caught.value.field == field


def test_taking_off_a_filter_leaves_the_others_and_goes_to_the_first_page() -> None:
    question = Question("x", filters=Filters(kinds=("trial", "guidance")), page=3)
    less = without(question, "kind", "trial")
    assert less.filters.kinds == ("guidance",)
    assert less.page == 1
    assert is_filtered(less)
    assert not is_filtered(unfiltered(less))


def test_lines_of_a_strategy_keep_their_ends() -> None:
    assert read_question(QueryDict("q=a%0D%0Ab")).text == "a\nb"

"""What is said of a question that cannot be answered."""

import pytest

from concordat.search.words import Question
from concordat.web.search import problems


@pytest.mark.parametrize(
    ("start", "end", "marked"),
    [
        (2, 4, ("a ", "((", " b")),
        (7, 7, ("a (( b", "⎵", "")),
        (-3, 900, ("", "a (( b", "")),
        (4, 2, ("a ((", "⎵", " b")),
    ],
)
def test_the_place_of_an_error_is_marked(
    start: int, end: int, marked: tuple[str, str, str]
) -> None:
    problem = problems.present_strategy_error(
        Question("a (( b"), "No.", start=start, end=end, expected=("a word", "a bracket")
    )
    assert problem.marked == marked
    assert problem.expected == "a word and a bracket"
    assert problem.other_query.endswith("mode=question")


def test_too_much_work_marks_the_dear_part() -> None:
    problem = problems.present_too_much_work(Question("a* adj5 b*"), "Too much.", "b*")
    assert problem.marked == ("a* adj5 ", "b*", "")
    assert problems.present_too_much_work(Question("x"), "Too much.", "").marked is None


def test_a_page_beyond_the_last_leads_to_the_last() -> None:
    problem = problems.present_page_problem(Question("x", page=9), 21)
    assert problem.message == "There is no page 9: the 21 works fill 2 pages."
    assert problem.last_query == "q=x&page=2"

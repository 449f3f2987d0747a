from hypothesis import given
from hypothesis import strategies as st

from concordat.search.queries.highlight import highlight
from concordat.search.queries.marks import marks_of_terms, marks_of_trees
from concordat.search.question.reading import read_question
from concordat.search.strategy.parse import parse
from concordat.search.thesaurus.variants import Variants
from concordat.search.words import Mark, Mode, Reading


def marked(text: str, strategy: str) -> list[str]:
    trees = [line.tree for line in parse(strategy).lines]
    reading = Reading(Mode.STRATEGY, marks=marks_of_trees(trees))
    return [piece for piece, found in highlight(text, reading) if found]


def asked(text: str, question: str) -> list[str]:
    terms = read_question(question, Variants()).terms
    reading = Reading(Mode.QUESTION, marks=marks_of_terms(terms))
    return [piece for piece, found in highlight(text, reading) if found]


def test_a_question_marks_all_words_of_its_stems() -> None:
    assert asked("Inhaling from inhalers: asthma.", "inhaler for asthma") == [
        "Inhaling",
        "inhalers",
        "asthma",
    ]


def test_quotes_mark_what_stands_in_them() -> None:
    text = "Heart attacks and a heart attack; attack of the heart"
    assert marked(text, '"heart attack"') == ["heart attack"]


def test_truncation_marks_whole_words() -> None:
    assert marked("Children, childhood and chill", "child*") == ["Children", "childhood"]


def test_what_is_left_out_is_not_marked() -> None:
    assert marked("asthma in adults", "asthma NOT adults") == ["asthma"]


def test_accents_and_greek_are_marked_as_typed() -> None:
    assert marked("Sjögren and β-blockers", 'sjogren OR "beta blockers"') == [
        "Sjögren",
        "β-blockers",
    ]


@given(st.text(max_size=200))
def test_the_pieces_joined_are_the_text(text: str) -> None:
    marks = (Mark(("a",), True), Mark(("a.{0,}", "b"), False))
    reading = Reading(Mode.QUESTION, marks=marks)
    pieces = highlight(text, reading)
    assert "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)

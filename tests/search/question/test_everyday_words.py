"""Everyday words in a question are one idea with what professionals say."""

from concordat.search.engines.engine import Term
from concordat.search.question.reading import read_question
from concordat.search.stems import stem
from concordat.search.thesaurus.everyday import everyday
from concordat.search.thesaurus.variants import Variants

PRESSURE, INFARCTION = ("high", "blood", "pressure"), ("myocardial", "infarction")
VARIANTS = Variants(
    spellings={stem("oedema"): ("edema",)},
    names={"bp": (("blood", "pressure"),)},
    everyday=everyday(
        {
            PRESSURE: (("hypertension",), ("raised", "blood", "pressure")),
            ("heart", "attack"): (INFARCTION,),
            ("water", "retention"): (("oedema",),),
            ("flu",): (("influenza",),),
        }
    ),
)


def typed(text: str) -> list[str]:
    return [term.typed for term in read_question(text, VARIANTS).terms]


def test_everyday_words_are_one_term_in_place_of_their_words() -> None:
    assert typed("high blood pressure in pregnancy") == ["high blood pressure", "pregnancy"]
    assert typed("blood pressure") == ["blood", "pressure"]


def test_the_term_has_the_professional_words_and_the_everyday_phrase() -> None:
    (term,) = read_question("high blood pressure", VARIANTS).terms
    assert term.forms == ("hypertension",)
    assert {PRESSURE, ("raised", "blood", "pressure")} <= set(term.phrases)


def test_a_single_everyday_word_stays_a_form() -> None:
    assert read_question("flu", VARIANTS).terms == (Term("flu", ("flu", "influenza")),)


def test_professional_words_are_united_with_their_other_spelling() -> None:
    (term,) = read_question("water retention", VARIANTS).terms
    assert term.forms == ("oedema", "edema")


def test_the_reading_tells_what_was_added_as_the_list_has_it() -> None:
    assert read_question("after heart attacks", VARIANTS).added == (
        ("heart attacks", ("myocardial infarction",)),
    )


def test_said_twice_it_weighs_twice() -> None:
    (term,) = read_question("flu, the flu", VARIANTS).terms
    assert term.weight == 2.0


def test_professional_words_are_not_turned_into_everyday_ones() -> None:
    assert read_question("hypertension", VARIANTS).added == ()


def test_a_question_of_nothing_else_has_no_other_terms() -> None:
    assert typed("what is the flu") == ["flu"]

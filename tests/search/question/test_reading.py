from hypothesis import given
from hypothesis import strategies as st

from concordat.search.engines.engine import Term
from concordat.search.question.reading import LONGEST, read_question
from concordat.search.stems import stem
from concordat.search.thesaurus.variants import Variants

COPD = ("chronic", "obstructive", "pulmonary", "disease")
VARIANTS = Variants(
    {stem("anaemia"): ("anemia",)},
    {"copd": (COPD,)},
    {tuple(map(stem, COPD)): ("copd",)},
)


def typed(text: str) -> list[str]:
    return [term.typed for term in read_question(text, Variants()).terms]


def test_words_of_asking_are_passed_over() -> None:
    assert typed("What is the best treatment for asthma in children?") == [
        "treatment",
        "asthma",
        "children",
    ]


def test_or_and_not_are_words_and_not_keeps_its_meaning() -> None:
    assert typed("aspirin or not") == ["aspirin", "not"]
    assert typed("aspirin AND clopidogrel OR none") == ["aspirin", "clopidogrel", "none"]


def test_capitals_among_small_letters_are_names() -> None:
    assert "who" in typed("WHO guidance on malaria")
    assert "who" not in typed("who has guidance on malaria")
    assert "who" not in typed("WHO HAS GUIDANCE ON MALARIA")


def test_a_question_of_nothing_but_such_words_keeps_them() -> None:
    assert typed("what is it") == ["what", "is", "it"]


def test_a_word_typed_twice_weighs_twice() -> None:
    assert read_question("pain, chronic pain", Variants()).terms[0] == Term(
        "pain", ("pain",), (), 2.0
    )


def test_spellings_are_united_and_told() -> None:
    reading = read_question("anaemia", VARIANTS)
    assert reading.terms == (Term("anaemia", ("anaemia", "anemia")),)
    assert reading.added == (("anaemia", ("anemia",)),)


def test_an_acronym_stands_for_its_full_name_too() -> None:
    reading = read_question("COPD exercise", VARIANTS)
    assert reading.terms[0] == Term("copd", ("copd",), (COPD,))
    assert reading.added == (("copd", ("chronic obstructive pulmonary disease",)),)


def test_a_full_name_stands_for_its_acronym_too() -> None:
    reading = read_question("chronic obstructive pulmonary diseases", VARIANTS)
    assert reading.terms[-1].forms == ("copd",)
    # Its words count already: the acronym must not count as much as a word of its own.
    assert 0 < reading.terms[-1].weight < 1
    assert reading.added[-1] == ("chronic obstructive pulmonary diseases", ("copd",))


def test_both_typed_are_not_counted_twice() -> None:
    terms = read_question("chronic obstructive pulmonary disease (COPD)", VARIANTS).terms
    assert [term.typed for term in terms].count("copd") == 1
    assert len(terms) == 5


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    terms = read_question(text, VARIANTS).terms
    assert all(form for term in terms for form in term.forms)


def test_a_page_that_was_pasted_in_is_cut() -> None:
    assert len(typed(" ".join(f"word{n}" for n in range(5000)))) == LONGEST


def test_the_can_of_can_i_is_passed_over_and_no_other() -> None:
    assert typed("can i give ibuprofen in pregnancy") == ["ibuprofen", "pregnancy"]
    assert typed("Can she take it") == ["take"]
    assert typed("spinal interneurones can change") == ["spinal", "interneurones", "can", "change"]
    assert typed("can") == ["can"]

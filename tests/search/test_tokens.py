import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from concordat.search.tokens import LONGEST, fold, tokens, tokens_at

EXAMPLES = [
    ("COPD and asthma", ["copd", "and", "asthma"]),
    ("β-blocker", ["beta", "blocker"]),
    ("TNFα, IL-1β", ["tnfalpha", "il", "1beta"]),
    ("5 µg", ["5", "mug"]),
    ("5 μg", ["5", "mug"]),
    ("ΣΣ σς", ["sigmasigma", "sigmasigma"]),
    ("∆9-THC", ["delta9", "thc"]),
    ("Crohn's Crohn’s Crohnʼs", ["crohn", "s"] * 3),
    ("1.5 a_b c/d", ["1", "5", "a", "b", "c", "d"]),
    ("p53 B12", ["p53", "b12"]),
    ("ﬁbrosis CO₂ m² １２ ㎎ ½", ["fibrosis", "co2", "m2", "12", "mg", "1", "2"]),
    ("straße STRASSE", ["strasse", "strasse"]),
    ("Sørensen Łódź œdema İstanbul", ["sorensen", "lodz", "oedema", "istanbul"]),
    ("cafe\u0301 café", ["cafe", "cafe"]),
    ("hyper\u00adtension zero\u200bwidth", ["hypertension", "zerowidth"]),
    ("Nicorette™ Drug®", ["nicorette", "drug"]),
    ("हिन्दी", ["हिन्दी"]),
    ("が", ["が"]),
    ("か\u3099", ["が"]),
    ("한국어", ["한국어"]),
    ("й Й", ["и", "и"]),
    ("the of and", ["the", "of", "and"]),
    ("… — !", []),
    ("", []),
    ("x" * 500, ["x" * LONGEST]),
]


@pytest.mark.parametrize(("text", "expected"), EXAMPLES)
def test_rules_hold_for_their_examples(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(("text", "_expected"), EXAMPLES)
@given(st.data())
def test_marked_words_are_the_indexed_words(text: str, _expected: list[str], data) -> None:
    text = data.draw(st.sampled_from([text, text + " " + text, text[::-1]]))
    assert [found.text for found in tokens_at(text)] == tokens(text)


@given(st.text())
@example("½a½b½")
@example("e\u0301\u0301 x\u00ad")
def test_spans_are_in_order_and_give_the_word_again(text: str) -> None:
    found = tokens_at(text)
    assert [token.text for token in found] == tokens(text)
    assert all(0 <= token.start < token.end <= len(text) for token in found)
    assert all(one.start <= two.start for one, two in pairwise(found))
    assert all(token.text in tokens(text[token.start : token.end]) for token in found)


@given(st.text())
def test_words_are_fixed_points(text: str) -> None:
    assert tokens(" ".join(tokens(text))) == tokens(text)
    assert fold(fold(text)) == fold(text)


@given(
    st.text(st.characters(exclude_characters="™℠")), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"])
)
def test_how_a_text_is_encoded_does_not_matter(text: str, form: str) -> None:
    assert tokens(unicodedata.normalize(form, text)) == tokens(text)


@given(st.text(st.characters(codec="latin-1")))
def test_case_does_not_matter(text: str) -> None:
    assert tokens(text.upper()) == tokens(text.lower()) == tokens(text)


@given(st.text(), st.text())
def test_a_sign_parts_texts(left: str, right: str) -> None:
    assert tokens(f"{left} {right}") == tokens(left) + tokens(right)


def test_spans_name_the_characters_typed() -> None:
    text = "Zoë's β-blo\u00adcker ½"
    assert [text[token.start : token.end] for token in tokens_at(text)] == [
        *("Zoë", "s", "β", "blo\u00adcker", "½", "½")
    ]

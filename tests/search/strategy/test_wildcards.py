"""Truncation and wildcards."""

import pytest

from concordat.search.strategy.dialects import NEUTRAL, OVID, Dialect
from concordat.search.strategy.tree import Gap, Word
from concordat.search.strategy.wildcards import words


def read(text: str, dialect: Dialect = OVID) -> list[tuple[str | Gap, ...]]:
    return [word.parts for word in words(text, dialect=dialect, span=(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("asthma", [("asthma",)]),
        ("asthma*", [("asthma", Gap())]),
        ("asthma$", [("asthma", Gap())]),
        ("disease$1", [("disease", Gap(0, 1))]),
        ("wom#n", [("wom", Gap(1, 1), "n")]),
        ("h?emo", [("h", Gap(0, 1), "emo")]),
        ("tumo?r*", [("tumo", Gap(0, 1), "r", Gap())]),
        ("*itis", [(Gap(), "itis")]),
        ("a**", [("a", Gap())]),
        ("post-mortem*", [("post",), ("mortem", Gap())]),
        ("meta-analy* review", [("meta",), ("analy", Gap()), ("review",)]),
        ("TNFα*", [("tnfalpha", Gap())]),
        ("$100", [("100",)]),
        ("e?mail", [("e", Gap(0, 1), "mail")]),
    ],
)
def test_gaps(text: str, parts: list[tuple[str | Gap, ...]]) -> None:
    assert read(text) == parts


def test_a_question_mark_at_the_end_is_a_wildcard_only_in_ovid() -> None:
    assert read("colour?") == [("colour", Gap(0, 1))]
    assert read("colour?", NEUTRAL) == [("colour",)]


def test_words_without_gaps_are_exact() -> None:
    assert Word(("asthma",)).exact == "asthma"
    assert Word(("asthma", Gap())).exact is None

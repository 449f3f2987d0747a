"""Every mistake says where it is, what is wrong and what could stand there."""

import pytest

from concordat.search.strategy.errors import StrategyError
from concordat.search.strategy.parse import LONGEST, parse


@pytest.mark.parametrize(
    ("text", "marked", "words"),
    [
        ('asthma AND "heart', '"', "never closed"),
        ("(asthma AND wheeze", "(", "never closed"),
        ("asthma) AND wheeze", ")", "closes nothing"),
        ("asthma AND", "AND", "ends after AND"),
        ("asthma AND OR wheeze", "OR", "follow each other"),
        ("NOT asthma", "NOT", "write first what you want"),
        ("asthma AND ()", ")", "nothing between"),
        ("asthma[xyz]", "[xyz]", "not a field"),
        ("asthma[edat]", "[edat]", "not held here"),
        ("[ti] asthma", "[ti]", "right behind"),
        ("asthma.tw. and .ti.", ".ti.", "right behind"),
        ("asthma[ti] AND *", "*", "needs letters"),
        ("exp Asthma and child.tw.", "exp", "ends in a slash"),
        ("Asthma/zz or exp Cough/", "zz", "two-letter"),
        ("asthma[dp]", "asthma", "not a year"),
        ("2020:2010[dp]", "2020:2010", "backwards"),
        ("(a and b) adj3 c.tw.", "(a and b)", "joined by OR"),
        ("exp Asthma/ cough.tw.", "cough", "operator is missing"),
        ("#1 AND asthma[ti]", "#1", "no line 1"),
        ("exp Asthma/\n1 and 4", "4", "no line 4"),
        ("exp Asthma/\ncough.tw.\nor/2-1", "or/2-1", "backwards"),
        ("exp Asthma/\nlimit 1 to pigeons", "pigeons", "not held here"),
        ('"a b c"[tiab:~3]', "[tiab:~3]", "two words"),
        ("a[tiab:~3]", "[tiab:~3]", "phrase in quotes"),
        ("ran*dom*.pt.", "ran*dom*", "only at its end"),
    ],
)
def test_a_mistake_is_marked_and_explained(text: str, marked: str, words: str) -> None:
    with pytest.raises(StrategyError) as caught:
        parse(text)
    error = caught.value
    assert text[error.start : error.end] == marked
    assert words in error.message
    assert str(error) == error.message


def test_the_place_is_that_of_the_text_as_typed() -> None:
    text = "\u00ad\u00ad“heart attack”\u00a0AND\u00ad (asthma"
    with pytest.raises(StrategyError) as caught:
        parse(text)
    assert text[caught.value.start : caught.value.end] == "("


def test_what_could_stand_there_is_named() -> None:
    with pytest.raises(StrategyError) as caught:
        parse("asthma AND")
    assert "a word" in caught.value.expected


@pytest.mark.parametrize("text", ["", "   \n \t", "\u00ad"])
def test_nothing_is_a_mistake(text: str) -> None:
    with pytest.raises(StrategyError):
        parse(text)


def test_nesting_has_a_limit() -> None:
    with pytest.raises(StrategyError, match="lines"):
        parse("(" * 500 + "asthma" + ")" * 500)
    with pytest.raises(StrategyError, match="deep"):
        parse(" OR ".join(f"a{n}[ti] AND b{n}[ti]" for n in range(500)))
    assert parse("(" * 50 + "asthma" + ")" * 50)


def test_long_lists_are_no_nesting() -> None:
    assert parse(" OR ".join(f"word{n}[ti]" for n in range(5000)))
    assert parse("asthma" + " NOT wheeze" * 3000)


def test_length_has_a_limit() -> None:
    with pytest.raises(StrategyError) as caught:
        parse("a " * LONGEST)
    assert caught.value.start == LONGEST

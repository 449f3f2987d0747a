"""Whatever is typed gives a strategy or an error with a place; what is written is read back."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.search.strategy.errors import StrategyError
from concordat.search.strategy.mode import mode_of
from concordat.search.strategy.parse import parse
from concordat.search.strategy.tree import (
    And,
    Gap,
    Near,
    Not,
    Or,
    Phrase,
    Subject,
    Text,
    Tree,
    Value,
    Word,
)

BITS = st.sampled_from(
    [
        "asthma", "child*", '"', '"heart attack"', "(", ")", "[", "]", "[ti]", "[mh]", "[dp]",
        "[tiab:~3]", ".tw.", ".ti,ab.", ".pt", "/", "exp ", "exp Asthma/", "*", "$", "#", "?",
        " AND ", " or ", " NOT ", "adj3", " adj2 ", "NEAR/4", "or/1-3", "#1", "1", "2-1/or",
        "\n", "1. ", "2. ", " ", ":", "2010", "2010:2020[dp]", "limit 1 to ", "english", "“", "”",
        "\u00ad", "\u00a0", "β", "½", "'", ",", "[11C]", "/dt", "\t", "(12)", "ﬁ", "\U0001f600",
    ]
)  # fmt: skip


def refused(text: str) -> StrategyError | None:
    """Return why a text is refused; None when it gives a strategy."""
    try:
        assert parse(text).lines
    except StrategyError as error:
        return error
    return None


def check(text: str) -> None:
    mode_of(text)
    error = refused(text)
    if error is not None:
        assert 0 <= error.start <= error.end <= len(text)
        assert error.message


@given(st.lists(BITS, max_size=40).map("".join))
@settings(max_examples=600, deadline=None)
def test_any_mixture_of_signs(text: str) -> None:
    check(text)


@given(st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    ["(" * 99_000, ")" * 99_000, "a " * 49_999, "a or " * 19_999, "a/" * 49_000, "[" * 50_000,
     "exp " * 24_000, '"' * 99_001, "1." * 49_000, "\n1" * 900, "a adj2 " * 14_000, "*" * 99_000,
     "a*" * 49_000, "[ti]" * 24_000, ".tw." * 24_000, "a.tw" * 24_000, ": " * 49_999,
     "or/1-9" + ",1-9" * 20_000, " and a" * 15_000 + "/", "a and b " * 12_000 + "/"],
)  # fmt: skip
def test_hostile_text_is_answered_soon(text: str) -> None:
    started = process_time()
    check(text)
    assert process_time() - started < 10  # seconds of the processor; about 2


LETTERS = st.text("abcdefghij", min_size=1, max_size=5).filter(lambda word: word != "adj")
WORDS = st.builds(lambda text: Word((text,)), LETTERS)
CUT = st.builds(lambda text: Word((text, Gap())), LETTERS)
PHRASES = st.builds(lambda words: Phrase(tuple(words)), st.lists(WORDS, min_size=2, max_size=3))
NEARS = st.builds(Near, WORDS | CUT | PHRASES, WORDS | CUT, st.integers(0, 8))
TEXTS = st.builds(Text, st.just(("ti", "ab")), WORDS | CUT | PHRASES | NEARS)
LEAVES = st.one_of(
    TEXTS,
    st.builds(Subject, LETTERS.map(str.title), st.booleans(), st.booleans()),
    st.builds(Value, st.just("pt"), LETTERS),
)
TREES = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(lambda parts: And(tuple(parts)), st.lists(inner, min_size=2, max_size=3))
        | st.builds(lambda parts: Or(tuple(parts)), st.lists(inner, min_size=2, max_size=3))
        | st.builds(Not, inner, inner)
    ),
    max_leaves=8,
)


def written(tree: object) -> str:
    """Return a tree as Ovid writes it, every group in brackets."""
    match tree:
        case Text(_, expression):
            return f"({written(expression)}).ti,ab."
        case Word(parts):
            return "".join(part if isinstance(part, str) else "*" for part in parts)
        case Phrase(words):
            return '"' + " ".join(map(written, words)) + '"'
        case Near(left, right, between):
            return f"{written(left)} adj{between + 1} {written(right)}"
        case Subject(name, explode, major):
            return f"{'exp ' * explode}{'*' * major}{name}/"
        case Value(_, value):
            return f"{value}.pt."
        case And(parts):
            return "(" + " and ".join(map(written, parts)) + ")"
        case Or(parts):
            return "(" + " or ".join(map(written, parts)) + ")"
        case Not(left, right):
            return f"({written(left)} not {written(right)})"
    raise AssertionError(tree)


@given(TREES)
@settings(max_examples=300, deadline=None)
def test_what_is_written_is_read_back(tree: Tree) -> None:
    (line,) = parse(written(tree)).lines
    assert line.tree == tree

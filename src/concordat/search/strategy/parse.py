"""The door of the language: a text as typed becomes a strategy."""

import re

from .dialects import Dialect, recognise
from .errors import StrategyError
from .lexer import Lexer, Token
from .limits import read_limit
from .lines import TypedLine, split
from .meaning import Meaning
from .mending import Mended, mend
from .parser import Parser
from .syntax import Lines
from .tree import Strategy, StrategyLine, Tree

#: Signs and lines of the longest strategy read; the longest published ones have 60,000.
LONGEST = 100_000
MOST_LINES = 1_000


def parse(text: str, *, dialect: Dialect | None = None) -> Strategy:
    """Return the strategy that a text means, or raise StrategyError.

    Any mixture of PubMed's and Ovid's ways of writing is read; which of them it mostly
    is decides what they say differently (see `dialects`), unless `dialect` says it. A
    word without a field searches title, abstract, keywords and heading words. Lines are
    numbered from 1 in the tree, whatever numbers were printed. What was put right is told
    in `mended`.
    """
    if len(text) > LONGEST:
        raise StrategyError(
            f"This strategy has {len(text):,} signs; {LONGEST:,} can be read. Divide it.",
            LONGEST,
            len(text),
        )
    mended = mend(text)
    notes = list(mended.notes)
    lines = split(mended.text, notes)
    if not lines:
        raise StrategyError(
            "There is nothing to search for yet.", 0, len(text), ("a word", "a strategy")
        )
    if len(lines) > MOST_LINES:
        start, end = mended.span(lines[MOST_LINES].start, lines[-1].end)
        raise StrategyError(f"Only {MOST_LINES:,} lines can be read. Divide it.", start, end)
    spoken = dialect or recognise(mended.text)
    return Strategy(_read_all(mended, lines, spoken, notes), tuple(notes))


def _read_all(
    mended: Mended, lines: list[TypedLine], dialect: Dialect, notes: list[str]
) -> tuple[StrategyLine, ...]:
    known: dict[int, int] = {}
    read = []
    for place, line in enumerate(lines, start=1):
        tree = _read(mended, line, dialect, known, notes, alone=len(lines) == 1)
        typed = slice(*mended.span(line.start, line.end))
        read.append((place, typed, tree))
        if line.printed in known:
            notes.append(f"Two lines are numbered {line.printed}; the later one was meant.")
        known[line.printed] = place
    return tuple(
        StrategyLine(place, _as_typed(mended, line), tree)
        for (place, _, tree), line in zip(read, lines, strict=True)
    )


def _as_typed(mended: Mended, line: TypedLine) -> str:
    return " ".join(mended.text[line.start : line.end].split())


def _read(
    mended: Mended,
    line: TypedLine,
    dialect: Dialect,
    known: dict[int, int],
    notes: list[str],
    *,
    alone: bool,
) -> Tree:
    """Read one line; `known` are the lines before it."""
    meaning = Meaning(dialect, dict(known), line.printed)
    if (limited := read_limit(mended, line, meaning, notes)) is not None:
        return limited
    tokens = Lexer(mended, dialect, notes).tokens(line.start, line.end)
    if not alone:
        tokens = _with_lines(tokens, dialect)
    span = mended.span(line.start, line.end)
    node = Parser(tokens, dialect=dialect, span=span, notes=notes).parse()
    return meaning.of(node)


def _with_lines(tokens: list[Token], dialect: Dialect) -> list[Token]:
    """Return the tokens with numbers that name lines made so.

    In Ovid a number alone is a line. In the others it is one only where a line has
    nothing but numbers, operators and brackets.
    """
    numbers_only = all(
        token.kind in ("(", ")", "op", "lines") or _is_number(token) for token in tokens
    )
    if not (dialect.bare_lines or numbers_only):
        return tokens
    return [
        _as_line(token) if _is_number(token) and _stands_alone(tokens, place) else token
        for place, token in enumerate(tokens)
    ]


def _is_number(token: Token) -> bool:
    return token.kind == "word" and re.fullmatch(r"[0-9]{1,4}", token.text) is not None


def _stands_alone(tokens: list[Token], place: int) -> bool:
    before = tokens[place - 1].kind if place else "("
    behind = tokens[place + 1].kind if place + 1 < len(tokens) else ")"
    return before in ("(", "op") and behind in (")", "op")


def _as_line(token: Token) -> Token:
    number = int(token.text)
    return Token("lines", token.text, token.span, Lines("OR", ((number, number),), token.span))

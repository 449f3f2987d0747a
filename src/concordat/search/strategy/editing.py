"""Changing one line of a strategy as typed, and knowing which lines rest on it."""

import re

from .lines import TypedLine, split
from .mending import Mended, mend
from .tree import And, Not, Or, Ref, Strategy, Tree


def typed_lines(text: str) -> tuple[tuple[int, int], ...]:
    """Return where each line stands in the text as typed, without its printed number."""
    mended = mend(text)
    return tuple(mended.span(line.start, line.end) for line in split(mended.text, []))


def lines_of(text: str) -> list[str]:
    """Return each line as typed, without its printed number, its spaces evened out."""
    return [_one_line(text[start:end]) for start, end in typed_lines(text)]


def replaced(text: str, number: int, line: str) -> str:
    """Return the text with its line of that number (from 1) replaced; the rest is untouched."""
    spans = typed_lines(text)
    start, end = spans[number - 1]
    return text[:start] + _one_line(line) + text[end:]


def added(text: str, line: str) -> str:
    """Return the text with one more line, numbered as the others are."""
    kept = text.rstrip()
    if not kept:
        return _one_line(line)
    if re.match(r"\s*(?:#?\d{1,4}[.):]?[ \t])", kept) is None and "\n" not in kept:
        return f"{kept}\n{_one_line(line)}"
    return f"{kept}\n{_number(kept)}{_one_line(line)}"


def numbered(text: str) -> str:
    """Return the text with a number before each line, for lines that name each other."""
    mended = mend(text)
    lines = split(mended.text, [])
    return "\n".join(
        f"{place}. {_typed(mended, text, line)}" for place, line in enumerate(lines, start=1)
    )


def dependants(strategy: Strategy, number: int) -> tuple[int, ...]:
    """Return the lines that name a line, directly or by another line, in order."""
    found = {number}
    for line in strategy.lines:
        if line.number > number and found & set(references(line.tree)):
            found.add(line.number)
    return tuple(sorted(found - {number}))


def references(tree: Tree) -> list[int]:
    """Return the lines that a tree names."""
    match tree:
        case Ref(line):
            return [line]
        case And(parts) | Or(parts):
            return [line for part in parts for line in references(part)]
        case Not(left, right):
            return references(left) + references(right)
    return []


def _number(text: str) -> str:
    """Return what stands before the next line: `5. `, `#5 ` or nothing, as before the last."""
    mended = mend(text)
    lines: list[TypedLine] = split(mended.text, [])
    last = lines[-1]
    before = mended.text[: last.start].rpartition("\n")[2]
    if not before.strip():
        return ""
    return before.replace(str(last.printed), str(last.printed + 1))


def _typed(mended: Mended, text: str, line: TypedLine) -> str:
    start, end = mended.span(line.start, line.end)
    return _one_line(text[start:end])


def _one_line(text: str) -> str:
    return " ".join(text.split())

"""Where the lines of a strategy begin and end, and which numbers they were printed with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .mending import LEGEND


@dataclass(frozen=True, slots=True)
class TypedLine:
    """Mended text[start:end] is one line; `printed` is its number, counted if none stands."""

    printed: int
    start: int
    end: int


#: `1.`, `1)`, `#1`, `#1:`, `1` and a tab, or `1` before what is plainly not an operator.
_NUMBER = re.compile(
    r"[ \t]*(?:#(\d{1,4})[.):]?[ \t]+|(\d{1,4})(?:[.):](?!\d)[ \t]*|\t[ \t]*|[ \t]{1,4}(?=\S)))"
    r"(?!(?:and|or|not|adj\d*|near)\b(?!\s?/))(?:Search:?[ \t]+(?:\n[ \t]*)?)?",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[ \t]*(?:#\d{1,4}[.):]?[ \t]|\d{1,4}(?:[.)](?!\d)|\t))")
_GOES_ON = re.compile(r"[ \t]*(?:and|or|not|adj\d*)\b(?!\s?/)", re.IGNORECASE)
_HANGS = re.compile(r"(?:^|[\s)\]\".])(?:and|or|not|adj\d*)[ \t]*$", re.IGNORECASE)
_HITS = re.compile(
    r"(?:(?<=[\])./\"*$])|(?<=[\d\w])(?=[\t]|[ \t]+\())[ \t]+\(?\s?\d[\d,]*\)?[ \t]*$"
)


def split(text: str, notes: list[str]) -> list[TypedLine]:
    """Return the lines of a mended text.

    Printed numbers begin a line when the first line of print has one and they follow each
    other, upwards or (as PubMed prints its history) downwards. In a text without numbers
    each line of print is a line, unless a bracket is still open or an operator ends the
    line before or begins this one: then it goes on.
    """
    prints = [span for span in _prints(text) if text[span[0] : span[1]].strip()]
    if numbered := _by_number(text, prints, 1):
        notes.append("The numbers in front of the lines were taken as line numbers.")
    elif numbered := _by_number(text, prints, -1)[::-1]:
        notes.append("The lines stood in falling order and were read from the last one up.")
    lines = numbered or _by_print(text, prints)
    if len(lines) == 1:
        return lines
    return [_without_hits(text, line, notes) for line in lines]


def _prints(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _by_number(text: str, prints: list[tuple[int, int]], step: int) -> list[TypedLine]:
    """Return the lines that printed numbers begin, or none if they are no line numbers."""
    lines: list[TypedLine] = []
    for start, end in prints:
        number = _NUMBER.match(text, start, end)
        if number and _follows(lines, number, step, _MARKED.match(text, start, end)):
            lines.append(TypedLine(int(number[1] or number[2]), number.end(), end))
        elif not lines:
            return []
        else:
            lines[-1] = TypedLine(lines[-1].printed, lines[-1].start, end)
    if len(prints) == 1:
        marked = lines and step > 0 and re.match(r"[ \t]*\d{1,3}[.)\t]", text)
        return lines if marked and text[lines[0].start :].strip() else []
    return lines if len(lines) > 1 and len(lines) * 2 >= len(prints) else []


def _follows(
    lines: list[TypedLine], number: re.Match[str], step: int, marked: re.Match[str] | None
) -> bool:
    """Return whether a number in front is that of the next line.

    A number with a sign behind it (`31.`) may repeat the last or leave some out, as
    printers do; a bare number must be the very next.
    """
    if not lines:
        return True
    ahead = (int(number[1] or number[2]) - lines[-1].printed) * step
    return ahead == 1 or (marked is not None and 0 <= ahead <= 20)


def _by_print(text: str, prints: list[tuple[int, int]]) -> list[TypedLine]:
    lines: list[TypedLine] = []
    depth = 0
    for start, end in prints:
        goes_on = depth > 0 or _GOES_ON.match(text, start, end)
        if lines and (goes_on or _HANGS.search(text[lines[-1].start : lines[-1].end][-12:])):
            lines[-1] = TypedLine(lines[-1].printed, lines[-1].start, end)
        else:
            lines.append(TypedLine(len(lines) + 1, start, end))
        depth = max(0, depth + _opened(text[start:end]))
    return lines


def _opened(line: str) -> int:
    """Return how many brackets a line leaves open, not counting those in quotes."""
    plain = re.sub(r'"[^"]*"', "", line)
    return plain.count("(") - plain.count(")")


def _without_hits(text: str, line: TypedLine, notes: list[str]) -> TypedLine:
    """Leave out the number of hits that a database printed behind a line."""
    typed = LEGEND.sub(lambda legend: " " * len(legend[0]), text[line.start : line.end])
    hits = _HITS.search(typed.rstrip())
    if hits is None or not typed[: hits.start()].strip():
        return line
    note = "Numbers of hits behind the lines were left out."
    if note not in notes:
        notes.append(note)
    return TypedLine(line.printed, line.start, line.start + hits.start())

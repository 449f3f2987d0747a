"""Rows of CSV as people have it: commas, semicolons or tabs, quoted lines, Excel's habits.

A row goes on while a quote is open. A quote that is never closed would swallow the rest
of the file, so a row of very many lines is given up, and reading goes on at its second line.
"""

import csv
import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from concordat.evidence.formats.csv_columns import is_header, places
from concordat.evidence.formats.csv_meaning import reference
from concordat.evidence.formats.encoding import UndecodableText, as_narrow, decode
from concordat.evidence.formats.format import KEPT_OF_BROKEN, LONGEST_RECORD
from concordat.evidence.formats.lines import lines
from concordat.evidence.words import Found, SetAside

_SEPARATORS = ",;\t|"
_MOST_LINES = 2_000  # of one row; the longest structured abstract has some fifty
LONGEST_HEADER = 20_000  # bytes
_NO_HEADER = (
    "The first line does not name the columns. Give it names such as title, authors, year, "
    "journal, doi and read the file again."
)


@dataclass(frozen=True, slots=True)
class Row:
    """A record and the key its file gave it, "" when the file has no such column."""

    key: str
    found: Found | SetAside


def separator(header: str) -> str:
    """Return the sign that parts the columns: the one that gives a header, else the comma."""
    for sign in _SEPARATORS:
        if is_header(_cells(header, sign)):
            return sign
    return ","


def rows(stream: BinaryIO) -> Iterator[Row]:
    """Yield the records in order. Positions count records and lines from 1."""
    source = _Lines(as_narrow(stream))
    line, raw = source.next_filled()
    text = _header(raw)
    sign = separator(text)
    header = _cells(text, sign)
    if not is_header(header):
        yield Row("", SetAside(f"line {line}", _NO_HEADER, raw[:KEPT_OF_BROKEN]))
        return
    sheet = _Sheet(sign, places(header), len(header))
    number = 0
    while (row := source.row(sign.encode())) is not None:
        if row.raw.strip():
            number += 1
            yield sheet.read(row, f"record {number}, line {row.line}")


@dataclass(frozen=True, slots=True)
class _Raw:
    """The bytes of one row, and whether a quote in it is never closed."""

    line: int
    raw: bytes
    open: bool = False
    too_long: bool = False


class _Lines:
    """The lines of the file, which can be put back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._source = lines(stream)
        self._waiting: deque[tuple[int, bytes, bool]] = deque()

    def next_filled(self) -> tuple[int, bytes]:
        """Return the first line with something in it; an empty one at the end."""
        while (line := self._next()) is not None:
            if line[1].strip():
                return line[0], line[1]
        return 1, b""

    def row(self, sign: bytes) -> _Raw | None:
        """Take lines until no quote is open; the first alone when it never closes."""
        taken: list[tuple[int, bytes, bool]] = []
        is_open, size = False, 0
        while len(taken) < _MOST_LINES and size <= LONGEST_RECORD:
            line = self._next()
            if line is None:
                break
            taken.append(line)
            if line[2]:
                break
            size += len(line[1])
            is_open = open_after(line[1], is_open, sign)
            if not is_open:
                return _Raw(taken[0][0], b"\n".join(raw for _, raw, _ in taken))
        if not taken:
            return None
        self._waiting.extendleft(reversed(taken[1:]))
        number, raw, too_long = taken[0]
        return _Raw(number, raw, open=True, too_long=too_long)

    def _next(self) -> tuple[int, bytes, bool] | None:
        return self._waiting.popleft() if self._waiting else next(self._source, None)


def open_after(line: bytes, is_open: bool, sign: bytes) -> bool:
    """Return whether a quote is open at the end of a line, when it was or not before it."""
    at = 0
    opening = sign + b'"'
    while True:
        if is_open:
            quote = line.find(b'"', at)
            if quote < 0:
                return True
            doubled = line[quote + 1 : quote + 2] == b'"'
            is_open, at = doubled, quote + 1 + doubled
        elif at == 0 and line.startswith(b'"'):
            is_open, at = True, 1
        else:
            quote = line.find(opening, at)
            if quote < 0:
                return False
            is_open, at = True, quote + len(opening)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """How the file is laid out: the sign between cells, and where our fields stand."""

    sign: str
    held: dict[str, list[int]]
    width: int

    def read(self, row: _Raw, position: str) -> Row:
        kept = row.raw[:KEPT_OF_BROKEN]
        if row.too_long:
            limit = LONGEST_RECORD // (1024 * 1024)
            reason = f"The row is longer than {limit} MB: look for a missing line end, and mend it."
            return Row("", SetAside(position, reason, kept))
        if row.open:
            reason = 'A quotation mark (") is opened and never closed. Close it, or double it.'
            return Row("", SetAside(position, reason, kept))
        try:
            text, mended = decode(row.raw)
            cells = _cells(text, self.sign)
        except UndecodableText as error:
            return Row("", SetAside(position, str(error), kept))
        except csv.Error as error:
            reason = f"The row could not be taken apart ({error}). Mend it, or take it out."
            return Row("", SetAside(position, reason, kept))
        return self._record(cells, row.raw, position, mended)

    def _record(self, cells: list[str], raw: bytes, position: str, mended: str) -> Row:
        def cell(field: str) -> str:
            filled = (cells[at].strip() for at in self.held.get(field, ()) if at < len(cells))
            return _unguarded(next((text for text in filled if text), ""))

        found, doubts = reference(cell)
        if not any(sign.isalnum() for sign in found.title):
            reason = "The row has no title. Add one and read the file again."
            return Row(cell("key"), SetAside(position, reason, raw[:KEPT_OF_BROKEN]))
        warnings = [mended] if mended else []
        if len(cells) > self.width:
            warnings.append(f"It has {len(cells)} cells and the header {self.width} names.")
        return Row(cell("key"), Found(found, raw, position, (*warnings, *doubts)))


def _header(raw: bytes) -> str:
    if len(raw) > LONGEST_HEADER:
        return ""
    try:
        return decode(raw)[0]
    except UndecodableText:
        return ""


def _unguarded(cell: str) -> str:
    """Take off the apostrophe that our own export sets before what looks like a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@") else cell


def _cells(text: str, sign: str) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline=""), delimiter=sign), [])

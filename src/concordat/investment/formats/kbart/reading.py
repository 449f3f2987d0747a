"""Read a KBART file: its columns, its rows, and everything wrong with either. Pure.

What a broken row might have meant is never guessed: it is set aside with its position and
the rest of the file goes on.
"""

import codecs
import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from concordat.investment.formats.kbart.row import UnusableRow, read_row
from concordat.investment.words import Complaint, Coverage, Level

#: The 25 columns of KBART phase II, in their order.
COLUMNS = (
    "publication_title",
    "print_identifier",
    "online_identifier",
    "date_first_issue_online",
    "num_first_vol_online",
    "num_first_issue_online",
    "date_last_issue_online",
    "num_last_vol_online",
    "num_last_issue_online",
    "title_url",
    "first_author",
    "title_id",
    "embargo_info",
    "coverage_depth",
    "notes",
    "publisher_name",
    "publication_type",
    "date_monograph_published_print",
    "date_monograph_published_online",
    "monograph_volume",
    "monograph_edition",
    "first_editor",
    "parent_publication_title_id",
    "preceding_publication_title_id",
    "access_type",
)
#: Without these no row says anything.
NEEDED = ("publication_title", "print_identifier", "online_identifier")
_LINE_END = re.compile(r"\r\n|\n|\r")
_PHASE_ONE = {"coverage_notes": "notes"}
#: Complaints of one code that are listed; the others are only counted.
LISTED = 100


@dataclass(frozen=True, slots=True)
class KbartReading:
    """What a file says. `set_aside` rows are not in `rows`; a complaint says why."""

    rows: tuple[Coverage, ...]
    set_aside: int
    complaints: tuple[Complaint, ...]

    @property
    def readable(self) -> bool:
        return not any(each.level is Level.FATAL for each in self.complaints)


def read_kbart(data: bytes) -> KbartReading:
    """Return the rows and the complaints of a whole file."""
    return _Reader().read(data)


class _Reader:
    def __init__(self) -> None:
        self.complaints: list[Complaint] = []
        self.counts: dict[str, int] = {}
        self.set_aside = 0
        self.kept: list[Coverage] = []

    def complain(self, level: Level, code: str, position: str, message: str) -> None:
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] <= LISTED:
            self.complaints.append(Complaint(level, code, message, position))

    def read(self, data: bytes) -> KbartReading:
        lines = _LINE_END.split(self._text(data))
        while lines and not lines[0].strip():
            lines.pop(0)
        delimiter = self._delimiter(lines[0]) if lines else "\t"
        columns = self._columns(lines[0].split(delimiter) if lines else [])
        rows = self._rows(lines, delimiter, columns) if columns else []
        ranked = sorted(self.complaints, key=lambda each: list(Level).index(each.level))
        return KbartReading(tuple(rows), self.set_aside, tuple(ranked))

    def _text(self, data: bytes) -> str:
        if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            self.complain(Level.WARNING, "encoding", "row 1", "It is UTF-16. Save it as UTF-8.")
            return data.decode("utf-16", errors="replace").replace("\0", "")
        try:
            return data.decode("utf-8-sig").replace("\0", "")
        except UnicodeDecodeError as error:
            row = data.count(b"\n", 0, error.start) + 1
            message = "This is not UTF-8; it was read as Windows-1252. Save it as UTF-8."
            self.complain(Level.WARNING, "encoding", f"row {row}", message)
            return data.decode("cp1252", errors="replace").replace("\0", "")

    def _delimiter(self, header: str) -> str:
        if "\t" in header or "," not in header:
            return "\t"
        message = "The columns are parted by commas. KBART parts them by tabs."
        self.complain(Level.WARNING, "delimiter", "row 1", message)
        return ","

    def _columns(self, header: Sequence[str]) -> list[str]:
        named = [name.strip().strip('"').lower() for name in header]
        named = [_PHASE_ONE.get(name, name) for name in named]
        missing = [name for name in NEEDED if name not in named]
        if missing:
            message = f"There is no column {', '.join(missing)}: this is no KBART file."
            self.complain(Level.FATAL, "no-column", "row 1", message)
            return []
        known = [name for name in named if name in COLUMNS]
        if known != [name for name in COLUMNS if name in named]:
            message = "The columns are not in the order of KBART; they were read by their names."
            self.complain(Level.NOTICE, "column-order", "row 1", message)
        for name in dict.fromkeys(named):
            if named.count(name) > 1 and name:
                message = f"The column {name} is there twice; the first was read."
                self.complain(Level.ERROR, "column-twice", "row 1", message)
        return named

    def _rows(self, lines: Sequence[str], delimiter: str, columns: list[str]) -> list[Coverage]:
        csv.field_size_limit(1_000_000)
        found: dict[Coverage, None] = {}
        for number, cells in enumerate(
            csv.reader(
                lines[1:],
                delimiter=delimiter,
                quoting=csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL,
            ),
            start=2,
        ):
            if not any(cell.strip() for cell in cells):
                continue
            row = self._row(cells, columns, f"row {number}")
            if row is None:
                self.set_aside += 1
            elif replace(row, position="") in found:
                message = "This very row was there before; it counts once."
                self.complain(Level.NOTICE, "row-twice", f"row {number}", message)
            else:
                found[replace(row, position="")] = None
                self.kept.append(row)
        return self.kept

    def _row(self, cells: Sequence[str], columns: list[str], position: str) -> Coverage | None:
        if any(cell.strip() for cell in cells[len(columns) :]):
            message = f"It has {len(cells)} cells for {len(columns)} columns; a tab is too many."
            self.complain(Level.ERROR, "cells", position, message)
            return None
        named: dict[str, str] = {}
        for name, cell in zip(columns, cells, strict=False):
            named.setdefault(name, _bare(cell))

        def complain(level: Level, code: str, column: str, message: str) -> None:
            self.complain(level, code, f"{position}, column {column}", message)

        try:
            return read_row(named, position, complain)
        except UnusableRow:
            return None


def _bare(cell: str) -> str:
    """Return a cell without blanks round it or the quotes that spreadsheets put round it."""
    cell = cell.strip()
    if len(cell) > 1 and cell[0] == cell[-1] == '"':
        cell = cell[1:-1].replace('""', '"').strip()
    return cell

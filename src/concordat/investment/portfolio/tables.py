"""Tables of a problem's folder, CSV or Parquet, as columns of text with their row numbers."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

#: Rows of a CSV file that are turned into columns at once: fewer than wake the collector of
#: garbage, which else takes most of the time.
_AT_ONCE = 200


class _Reader(Protocol):
    """What `csv.reader` gives."""

    @property
    def line_num(self) -> int: ...
    def __iter__(self) -> Iterator[list[str]]: ...
    def __next__(self) -> list[str]: ...


class ProblemError(Exception):
    """The problem's files cannot be used; `message` says which file and row, and why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length. `rows[i]` is the row of the file that entry i came from."""

    file: str
    columns: dict[str, list[str]]
    rows: Sequence[int]

    def __len__(self) -> int:
        return len(self.rows)

    def wrong(self, place: int, what: str) -> ProblemError:
        return ProblemError(f"{self.file}, row {self.rows[place]}: {what}")

    def numbers(self, column: str) -> list[float]:
        """Return a column as numbers of zero or more."""
        try:
            found = [float(text) for text in self.columns[column]]
        except ValueError:
            found = []
        if len(found) != len(self) or not all(0 <= number < 1e15 for number in found):
            for place, text in enumerate(self.columns[column]):
                if not _is_number(text):
                    raise self.wrong(place, f"{column} '{text}' must be a number of 0 or more")
        return found


def _is_number(text: str) -> bool:
    try:
        return 0 <= float(text) < 1e15
    except ValueError:
        return False


def read_table(
    folder: Path, name: str, needed: Sequence[str], optional: Sequence[str] = ()
) -> Table:
    """Read `name.csv` or `name.parquet`; other columns than those asked for are left out."""
    found = [path for path in (folder / f"{name}.csv", folder / f"{name}.parquet") if path.exists()]
    if not found:
        raise ProblemError(
            f"{folder / name}.csv is missing (or {name}.parquet); it holds {', '.join(needed)}."
        )
    if len(found) == 2:
        raise ProblemError(f"{found[0]} and {found[1].name} both exist; leave one of them.")
    path = found[0]
    if path.suffix == ".csv":
        return _read_csv(path, needed, optional)
    return _read_parquet(path, needed, optional)


def _read_csv(path: Path, needed: Sequence[str], optional: Sequence[str]) -> Table:
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream)
            head = [name.strip() for name in next(reader, [])]
            _check_head(path, head, needed)
            names = [name for name in (*needed, *optional) if name in head]
            places = [head.index(name) for name in names]
            quick = _columns(reader, len(head), places)
            if quick is not None:
                return Table(str(path), dict(zip(names, quick, strict=True)), _counted(quick))
            stream.seek(0)
            reader = csv.reader(stream)
            next(reader)
            columns, rows = _columns_and_rows(path, reader, len(head), places)
    except UnicodeDecodeError as error:
        raise ProblemError(f"{path}, byte {error.start}: not UTF-8; save it as UTF-8.") from error
    except csv.Error as error:
        raise ProblemError(f"{path}: not a CSV file: {error}.") from error
    return Table(str(path), dict(zip(names, columns, strict=True)), rows)


def _columns(reader: _Reader, width: int, places: Sequence[int]) -> list[list[str]] | None:
    """Return columns of a file with a row on each line; None for any other file.

    Some rows at a time: to hold every row as a list makes the reading of millions five times
    slower, for the collector of garbage looks at each.
    """
    columns: list[list[str]] = [[] for _ in places]
    while rows := list(islice(reader, _AT_ONCE)):
        if any(len(row) != width for row in rows):
            return None
        turned = list(zip(*rows, strict=True))
        for column, place in zip(columns, places, strict=True):
            column.extend(map(str.strip, turned[place]))
    return columns if reader.line_num == len(columns[0]) + 1 else None


def _counted(columns: Sequence[Sequence[str]]) -> range:
    """Return the numbers of the rows below the header."""
    return range(2, len(columns[0]) + 2)


def _columns_and_rows(
    path: Path, reader: _Reader, width: int, places: Sequence[int]
) -> tuple[list[list[str]], list[int]]:
    """Return columns and the line of each row: blank lines, and cells of several, are there."""
    columns: list[list[str]] = [[] for _ in places]
    rows: list[int] = []
    for row in reader:
        if len(row) == width:
            rows.append(reader.line_num)
            for column, place in zip(columns, places, strict=True):
                column.append(row[place].strip())
        elif any(cell.strip() for cell in row):
            raise ProblemError(
                f"{path}, row {reader.line_num}: {len(row)} cells where the header has {width}."
            )
    return columns, rows


def _read_parquet(path: Path, needed: Sequence[str], optional: Sequence[str]) -> Table:
    import duckdb  # only where Parquet is used; it takes a while to load

    try:
        with duckdb.connect() as database:
            found = database.execute("SELECT * FROM read_parquet(?)", [str(path)])
            head = [column[0] for column in found.description or ()]
            _check_head(path, head, needed)
            wanted = [name for name in (*needed, *optional) if name in head]
            arrays = found.fetchall()
    except duckdb.Error as error:
        raise ProblemError(f"{path}: not a Parquet file that can be read: {error}") from error
    places = {name: head.index(name) for name in wanted}
    columns = {
        name: ["" if row[place] is None else str(row[place]) for row in arrays]
        for name, place in places.items()
    }
    return Table(str(path), columns, range(1, len(arrays) + 1))


def _check_head(path: Path, head: Sequence[str], needed: Sequence[str]) -> None:
    lacking = [name for name in needed if name not in head]
    if lacking:
        raise ProblemError(
            f"{path}, row 1: column {', '.join(lacking)} is missing; found {', '.join(head)}."
        )

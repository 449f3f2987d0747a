"""Which records of these files are one work? Needs no database and writes nothing.

Records are named by the key that their file gives them (the ID column of a CSV), else by
the file and their number in it: "export.ris#12".
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from concordat.evidence.formats import FORMATS, csv_reading, detect_name, why_unknown
from concordat.evidence.identity.matching import match
from concordat.evidence.sources.folder import OpenedFile, SetAsideFile, open_all
from concordat.evidence.words import Found, Reference, SetAside


@dataclass(frozen=True, slots=True)
class Why:
    """Two records that were put together, or almost, and what spoke for it in points."""

    first: str
    second: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What was found. A group is the names of two or more records of one work."""

    records: int
    groups: tuple[tuple[str, ...], ...]
    joins: tuple[Why, ...]
    refused: tuple[Why, ...]  # had points enough, but something in the group contradicts
    complaints: tuple[str, ...]  # "file: position: reason"
    unread: int  # files


@dataclass(slots=True)
class _Reading:
    names: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    unread: int = 0


def find_duplicates(
    paths: Sequence[Path], *, progress: Callable[[str, int], None] | None = None
) -> Duplicates:
    """Return which records of files, folders or archives are one work, with the reasons."""
    reading = _Reading()
    for opened in open_all(paths):
        _read(opened, reading)
        if progress:
            progress(opened.name, len(reading.names))
    names = _distinct(reading.names)
    matched = match(reading.references)
    return Duplicates(
        records=len(names),
        groups=tuple(tuple(names[place] for place in group) for group in matched.groups),
        joins=tuple(
            Why(names[j.first], names[j.second], j.compared.score, j.compared.reason())
            for j in matched.joins
        ),
        refused=tuple(
            Why(names[j.first], names[j.second], j.compared.score, j.compared.reason())
            for j in matched.refused
        ),
        complaints=tuple(reading.complaints),
        unread=reading.unread,
    )


def _read(opened: OpenedFile | SetAsideFile, reading: _Reading) -> None:
    if isinstance(opened, SetAsideFile):
        reading.complaints.append(f"{opened.name}: {opened.reason}")
        reading.unread += 1
        return
    key = detect_name(opened.head, opened.name)
    if key is None:
        reading.complaints.append(f"{opened.name}: {why_unknown(opened.head)}")
        reading.unread += 1
        return
    for number, (name, item) in enumerate(_records(key, opened), start=1):
        if isinstance(item, SetAside):
            reading.complaints.append(f"{opened.name}: {item.position}: {item.reason}")
        else:
            reading.names.append(name or f"{Path(opened.name).name}#{number}")
            reading.references.append(item.reference)


def _records(key: str, opened: OpenedFile) -> Iterator[tuple[str, Found | SetAside]]:
    if key == "csv":
        return ((row.key, row.found) for row in csv_reading.rows(opened.stream))
    return (("", item) for item in FORMATS[key].read(opened.stream))


def _distinct(names: list[str]) -> list[str]:
    """Return the names, with a number behind those that several records have."""
    often = Counter(names)
    seen: Counter[str] = Counter()
    result = []
    for name in names:
        seen[name] += 1
        result.append(name if often[name] == 1 else f"{name}~{seen[name]}")
    return result

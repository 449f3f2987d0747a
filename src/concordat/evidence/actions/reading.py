"""Read a file that was dropped in, before anything of it is written."""

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from concordat.evidence.actions.grouping import MOST_RECORDS
from concordat.evidence.actions.telling import Telling
from concordat.evidence.formats import FORMATS, detect_name, why_unknown
from concordat.evidence.sources.folder import OpenedFile, open_all
from concordat.evidence.words import Found, Refused, SetAside


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file gave: its records, and what was set aside with its reasons."""

    format: str
    found: Sequence[Found]
    set_aside: Sequence[SetAside]


def read_file(path: Path, name: str, telling: Telling) -> ReadFile:
    """Return what the file gives. Raises Refused when that is nothing, or too much."""
    return _sorted(_items(path, name), telling)


def read_if_short(path: Path, name: str, *, most: int) -> ReadFile | None:
    """Return what the file gives, or None when it goes on after `most` records.

    Raises Refused when it is read to its end and gives nothing.
    """
    with closing(_items(path, name)) as items:
        first = list(islice(items, most + 1))
    return None if len(first) > most else _sorted(first, Telling())


_Item = tuple[str, Found | SetAside]


def _items(path: Path, name: str) -> Generator[_Item, None, None]:
    """Yield each record, or why there is none, with its format; "" where it is not known."""
    for opened in open_all([path]):
        if not isinstance(opened, OpenedFile):
            yield "", SetAside("file", opened.reason)
            continue
        key = detect_name(opened.head, name)
        if key is None:
            yield "", SetAside("file", why_unknown(opened.head))
            continue
        for item in FORMATS[key].read(opened.stream):
            yield key, item


def _sorted(items: Iterable[_Item], telling: Telling) -> ReadFile:
    found: list[Found] = []
    aside: list[SetAside] = []
    used: set[str] = set()
    for key, item in items:
        used.add(key)
        if isinstance(item, Found):
            found.append(item)
            telling.read(len(found))
        else:
            aside.append(item)
        if len(found) > MOST_RECORDS:
            raise Refused("file", f"The file has more than {MOST_RECORDS:,} records.")
    if not found:
        why = aside[0].reason if aside else "It has no record that can be read."
        raise Refused("file", f"Nothing could be read of this file. {why}")
    return ReadFile(", ".join(sorted(used - {""})), found, aside)

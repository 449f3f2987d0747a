"""Read the TOML files of content/parties and content/agreements into plain, checked tables.

Pure but for reading files. The format is described at the top of `actions/load.py`. What
cannot be used becomes a complaint naming file, table and key; the rest is read.
"""

import calendar
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from concordat.parties.shapes import Shape
from concordat.parties.words import UNKNOWN_DAY, Day

Row = dict[str, Any]
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_PART_OF_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?\Z")


@dataclass(frozen=True, slots=True)
class Item:
    """One table of the top level: where it stood, and its checked values."""

    file: Path
    where: str  # "england.toml: party hee"
    row: Row


@dataclass(slots=True)
class Contents:
    """What a folder holds: items by table name, and what was wrong."""

    items: dict[str, list[Item]]
    complaints: list[str]
    files: int = 0


def read_folder(folder: Path, shapes: Mapping[str, Shape]) -> Contents:
    """Read every TOML file of a folder, by name order. `shapes`: allowed tables by name."""
    found = Contents({name: [] for name in shapes}, [])
    if not folder.is_dir():
        found.complaints.append(f"{folder}: there is no such folder; name one with TOML files.")
        return found
    for path in sorted(folder.glob("*.toml")):
        found.files += 1
        _read_file(path, shapes, found)
    _refuse_twins(found)
    return found


def _read_file(path: Path, shapes: Mapping[str, Shape], found: Contents) -> None:
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found.complaints.append(f"{path.name}: it is not TOML in UTF-8 ({error}).")
        return
    for name, rows in tables.items():
        if name not in shapes:
            wanted = " or ".join(f"[[{shape}]]" for shape in shapes)
            found.complaints.append(f"{path.name}: there is no table {name}; use {wanted}.")
            continue
        if not isinstance(rows, list):
            found.complaints.append(f"{path.name}: write [[{name}]], with two brackets.")
            continue
        for number, raw in enumerate(rows, start=1):
            label = raw.get("slug", f"number {number}") if isinstance(raw, dict) else number
            where = f"{path.name}: {name} {label}"
            row = clean(raw, shapes[name], where, found.complaints)
            if row is not None:
                found.items[name].append(Item(path, where, row))


def _refuse_twins(found: Contents) -> None:
    """Keep the first of two tables with one slug: an address means one thing."""
    for name, items in found.items.items():
        seen: dict[str, Item] = {}
        for item in items:
            first = seen.setdefault(item.row["slug"], item)
            if first is not item:
                found.complaints.append(f"{item.where}: this slug stands already in {first.where}.")
        found.items[name] = list(seen.values())


def clean(raw: object, shape: Shape, where: str, complaints: list[str]) -> Row | None:
    """Return the checked values of a table; None when it cannot be used at all.

    Absent text is "", an absent day None, an absent list []; so every key of the shape is
    in the result.
    """
    if not isinstance(raw, dict):
        complaints.append(f"{where}: it is not a table.")
        return None
    complaints += [
        f"{where}: there is no key {key} here; known are {_listed(shape.keys)}."
        for key in sorted(raw.keys() - shape.keys)
    ]
    row: Row = {}
    unusable: set[str] = set()
    for key in sorted(shape.keys):
        try:
            row[key] = _value(raw.get(key), key, shape, where, complaints)
        except ValueError as error:
            complaints.append(f"{where}: {key}: {error}")
            row[key] = [] if key in shape.lists or key in shape.children else ""
            if key in shape.days:
                row[key] = UNKNOWN_DAY  # something was said; never take it for "always"
            unusable.add(key)
    missing = [key for key in shape.required if not row[key]]
    complaints += [
        f"{where}: it lacks {key}; it was left out." for key in missing if key not in unusable
    ]
    return None if missing else row


def _value(raw: Any, key: str, shape: Shape, where: str, complaints: list[str]) -> Any:
    if key in shape.children:
        return _children(raw, key, shape.children[key], where, complaints)
    if key in shape.days:
        return None if raw is None else read_day(raw)
    if key in shape.lists:
        return _slugs(raw)
    if raw is None:
        return ""
    if not isinstance(raw, str):
        raise ValueError(f"{raw!r} must be text; put it in quotes.")
    text = raw.strip()
    if key in shape.choices and text:
        return _choice(text, shape.choices[key])
    if key in shape.slugs and text:
        return _slug(text)
    if key == "sha256" and text and not _SHA256.match(text):
        raise ValueError("it must be 64 small hex figures.")
    return text


def _children(raw: Any, key: str, shape: Shape, where: str, complaints: list[str]) -> list[Row]:
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise ValueError("write it with two brackets, [[...]], one for each.")
    rows = []
    for number, each in enumerate(raw, start=1):
        label = each.get("key", number) if isinstance(each, dict) else number
        row = clean(each, shape, f"{where}: {key} {label}", complaints)
        if row is not None:
            rows.append(row)
    return rows


def _choice(text: str, kind: type[StrEnum]) -> str:
    if text not in {member.value for member in kind}:
        raise ValueError(f"“{text}” is not known; use one of {_listed(m.value for m in kind)}.")
    return text


def _slug(text: str) -> str:
    if not _SLUG.match(text):
        raise ValueError(f"“{text}” must be small letters and figures joined by hyphens.")
    return text


def _slugs(raw: Any) -> list[str]:
    if raw is None:
        return []
    if not isinstance(raw, list) or not all(isinstance(each, str) for each in raw):
        raise ValueError("it must be a list of slugs in quotes.")
    return list(dict.fromkeys(_slug(each) for each in raw))


def _listed(names: Any) -> str:
    return ", ".join(sorted(names))


def read_day(raw: object) -> Day:
    """Return the day that a content file writes; ValueError says how to write one."""
    if isinstance(raw, datetime) or not isinstance(raw, date | str | dict):
        raise ValueError(f"{raw!r} is not a date; write 2021-10-01 without quotes.")
    if isinstance(raw, date):
        return Day.of(raw)
    if isinstance(raw, dict):
        return _bounds(raw)
    if raw == "unknown":
        return UNKNOWN_DAY
    match = _PART_OF_DATE.match(raw)
    if not match:
        raise ValueError(f'“{raw}” is not a date; write 2021-10-01, "2021-10" or "unknown".')
    year, month = int(match[1]), match[2]
    if not month:
        return Day(date(year, 1, 1), date(year, 12, 31))
    last = calendar.monthrange(year, int(month))[1]
    return Day(date(year, int(month), 1), date(year, int(month), last))


def _bounds(raw: dict[str, Any]) -> Day:
    wrong = raw.keys() - {"earliest", "latest"}
    if wrong or not raw:
        raise ValueError("a bounded date has earliest, latest or both, and nothing else.")
    for value in raw.values():
        if isinstance(value, datetime) or not isinstance(value, date):
            raise ValueError(f"{value!r} must be a date such as 2021-10-01 without quotes.")
    return Day(raw.get("earliest"), raw.get("latest"))

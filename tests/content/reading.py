"""Read the content files for these tests, with the line at which each record stands."""

import json
import tomllib
from pathlib import Path
from typing import Any

CONTENT = Path(__file__).resolve().parents[2] / "content"
DEMO = CONTENT / "demo"
Record = dict[str, Any]


def lines(name: str) -> list[tuple[str, Record]]:
    """Return (place, record) for each line of a file of the demonstration world."""
    text = (DEMO / name).read_text("utf-8")
    return [(f"{name}:{n}", json.loads(line)) for n, line in enumerate(text.splitlines(), 1)]


def tables(*folders: str) -> list[Record]:
    """Return every TOML file of the folders, in order of their names."""
    files = [file for folder in folders for file in sorted((CONTENT / folder).glob("*.toml"))]
    return [tomllib.loads(file.read_text("utf-8")) for file in files]


def parties(*folders: str) -> dict[str, Record]:
    """Return slug -> party."""
    return {party["slug"]: party for table in tables(*folders) for party in table.get("party", [])}


def identifiers(record: Record) -> set[tuple[str, str]]:
    return {(each["scheme"], each["value"]) for each in record.get("identifiers", [])}

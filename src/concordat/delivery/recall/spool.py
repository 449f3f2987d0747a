"""Receipts on their way into the database: appended to a file by every web process.

A page that wrote a row for each reader would take the database's one write lock each time.
A line is appended under a lock; the clock takes the whole file in with one transaction. A
line is in the kernel's hands when the page is answered, so a killed process loses nothing.
"""

import dataclasses
import fcntl
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from concordat.delivery.words.recall import Channel, Given
from concordat.parties.words import new_public_id

NAME, TAKING = "receipts.jsonl", "receipts.taking.jsonl"


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A receipt with its public id and moment: taken in twice it is one."""

    id: str
    at: datetime
    given: Given


def append(folder: Path, given: Sequence[Given], *, now: datetime) -> None:
    """Append one line for each delivery."""
    lines = [
        json.dumps({"id": new_public_id(), "at": now.isoformat(), **dataclasses.asdict(each)})
        for each in given
    ]
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder), (folder / NAME).open("a", encoding="utf-8") as file:
        file.write("".join(line + "\n" for line in lines))


@contextmanager
def taken(folder: Path) -> Iterator[list[Line]]:
    """Give what waits. It is forgotten when the block ends well: until then it stays on disk.

    One taker at a time; a second one waits for the first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    waiting, taking = folder / NAME, folder / TAKING
    with _locked(folder, "taking.lock"):
        with _locked(folder):
            if waiting.exists():
                with taking.open("ab") as file:
                    file.write(waiting.read_bytes())
                waiting.unlink()
        yield list(_lines(taking.read_text(encoding="utf-8"))) if taking.exists() else []
        taking.unlink(missing_ok=True)


def _lines(text: str) -> Iterator[Line]:
    for line in text.splitlines():
        try:
            values: dict[str, Any] = json.loads(line)
        except json.JSONDecodeError:
            continue  # the power failed within a line: it was never acknowledged
        identity, at = values.pop("id"), datetime.fromisoformat(values.pop("at"))
        values["channel"], values["works"] = Channel(values["channel"]), tuple(values["works"])
        yield Line(identity, at, Given(**values))


@contextmanager
def _locked(folder: Path, name: str = "lock") -> Iterator[None]:
    with (folder / name).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

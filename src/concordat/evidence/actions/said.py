"""What somebody says of a file that they drop into a private collection, checked."""

import hashlib
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import timezone

from concordat.evidence.models import ComingFile
from concordat.evidence.words import Refused
from concordat.parties.words import Actor

LARGEST_FILE = 30 * 1024 * 1024  # bytes, as it comes
LONGEST_STRATEGY = 100_000  # signs


@dataclass(frozen=True, slots=True)
class Said:
    """The file's name and hash, where it is from, and who dropped it in when."""

    name: str
    sha256: str
    database: str
    platform: str
    searched_on: date | None
    strategy: str
    made_by: str
    made_at: datetime

    def columns(self) -> dict[str, Any]:
        """Return what a row of the file begins with."""
        return asdict(self)


def say(
    *,
    by: Actor,
    path: Path,
    name: str,
    database: str,
    platform: str,
    searched_on: date | None,
    strategy: str,
    now: datetime,
) -> Said:
    """Return what is said of a file, tidied. Raises Refused for what can be known at once."""
    database = " ".join(database.split())
    if not database or len(database) > 120:
        raise Refused("database", "Say which database the file is from, in at most 120 signs.")
    if searched_on and searched_on > timezone.localdate(now):
        raise Refused("searched_on", "The day of the search cannot be in the future.")
    if path.stat().st_size > LARGEST_FILE:
        raise Refused("file", f"The file is larger than {LARGEST_FILE >> 20} MB. Divide it.")
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return Said(
        name=Path(name).name[:200],
        sha256=sha256,
        database=database,
        platform=" ".join(platform.split())[:120],
        searched_on=searched_on,
        strategy=strategy.replace("\r\n", "\n").strip()[:LONGEST_STRATEGY],
        made_by=by.name,
        made_at=now,
    )


def said_of(row: ComingFile) -> Said:
    """Return what was said of a file when it was dropped in."""
    return Said(**{each.name: getattr(row, each.name) for each in fields(Said)})

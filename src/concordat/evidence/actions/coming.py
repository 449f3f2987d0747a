"""The bytes of files that wait to be taken in. Licensed text: none of it outlives its use.

They lie in `DATA_DIR/coming`, which nobody but us can open and no backup holds.
"""

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from concordat.evidence.models import ComingFile

#: A file of which no row tells after so long was left by a process that died.
_LEFT_AFTER = timedelta(hours=1)


def folder() -> Path:
    """Return the folder in which nothing else lies."""
    return Path(settings.DATA_DIR) / "coming"


def place_of(coming: str) -> Path:
    """Return where the bytes of a coming file lie, by its public id."""
    return folder() / coming


def keep(path: Path, coming: str) -> None:
    """Keep a copy of the file: whole, or not there."""
    place = place_of(coming)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = place.with_name(f".{coming}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with path.open("rb") as source, os.fdopen(handle, "wb") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())
        draft.rename(place)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def remove(coming: str) -> None:
    """Remove the bytes of a coming file, if they are there."""
    place_of(coming).unlink(missing_ok=True)


def remove_left(now: datetime) -> int:
    """Remove what a process that died left without a row; return how many files."""
    count = 0
    for path in folder().iterdir() if folder().is_dir() else ():
        name = path.name.removeprefix(".")
        try:
            age = now.timestamp() - path.stat().st_mtime
        except FileNotFoundError:  # taken in at this moment
            continue
        known = path.name == name and ComingFile.objects.filter(public_id=name).exists()
        if age > _LEFT_AFTER.total_seconds() and not known:
            path.unlink(missing_ok=True)
            count += 1
    return count

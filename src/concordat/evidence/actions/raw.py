"""Keep the bytes as they came."""

import hashlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

import zstandard
from django.conf import settings

from concordat.evidence.models import RawFile


def keep(path: Path, *, now: datetime) -> RawFile:
    """Keep a copy of the file under DATA_DIR/raw, named by its content, and return its row.

    Written under a temporary name and renamed, so that a copy is whole or not there. The
    copy comes before the row: killed in between, the next run finds the copy and adds the
    row. Raises OSError when the file cannot be read.
    """
    folder = settings.DATA_DIR / "raw"
    folder.mkdir(parents=True, exist_ok=True)
    sha256, size, temporary = _copy(path, folder)
    place = place_of(sha256)
    place.parent.mkdir(exist_ok=True)
    os.replace(temporary, place)
    row, _ = RawFile.objects.get_or_create(
        sha256=sha256, defaults={"name": path.name[:500], "size": size, "taken_at": now}
    )
    return row


def place_of(sha256: str) -> Path:
    """Return where the copy of the bytes with this hash lies."""
    return Path(settings.DATA_DIR / "raw" / sha256[:2] / f"{sha256}.zst")


def _copy(path: Path, folder: Path) -> tuple[str, int, str]:
    """Copy the file compressed to a temporary name; return its hash, size and that name."""
    digest, size = hashlib.sha256(), 0
    handle, temporary = tempfile.mkstemp(prefix=".coming-", dir=folder)
    try:
        with path.open("rb") as source, os.fdopen(handle, "wb") as copy:
            with zstandard.ZstdCompressor(level=3).stream_writer(copy, closefd=False) as writer:
                while piece := source.read(1 << 20):
                    digest.update(piece)
                    size += len(piece)
                    writer.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
    except BaseException:
        os.unlink(temporary)
        raise
    return digest.hexdigest(), size, temporary

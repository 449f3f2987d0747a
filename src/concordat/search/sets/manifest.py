"""The manifest: the one small file that says what the index is now.

It is swapped by rename after everything it names is on the disk, so a process killed at
any instant leaves the last generation standing.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from concordat.search.sets.container import UNFINISHED
from concordat.search.tokens import ANALYSER

MANIFEST = "manifest.json"
LOCK = "writer.lock"
#: The edition of the files; another is not read.
FORMAT = 1


class OtherEditionError(Exception):
    """The index was made by another edition of the rules and has to be built again."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment, and the file that says which of its entries were removed when."""

    segment: str
    entries: int
    removals: str = ""  # "" when none was


@dataclass(frozen=True, slots=True)
class Manifest:
    generation: int = 0
    oldest: int = 0  # the first generation that can be searched as at
    revision: int = 0  # the cursor: changes of evidence up to it are in
    parts: tuple[Part, ...] = ()
    stages: tuple[tuple[int, int], ...] = ()  # of the last rebuild: revision, generation
    next_file: int = 1  # names are never used twice
    analyser: int = ANALYSER
    format: int = FORMAT

    def named(self, ending: str) -> tuple["Manifest", str]:
        """Return a name for a new file, and the manifest that will not give it again."""
        return replace(self, next_file=self.next_file + 1), f"{self.next_file:08d}.{ending}"


def read_manifest(folder: Path) -> Manifest:
    """Return what the index is now; an empty one where none was written yet."""
    try:
        held = json.loads((folder / MANIFEST).read_bytes())
    except FileNotFoundError:
        return Manifest()
    if (held.get("format"), held.get("analyser")) != (FORMAT, ANALYSER):
        raise OtherEditionError(
            "The search index was made by another edition of Concordat. Build it again."
        )
    parts = tuple(Part(**part) for part in held["parts"])
    stages = tuple((revision, generation) for revision, generation in held.get("stages", ()))
    return Manifest(**held | {"parts": parts, "stages": stages})


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Make this what the index is, at once and for good."""
    unfinished = folder / (MANIFEST + UNFINISHED)
    with unfinished.open("w") as file:
        json.dump(asdict(manifest), file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / MANIFEST)
    flush_folder(folder)


def flush_folder(folder: Path) -> None:
    """Make the names in a folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def stamp(folder: Path) -> tuple[int, int, int]:
    """Return what changes whenever the manifest is swapped."""
    try:
        state = (folder / MANIFEST).stat()
    except FileNotFoundError:
        return (0, 0, 0)
    return (state.st_ino, state.st_mtime_ns, state.st_size)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Be the only writer; wait for another. The lock goes when its process does."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def sweep(folder: Path, manifest: Manifest) -> None:
    """Delete files that the manifest does not name: of killed writers, and merged segments."""
    named = {name for part in manifest.parts for name in (part.segment, part.removals)}
    for path in folder.iterdir():
        ours = path.suffix in {".segment", ".removals", UNFINISHED}
        if ours and path.name not in named:
            path.unlink(missing_ok=True)

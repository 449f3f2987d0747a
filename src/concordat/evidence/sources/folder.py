"""Files and folders on this machine, gzip and zip among them, opened one after another.

Nothing is unpacked to disk. What cannot be opened, or breaks off in the middle, is
complained of with its name and place, and the others go on.
"""

import os
import stat
import zipfile
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from concordat.evidence.sources.unpacking import BROKEN, Gunzip, Watched, bomb, most

HEAD = 64 * 1024

MOST_MEMBERS = 20_000  # of one zip archive

_NESTED = "It is an archive inside an archive: unpack the outer one and read that."
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file to be read. `stream` is open until the next one is asked for.

    `name` is the path, with `!` before a member of a zip. `head` is its first 64 kB,
    which `stream` gives again. `size` is in bytes as packed, for a progress bar.
    """

    name: str
    path: Path
    head: bytes
    stream: BinaryIO
    size: int


@dataclass(frozen=True, slots=True)
class SetAsideFile:
    """A file, or the rest of one, that could not be opened or read."""

    name: str
    reason: str  # a whole sentence: what is wrong, where, and what to do


def open_all(paths: Iterable[Path]) -> Iterator[OpenedFile | SetAsideFile]:
    """Yield every file under `paths`, folders in sorted order, archives member by member.

    The complaint about a file that breaks off follows the file itself, after it was read
    as far as it goes. Hidden files in folders are passed over, as are links that lead out
    of the folder. Never raises for what is on the disk.
    """
    for path in paths:
        if path.is_dir():
            yield from _open_folder(path)
        else:
            yield from _open_path(path)


def _open_folder(folder: Path) -> Iterator[OpenedFile | SetAsideFile]:
    found = False
    refused: list[OSError] = []
    root = folder.resolve()
    for place, folders, names in os.walk(folder, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not _hidden(name))
        for name in sorted(names):
            path = Path(place) / name
            if _hidden(name) or (path.is_symlink() and not _within(path, root)):
                continue
            found = True
            yield from _open_path(path)
    for error in refused:
        found = True
        yield SetAsideFile(str(error.filename), f"The folder could not be read: {error.strerror}.")
    if not found:
        yield SetAsideFile(str(folder), "The folder has no files in it.")


def _hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def _within(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):  # a link to nowhere, or round in a circle
        return False


def _open_path(path: Path) -> Iterator[OpenedFile | SetAsideFile]:
    name = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield SetAsideFile(name, "It is no ordinary file but a device, pipe or socket.")
            return
        with path.open("rb") as stream:
            yield from _open_stream(_File(name, path, stream, status.st_size))
    except OSError as error:
        what = "There is no such file" if isinstance(error, FileNotFoundError) else error.strerror
        yield SetAsideFile(name, f"The file could not be opened: {what}.")


@dataclass(frozen=True, slots=True)
class _File:
    """A stream of bytes as they lie on the disk or in an archive."""

    name: str
    path: Path
    stream: BinaryIO
    size: int


def _open_stream(file: _File) -> Iterator[OpenedFile | SetAsideFile]:
    """Open a file of the disk as what its first bytes say it is."""
    watched = Watched(file.stream)
    start = watched.peek(4)
    if start.startswith(_GZIP):
        yield from _open_gzip(file, watched)
    elif start.startswith(_ZIP):
        yield from _open_zip(file)
    else:
        yield from _give(file, watched)


def _open_gzip(file: _File, packed: Watched) -> Iterator[OpenedFile | SetAsideFile]:
    """Open gzip, on the disk or in a zip. The complaint's byte is one of the packed file."""
    stream = Gunzip(packed)
    watched = Watched(stream, packed_size=file.size, place=lambda: packed.given)
    if watched.peek(4).startswith((_GZIP, *_ZIP)):
        yield SetAsideFile(file.name, _NESTED)
    else:
        yield from _give(file, watched)


def _open_zip(file: _File) -> Iterator[OpenedFile | SetAsideFile]:
    try:
        file.stream.seek(0)
        archive = zipfile.ZipFile(file.stream)
    except BROKEN as error:
        reason = f"The zip archive is damaged or cut off ({error}): download it again."
        yield SetAsideFile(file.name, reason)
        return
    with archive:
        members = [member for member in archive.infolist() if _wanted(member)]
        if not members:
            yield SetAsideFile(file.name, "The zip archive has no files in it.")
        if len(members) > MOST_MEMBERS:
            reason = f"It has {len(members)} files; only the first {MOST_MEMBERS} were read."
            yield SetAsideFile(file.name, reason)
        given = 0
        for member in sorted(members[:MOST_MEMBERS], key=lambda member: member.filename):
            given += yield from _open_member(file, archive, member)
            if given > most(file.size):  # many names for the same packed bytes
                yield SetAsideFile(file.name, bomb(given))
                return


def _wanted(member: zipfile.ZipInfo) -> bool:
    parts = member.filename.split("/")
    return not member.is_dir() and not any(_hidden(part) for part in parts)


def _open_member(
    file: _File, archive: zipfile.ZipFile, member: zipfile.ZipInfo
) -> Generator[OpenedFile | SetAsideFile, None, int]:
    """Yield a member, and return how many bytes it gave."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in member.filename)
    name = f"{file.name}!{shown}"
    try:
        stream = archive.open(member)
    except BROKEN as error:
        what = "it has a password" if member.flag_bits & 0x1 else str(error)
        yield SetAsideFile(name, f"The file in the archive could not be opened: {what}.")
        return 0
    with stream:
        inner = _File(name, file.path, cast(BinaryIO, stream), member.compress_size)
        watched = Watched(inner.stream, packed_size=member.compress_size)
        start = watched.peek(4)
        if start.startswith(_GZIP):
            yield from _open_gzip(inner, watched)
        elif start.startswith(_ZIP):
            yield SetAsideFile(name, _NESTED)
        else:
            yield from _give(inner, watched)
        return watched.given


def _give(file: _File, watched: Watched) -> Iterator[OpenedFile | SetAsideFile]:
    head = watched.peek(HEAD)
    if not head and not watched.trouble:
        yield SetAsideFile(file.name, "The file is empty: export or download it again.")
    if head:
        yield OpenedFile(file.name, file.path, head, watched.buffered, file.size)
    if watched.trouble:
        yield SetAsideFile(file.name, watched.trouble)

"""Files and folders on this machine, gzip and zip among them, opened one after another.

Nothing is unpacked to disk. What cannot be opened, or breaks off in the middle, is
complained of with its name and place, and the others go on.
"""

import io
import os
import stat
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

HEAD = 64 * 1024

#: A file may unpack to this many times its packed size once it is past FREE_BYTES: real
#: bibliographic files pack 4 to 30 times, a bomb more than a thousand.
GREATEST_RATIO = 200
FREE_BYTES = 64 * 1024 * 1024
MOST_MEMBERS = 20_000  # of one zip archive

_STEP = 32 * 1024
_NESTED = "It is an archive inside an archive: unpack the outer one and read that."
_GZIP = b"\x1f\x8b"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)


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
    watched = _Watched(file.stream)
    start = watched.peek(4)
    if start.startswith(_GZIP):
        yield from _open_gzip(file, watched)
    elif start.startswith(_ZIP):
        yield from _open_zip(file)
    else:
        yield from _give(file, watched)


def _open_gzip(file: _File, packed: "_Watched") -> Iterator[OpenedFile | SetAsideFile]:
    """Open gzip, on the disk or in a zip. The complaint's byte is one of the packed file."""
    stream = _Gunzip(packed)
    watched = _Watched(stream, packed_size=file.size, place=lambda: packed.given)
    if watched.peek(4).startswith((_GZIP, *_ZIP)):
        yield SetAsideFile(file.name, _NESTED)
    else:
        yield from _give(file, watched)


def _open_zip(file: _File) -> Iterator[OpenedFile | SetAsideFile]:
    try:
        file.stream.seek(0)
        archive = zipfile.ZipFile(file.stream)
    except _BROKEN as error:
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
            if given > _most(file.size):  # many names for the same packed bytes
                yield SetAsideFile(file.name, _bomb(given))
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
    except _BROKEN as error:
        what = "it has a password" if member.flag_bits & 0x1 else str(error)
        yield SetAsideFile(name, f"The file in the archive could not be opened: {what}.")
        return 0
    with stream:
        inner = _File(name, file.path, cast(BinaryIO, stream), member.compress_size)
        watched = _Watched(inner.stream, packed_size=member.compress_size)
        start = watched.peek(4)
        if start.startswith(_GZIP):
            yield from _open_gzip(inner, watched)
        elif start.startswith(_ZIP):
            yield SetAsideFile(name, _NESTED)
        else:
            yield from _give(inner, watched)
        return watched.given


def _give(file: _File, watched: "_Watched") -> Iterator[OpenedFile | SetAsideFile]:
    head = watched.peek(HEAD)
    if not head and not watched.trouble:
        yield SetAsideFile(file.name, "The file is empty: export or download it again.")
    if head:
        yield OpenedFile(file.name, file.path, head, watched.buffered, file.size)
    if watched.trouble:
        yield SetAsideFile(file.name, watched.trouble)


def _most(packed_size: int) -> int:
    return max(FREE_BYTES, packed_size * GREATEST_RATIO)


def _bomb(given: int) -> str:
    return (
        f"It unpacks to more than {GREATEST_RATIO} times its size, as an attack does: "
        f"reading stopped at byte {given}."
    )


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Watched(io.RawIOBase):
    """A stream that ends where it breaks, and remembers why: `trouble` is then a sentence.

    `packed_size` is that of the archive it comes out of, None when it is not unpacked.
    """

    def __init__(
        self,
        stream: _Readable,
        *,
        packed_size: int | None = None,
        place: Callable[[], int] | None = None,
    ) -> None:
        self._stream = stream
        self._most = None if packed_size is None else _most(packed_size)
        self._place = place
        self._head = b""
        self.given = 0
        self.trouble = ""
        self.buffered = cast(BinaryIO, io.BufferedReader(self, 256 * 1024))

    def readable(self) -> bool:
        return True

    def peek(self, size: int) -> bytes:
        """Return up to `size` first bytes without using them up. Before any reading only."""
        while len(self._head) < size and (part := self.next_bytes(size - len(self._head))):
            self._head += part
        return self._head[:size]

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        size = len(buffer)
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
        else:
            data = self.next_bytes(size)
        buffer[: len(data)] = data
        return len(data)

    def next_bytes(self, size: int) -> bytes:
        """Return some bytes, at most `size`; b"" at the end, and from where it broke on."""
        if self.trouble:
            return b""
        try:
            # Small steps: what an unpacker had in hand when it broke is lost.
            data = self._stream.read(min(size, _STEP))
        except _BROKEN as error:
            place = self._place() if self._place else self.given
            self.trouble = f"The file breaks off at byte {place} ({error}): download it again."
            return b""
        self.given += len(data)
        if self._most is not None and self.given > self._most:
            self.trouble = _bomb(self.given)
            return b""
        return data


class _Gunzip:
    """gzip unpacked (RFC 1952), one or more members, giving all there is before a break.

    The standard library's GzipFile loses what it has in its buffer when the file ends
    too early, which in a small file is everything.
    """

    def __init__(self, packed: _Watched) -> None:
        self._packed = packed
        self._rest = b""
        self._inflate = zlib.decompressobj(wbits=31)

    def read(self, size: int, /) -> bytes:
        while True:
            if self._inflate.eof and not self._next_member():
                return b""
            if not self._rest:
                self._rest = self._more()
                if not self._rest:
                    return self._end()
            data = self._inflate.decompress(self._rest, size)
            self._rest = self._inflate.unconsumed_tail
            if data:
                return data

    def _more(self) -> bytes:
        return self._packed.buffered.read(_STEP)

    def _next_member(self) -> bool:
        """Begin the member that follows; zeros that pad a tape are no member."""
        rest = self._inflate.unused_data.lstrip(b"\0")
        while not rest and (more := self._more()):
            rest = more.lstrip(b"\0")
        self._rest = rest
        if rest:
            self._inflate = zlib.decompressobj(wbits=31)
        return bool(rest)

    def _end(self) -> bytes:
        if self._packed.trouble:
            raise OSError(self._packed.trouble)
        tail = self._inflate.flush()
        if tail:
            return tail
        if not self._inflate.eof:
            raise EOFError("the gzip is cut off")
        return b""

"""Streams that end where they break, and remember why. Nothing is unpacked to disk."""

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol, cast

#: A file may unpack to this many times its packed size once it is past FREE_BYTES: real
#: bibliographic files pack 4 to 30 times, a bomb more than a thousand.
GREATEST_RATIO = 200
FREE_BYTES = 64 * 1024 * 1024

BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)

_STEP = 32 * 1024


def most(packed_size: int) -> int:
    return max(FREE_BYTES, packed_size * GREATEST_RATIO)


def bomb(given: int) -> str:
    return (
        f"It unpacks to more than {GREATEST_RATIO} times its size, as an attack does: "
        f"reading stopped at byte {given}."
    )


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Watched(io.RawIOBase):
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
        self._most = None if packed_size is None else most(packed_size)
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
        except BROKEN as error:
            place = self._place() if self._place else self.given
            self.trouble = f"The file breaks off at byte {place} ({error}): download it again."
            return b""
        self.given += len(data)
        if self._most is not None and self.given > self._most:
            self.trouble = bomb(self.given)
            return b""
        return data


class Gunzip:
    """gzip unpacked (RFC 1952), one or more members, giving all there is before a break.

    The standard library's GzipFile loses what it has in its buffer when the file ends
    too early, which in a small file is everything.
    """

    def __init__(self, packed: Watched) -> None:
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

"""Bytes to text: which encoding is it, and what could not be read.

Exports come in UTF-8 (with or without a byte order mark), UTF-16 (EndNote, "Unicode"
in Windows) and Windows-1252 (older EndNote, ProCite). Streams of UTF-16 and UTF-32
become UTF-8 before anything else reads them; what is left is decided record by record,
because files glued together by hand hold both.
"""

import codecs
import io
from typing import BinaryIO

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 256 * 1024


def wide_encoding(head: bytes) -> str | None:
    """Return the encoding when it is one of two or four bytes a sign, else None."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    sample = head[:400]
    if len(sample) < 8:
        return None
    # Western text in UTF-16 without a mark has a zero in nearly every second byte.
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def text_of_head(head: bytes) -> str:
    """Return the beginning of a file as text good enough to recognise a format by."""
    encoding = wide_encoding(head)
    if encoding:
        return head.decode(encoding, errors="replace").lstrip("\ufeff")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def as_narrow(stream: BinaryIO) -> BinaryIO:
    """Return a stream of the same text in UTF-8 when it was in UTF-16 or UTF-32.

    Any other stream comes back byte for byte, but for a byte order mark at its beginning.
    """
    head = _read_fully(stream, 400)
    encoding = wide_encoding(head)
    if encoding:
        return io.BufferedReader(_Recoded(head, stream, encoding), _CHUNK)
    return io.BufferedReader(_Joined(head.removeprefix(codecs.BOM_UTF8), stream), _CHUNK)


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text of one record and a warning, or "" when nothing had to be mended.

    UTF-8 first. A record with no valid sequence of UTF-8 outside ASCII is Windows-1252;
    one with both is damaged UTF-8, whose bad bytes become U+FFFD. Raises UndecodableText
    when it is neither.
    """
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        damaged = raw.decode("utf-8", errors="replace")
        bad = damaged.count("\ufffd")
        good = sum(1 for sign in damaged if sign > "\x7f") - bad
        if good > bad:
            return damaged, f"{bad} damaged character(s) could not be read as UTF-8."
        try:
            return raw.decode("cp1252"), "Not UTF-8: read as Windows-1252."
        except UnicodeDecodeError:
            raise UndecodableText(error.start, raw[error.start]) from None


class UndecodableText(ValueError):
    """Bytes that are neither UTF-8 nor Windows-1252."""

    def __init__(self, offset: int, byte: int) -> None:
        super().__init__(
            f"Byte 0x{byte:02X} at place {offset} of the record is neither UTF-8 nor "
            "Windows-1252. Save the file as UTF-8 and read it again."
        )


def _read_fully(stream: BinaryIO, size: int) -> bytes:
    parts = []
    while size > 0 and (part := stream.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class _Joined(io.RawIOBase):
    """What was read already, followed by the rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._next(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def _next(self, size: int) -> bytes:
        data, self._head = self._head[:size], self._head[size:]
        return data or self._rest.read(size)


class _Recoded(_Joined):
    """The same, decoded and put into UTF-8 on the way."""

    def __init__(self, head: bytes, rest: BinaryIO, encoding: str) -> None:
        super().__init__(head, rest)
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._ready = b""

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._ready:
            data = self._next(_CHUNK)
            text = self._decoder.decode(data, final=not data)
            self._ready = text.encode("utf-8", errors="replace")
            if not data:
                break
        given, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(given)] = given
        return len(given)

"""Bytes of whatever encoding as UTF-8 text, with a complaint where they were not UTF-8.

COUNTER 5.1, 3.1: reports are UTF-8. What is not is read as well as it can be, and complained of.
"""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from concordat.investment.formats.counter.complaints import Complaints, UnreadableError

_CHUNK = 256 * 1024
#: JSON has a quotation mark more often than this, in bytes; a parser would choke on what has not.
LONGEST_VALUE = 4 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Utf8:
    """A seekable byte stream read as text; also a binary file of UTF-8 for streaming parsers."""

    def __init__(self, stream: BinaryIO, start: bytes, complaints: Complaints) -> None:
        self._stream, self._complaints = stream, complaints
        self._encoding = self._guess(start)
        self._said = False
        self._start = start
        self.restart()

    def restart(self) -> None:
        """Go back to the beginning."""
        self._stream.seek(0)
        self.position = 0  # bytes read so far
        self._decoder = codecs.getincrementaldecoder(self._encoding)("strict")
        self._over = False
        self._rest = b""
        self._unquoted = 0  # bytes since the last quotation mark

    def peek(self) -> str:
        """Return the first few characters."""
        return self._start.decode(self._encoding, "replace")[:2000]

    def read(self, size: int = -1) -> bytes:
        """Return UTF-8 bytes, as a binary file would (for ijson); at most `size` of them."""
        if size == 0:
            return b""
        while not self._rest and not self._over:
            self._rest = self._next().encode("utf-8", "replace")
            quoted = self._rest.rfind(b'"')
            self._unquoted = (
                len(self._rest) - quoted if quoted >= 0 else self._unquoted + len(self._rest)
            )
        if self._unquoted > LONGEST_VALUE:
            raise UnreadableError(
                "json-broken",
                f"There is a value of more than {LONGEST_VALUE:,} bytes: this is no report of "
                "usage, or a quotation mark is missing. Take the report again.",
                f"byte {self.position - self._unquoted}",
            )
        if size < 0:
            size = len(self._rest)
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

    def read_up_to(self, limit: int) -> str | None:
        """Return the whole text, or None where the file is larger than `limit` bytes."""
        size = self._stream.seek(0, 2)
        self.restart()
        if size > limit:
            return None
        return "".join(iter(self._next, "")).lstrip("\ufeff")

    def lines(self, longest: int) -> Iterator[str]:
        """Give lines with their ends; one that is too long is given in its first part."""
        self.restart()
        ends = io.IncrementalNewlineDecoder(None, translate=True)
        held = ""
        while True:
            chunk = self._next()
            *whole, held = (held + ends.decode(chunk, final=not chunk)).split("\n")
            for line in whole:
                yield line + "\n"
            if len(held) >= longest:
                yield held[:longest]
                return
            if not chunk:
                if held:
                    yield held
                return

    def _next(self) -> str:
        """Return the next piece of text; "" at the end."""
        while not self._over:
            data = self._stream.read(_CHUNK)
            self._over = not data
            piece = self._decode(data)
            self.position += len(data)
            if piece:
                return piece
        return ""

    def _decode(self, data: bytes) -> str:
        held = self._decoder.getstate()[0]
        try:
            return self._decoder.decode(data, final=not data)
        except UnicodeDecodeError as error:
            where = self.position - len(held) + error.start
            self._complain(where, (held + data)[error.start : error.start + 4])
            self._decoder = codecs.getincrementaldecoder("cp1252")("replace")
            return self._decoder.decode(held + data, final=not data)

    def _complain(self, where: int, wrong: bytes) -> None:
        if self._encoding not in {"utf-8", "utf-8-sig"}:
            raise UnreadableError(
                "encoding",
                f"The file claims to be {self._encoding} but is not. Save it as UTF-8.",
                f"byte {where}",
            )
        if not self._said:
            self._said = True
            self._complaints.error(
                "encoding",
                f"The file is not UTF-8: byte {where} is {wrong[:1].hex(' ')}. It is read on as "
                "Windows-1252; save it as UTF-8.",
                f"byte {where}",
            )

    def _guess(self, start: bytes) -> str:
        for mark, encoding in _MARKS:
            if start.startswith(mark):
                if not encoding.startswith("utf-8"):
                    self._complaints.error(
                        "encoding", f"The file is {encoding}; save it as UTF-8.", "byte 0"
                    )
                return encoding
        for places, encoding in (((1, 3), "utf-16-le"), ((0, 2), "utf-16-be")):
            if len(start) > 8 and all(start[place] == 0 for place in places):
                self._complaints.error(
                    "encoding", f"The file is {encoding}; save it as UTF-8.", "byte 0"
                )
                return encoding
        return "utf-8"

"""Cutting XML into records by their tags, before any of it is parsed.

Each record is parsed by itself, without a DTD: one malformed record, or the end of a
broken download, costs only itself, memory stays bounded, and no entity can be declared,
expanded or fetched. lxml's parser keeps its own limits on depth and size (`huge_tree`
off) and has no network.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, BinaryIO

from lxml import etree

from concordat.evidence.formats.format import KEPT_OF_BROKEN, LONGEST_RECORD
from concordat.evidence.words import SetAside

_CHUNK = 512 * 1024
_LONGEST_TAG = 400  # bytes; a start tag that crosses two chunks is still found
_DECLARES = re.compile(rb"<!ENTITY\s[^>]{0,200}")
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")


class Cutter:
    """How the records of a format are found.

    `names` are the record elements; one of `enders`, which cannot stand inside a record,
    also ends the record before it, whose own end tag was lost.
    """

    def __init__(self, names: tuple[str, ...], enders: tuple[str, ...]) -> None:
        joined, closing = "|".join(names).encode(), "|".join(enders).encode()
        self.opening = re.compile(rb"<(" + joined + rb")(?=[\s>/])[^>]{0,300}>")
        self._enders = closing

    def again(self, name: bytes) -> re.Pattern[bytes]:
        """Return what shows that the next record begins inside one of this name."""
        return re.compile(rb"<(?:" + self._enders + rb")[\s>]|<" + name + rb"[\s>]")


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of one record element. `wrong` says why it cannot be one."""

    name: bytes
    raw: bytes
    line: int
    wrong: str = ""


def pieces(stream: BinaryIO, cutter: Cutter) -> Iterator[Piece]:
    """Yield what stands before the first record, its name empty, and then each record."""
    window = _Window(stream, cutter)
    prologue = window.prologue()
    if prologue is not None:
        yield prologue
    while opening := window.find_opening():
        yield window.piece(opening)


class _Window:
    """The part of the file that is in memory: at most a record and a chunk or two."""

    def __init__(self, stream: BinaryIO, cutter: Cutter) -> None:
        self._stream = stream
        self._cutter = cutter
        self._held = b""
        self._line = 1
        self._ended = False

    def prologue(self) -> Piece | None:
        """Return what stands before the first record, at most a chunk of it."""
        while (
            len(self._held) < _CHUNK
            and not self._cutter.opening.search(self._held)
            and self._more()
        ):
            pass
        first = self._cutter.opening.search(self._held)
        raw = self._held[: first.start()] if first else self._held
        return Piece(b"", raw, 1) if raw else None

    def find_opening(self) -> re.Match[bytes] | None:
        """Go to the next start tag of a record."""
        while True:
            opening = self._cutter.opening.search(self._held)
            if opening:
                self._drop(opening.start())
                return self._cutter.opening.match(self._held)
            self._drop(max(0, len(self._held) - _LONGEST_TAG))
            if not self._more():
                return None

    def piece(self, opening: re.Match[bytes]) -> Piece:
        """Return the record that begins here. The next one's start tag also ends it."""
        name, line = opening[1], self._line
        if opening[0].endswith(b"/>"):
            return self._taken(name, opening.end(), line, "The record is empty.")
        ending = b"</" + name + b">"
        again = self._cutter.again(name)
        searched = opening.end()
        while True:
            end = self._held.find(ending, searched)
            following = again.search(self._held, opening.end(), end if end >= 0 else 2**62)
            if following:
                wrong = f"The record has no end tag {ending.decode()} before the next begins."
                return self._taken(name, following.start(), line, wrong)
            if end >= 0:
                return self._taken(name, end + len(ending), line)
            if len(self._held) > LONGEST_RECORD:
                return self._too_long(name, line)
            searched = max(opening.end(), len(self._held) - len(ending))
            if not self._more(max(_CHUNK, len(self._held))):
                wrong = "The file ends in the middle of this record: download it again."
                return self._taken(name, len(self._held), line, wrong)

    def _too_long(self, name: bytes, line: int) -> Piece:
        limit = LONGEST_RECORD // (1024 * 1024)
        kept = self._held[:KEPT_OF_BROKEN]
        self._drop(len(self._held) - _LONGEST_TAG)
        return Piece(name, kept, line, f"The record is longer than {limit} MB.")

    def _taken(self, name: bytes, end: int, line: int, wrong: str = "") -> Piece:
        raw = self._held[:end]
        self._drop(end)
        return Piece(name, raw, line, wrong)

    def _drop(self, size: int) -> None:
        self._line += self._held.count(b"\n", 0, size)
        self._held = self._held[size:]

    def _more(self, size: int = _CHUNK) -> bool:
        data = b"" if self._ended else self._stream.read(size)
        self._ended = not data
        self._held += data
        return bool(data)


def declared_encoding(prologue: bytes) -> str | None:
    """Return the encoding that the XML declaration names, UTF-8 without one."""
    match = _ENCODING.search(prologue)
    name = match[1].decode("ascii").lower() if match else "utf-8"
    # A UTF-16 file was put into UTF-8 already, whatever it says.
    return "utf-8" if name.startswith(("utf-16", "utf-32", "ucs")) else name


def refused_entities(prologue: Piece) -> Iterator[SetAside]:
    """Yield a complaint when the file declares entities."""
    match = _DECLARES.search(prologue.raw)
    if match:
        line = 1 + prologue.raw.count(b"\n", 0, match.start())
        reason = (
            "The file declares entities, which can be used to attack a reader: the declaration "
            "was refused, and so is every record that uses one. Export it again without them."
        )
        yield SetAside(f"line {line}", reason, match[0])


def parse(raw: bytes, encoding: str | None) -> Any:
    """Return the element. Raises etree.XMLSyntaxError or ValueError when it is broken."""
    try:
        return etree.fromstring(raw, _parser(encoding))
    except LookupError:  # an encoding that does not exist
        return etree.fromstring(raw, _parser("utf-8"))


@cache
def _parser(encoding: str | None) -> etree.XMLParser:
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )

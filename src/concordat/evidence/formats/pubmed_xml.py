"""PubMed XML: a PubmedArticleSet of articles, books and chapters, or one of them alone.

The file is cut into records by their tags and each is parsed by itself, without a DTD:
one malformed record, or the end of a broken download, costs only itself, memory stays
bounded, and no entity can be declared, expanded or fetched. lxml's parser keeps its own
limits on depth and size (`huge_tree` off) and has no network.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from lxml import etree

from concordat.evidence.formats import pubmed_meaning
from concordat.evidence.formats.encoding import as_narrow, text_of_head
from concordat.evidence.formats.format import KEPT_OF_BROKEN, LONGEST_RECORD
from concordat.evidence.words import Found, SetAside

NAME = "PubMed XML"

_CHUNK = 512 * 1024
_LONGEST_TAG = 400  # bytes; a start tag that crosses two chunks is still found
_NAMES = rb"PubmedArticle|PubmedBookArticle|MedlineCitation|DeleteCitation"
_OPENING = re.compile(rb"<(" + _NAMES + rb")(?=[\s>/])[^>]{0,300}>")
_DECLARES = re.compile(rb"<!ENTITY\s[^>]{0,200}")
_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_SIGNATURE = re.compile(
    r"<(?:PubmedArticle|PubmedBookArticle|PubmedArticleSet|MedlineCitationSet|MedlineCitation)[\s>/]"
)


def recognises(head: bytes, name: str) -> bool:
    """XML in which one of PubMed's elements begins."""
    return bool(_SIGNATURE.search(text_of_head(head)))


def read(stream: BinaryIO) -> Iterator[Found | SetAside]:
    """Yield the records in order. Positions count records and lines from 1."""
    encoding: str | None = None
    number = 0
    for piece in _pieces(as_narrow(stream)):
        if piece.name == b"":  # what stands before the first record
            encoding = _declared(piece.raw)
            yield from _entities(piece)
            continue
        number += 1
        yield _read_piece(piece, f"record {number}, line {piece.line}", encoding)


@dataclass(frozen=True, slots=True)
class _Piece:
    """The bytes of one record element. `wrong` says why it cannot be one."""

    name: bytes
    raw: bytes
    line: int
    wrong: str = ""


def _pieces(stream: BinaryIO) -> Iterator[_Piece]:
    window = _Window(stream)
    prologue = window.prologue()
    if prologue is not None:
        yield prologue
    while opening := window.find_opening():
        yield window.piece(opening)


class _Window:
    """The part of the file that is in memory: at most a record and a chunk or two."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
        self._line = 1
        self._ended = False

    def prologue(self) -> _Piece | None:
        """Return what stands before the first record, at most a chunk of it."""
        while len(self._held) < _CHUNK and not _OPENING.search(self._held) and self._more():
            pass
        first = _OPENING.search(self._held)
        raw = self._held[: first.start()] if first else self._held
        return _Piece(b"", raw, 1) if raw else None

    def find_opening(self) -> re.Match[bytes] | None:
        """Go to the next start tag of a record."""
        while True:
            opening = _OPENING.search(self._held)
            if opening:
                self._drop(opening.start())
                return _OPENING.match(self._held)
            self._drop(max(0, len(self._held) - _LONGEST_TAG))
            if not self._more():
                return None

    def piece(self, opening: re.Match[bytes]) -> _Piece:
        """Return the record that begins here. The next one's start tag also ends it."""
        name, line = opening[1], self._line
        if opening[0].endswith(b"/>"):
            return self._taken(name, opening.end(), line, "The record is empty.")
        ending = b"</" + name + b">"
        again = re.compile(rb"<(?:PubmedArticle|PubmedBookArticle)[\s>]|<" + name + rb"[\s>]")
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

    def _too_long(self, name: bytes, line: int) -> _Piece:
        limit = LONGEST_RECORD // (1024 * 1024)
        kept = self._held[:KEPT_OF_BROKEN]
        self._drop(len(self._held) - _LONGEST_TAG)
        return _Piece(name, kept, line, f"The record is longer than {limit} MB.")

    def _taken(self, name: bytes, end: int, line: int, wrong: str = "") -> _Piece:
        raw = self._held[:end]
        self._drop(end)
        return _Piece(name, raw, line, wrong)

    def _drop(self, size: int) -> None:
        self._line += self._held.count(b"\n", 0, size)
        self._held = self._held[size:]

    def _more(self, size: int = _CHUNK) -> bool:
        data = b"" if self._ended else self._stream.read(size)
        self._ended = not data
        self._held += data
        return bool(data)


def _declared(prologue: bytes) -> str | None:
    match = _ENCODING.search(prologue)
    name = match[1].decode("ascii").lower() if match else "utf-8"
    # A UTF-16 file was put into UTF-8 already, whatever it says.
    return "utf-8" if name.startswith(("utf-16", "utf-32", "ucs")) else name


def _entities(prologue: _Piece) -> Iterator[SetAside]:
    match = _DECLARES.search(prologue.raw)
    if match:
        line = 1 + prologue.raw.count(b"\n", 0, match.start())
        reason = (
            "The file declares entities, which can be used to attack a reader: the declaration "
            "was refused, and so is every record that uses one. Export it again without them."
        )
        yield SetAside(f"line {line}", reason, match[0])


def _read_piece(piece: _Piece, position: str, encoding: str | None) -> Found | SetAside:
    kept = piece.raw[:KEPT_OF_BROKEN]
    if piece.wrong:
        return SetAside(position, piece.wrong, kept)
    if piece.name == b"DeleteCitation":
        numbers = ", ".join(n.decode() for n in re.findall(rb"<PMID[^>]*>(\d+)<", piece.raw)[:20])
        reason = f"PubMed deleted these records: {numbers}. Nothing was taken away here."
        return SetAside(position, reason, kept)
    try:
        element = _parse(piece.raw, encoding)
    except (etree.XMLSyntaxError, ValueError) as error:
        return SetAside(position, f"The XML of this record is broken: {error}.", kept)
    reference, doubts = pubmed_meaning.reference(element)
    if not reference.title:
        reason = "The record has no title, in English or its own language. Export it again."
        return SetAside(position, reason, kept)
    return Found(reference, piece.raw, position, doubts)


def _parse(raw: bytes, encoding: str | None) -> etree._Element:
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

"""EndNote XML, as EndNote and the tools that imitate it export a library.

EndNote names its own fields in RIS when it exports that, so each element is laid under
the RIS tag that EndNote writes it to, and `ris_meaning` says what it means.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from concordat.evidence.formats import ris_meaning
from concordat.evidence.formats.encoding import as_narrow, text_of_head
from concordat.evidence.formats.format import KEPT_OF_BROKEN
from concordat.evidence.formats.xml_records import (
    Cutter,
    Piece,
    declared_encoding,
    parse,
    pieces,
    refused_entities,
)
from concordat.evidence.words import Found, SetAside

NAME = "EndNote XML"

_CUTTER = Cutter(("record",), ("record",))
_SIGNATURE = re.compile(
    r"<xml>\s*<records>\s*<record|<records>\s*<record>.{0,4000}?<(?:ref-type|contributors|source-app)\b",
    re.DOTALL,
)

#: Path in a record -> the tag of RIS to which EndNote exports it.
_TAGS = (
    ("titles/title", "TI"),
    ("titles/secondary-title", "T2"),
    ("periodical/full-title", "JF"),
    ("periodical/abbr-1", "JA"),
    ("contributors/authors/author", "AU"),
    ("volume", "VL"),
    ("number", "IS"),
    ("pages", "SP"),
    ("dates/year", "PY"),
    ("dates/pub-dates/date", "DA"),
    ("isbn", "SN"),
    ("accession-num", "AN"),
    ("electronic-resource-num", "DO"),
    ("abstract", "AB"),
    ("keywords/keyword", "KW"),
    ("notes", "N1"),
    ("language", "LA"),
    ("publisher", "PB"),
    ("work-type", "M3"),
    ("custom2", "C2"),
    ("custom7", "C7"),
    ("remote-database-name", "DB"),
    ("remote-database-provider", "DP"),
    ("urls/related-urls/url", "UR"),
    ("urls/web-urls/url", "UR"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")
#: EndNote's own numbers of its types, as far as the rest of the house asks for them.
_TYPES = {
    "Journal Article": "JOUR",
    "Book": "BOOK",
    "Book Section": "CHAP",
    "Conference Paper": "CPAPER",
    "Conference Proceedings": "CONF",
    "Thesis": "THES",
    "Report": "RPRT",
    "Electronic Article": "EJOUR",
    "Web Page": "ELEC",
}


def recognises(head: bytes, name: str) -> bool:
    """XML whose `records` hold a `record` with EndNote's elements."""
    return bool(_SIGNATURE.search(text_of_head(head)))


def read(stream: BinaryIO) -> Iterator[Found | SetAside]:
    """Yield the records in order. Positions count records and lines from 1."""
    encoding: str | None = None
    number = 0
    for piece in pieces(as_narrow(stream), _CUTTER):
        if piece.name == b"":
            encoding = declared_encoding(piece.raw)
            yield from refused_entities(piece)
            continue
        number += 1
        yield _read_piece(piece, f"record {number}, line {piece.line}", encoding)


def _read_piece(piece: Piece, position: str, encoding: str | None) -> Found | SetAside:
    kept = piece.raw[:KEPT_OF_BROKEN]
    if piece.wrong:
        return SetAside(position, piece.wrong, kept)
    try:
        record = parse(piece.raw, encoding)
    except (etree.XMLSyntaxError, ValueError) as error:
        return SetAside(position, f"The XML of this record is broken: {error}.", kept)
    reference, doubts = ris_meaning.reference(_tags(record))
    if not reference.title:
        reason = "The record has no title. Add one in EndNote and export it again."
        return SetAside(position, reason, kept)
    return Found(reference, piece.raw, position, doubts)


def _tags(record: Any) -> ris_meaning.Tags:
    tags: ris_meaning.Tags = {}
    for path, tag in _TAGS:
        for element in record.findall(path):
            lines = _LINE_END.split("".join(element.itertext()).strip())
            tags.setdefault(tag, []).append([line.strip() for line in lines])
    kind = record.find("ref-type")
    if kind is not None and kind.get("name"):
        tags["TY"] = [[_TYPES.get(kind.get("name"), kind.get("name"))]]
    return tags

"""PubMed XML: a PubmedArticleSet of articles, books and chapters, or one of them alone."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from concordat.evidence.formats import pubmed_meaning
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

NAME = "PubMed XML"

_CUTTER = Cutter(
    ("PubmedArticle", "PubmedBookArticle", "MedlineCitation", "DeleteCitation"),
    ("PubmedArticle", "PubmedBookArticle"),
)
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
    for piece in pieces(as_narrow(stream), _CUTTER):
        if piece.name == b"":  # what stands before the first record
            encoding = declared_encoding(piece.raw)
            yield from refused_entities(piece)
            continue
        number += 1
        yield _read_piece(piece, f"record {number}, line {piece.line}", encoding)


def _read_piece(piece: Piece, position: str, encoding: str | None) -> Found | SetAside:
    kept = piece.raw[:KEPT_OF_BROKEN]
    if piece.wrong:
        return SetAside(position, piece.wrong, kept)
    if piece.name == b"DeleteCitation":
        numbers = ", ".join(n.decode() for n in re.findall(rb"<PMID[^>]*>(\d+)<", piece.raw)[:20])
        reason = f"PubMed deleted these records: {numbers}. Nothing was taken away here."
        return SetAside(position, reason, kept)
    try:
        element = parse(piece.raw, encoding)
    except (etree.XMLSyntaxError, ValueError) as error:
        return SetAside(position, f"The XML of this record is broken: {error}.", kept)
    reference, doubts = pubmed_meaning.reference(element)
    if not reference.title:
        reason = "The record has no title, in English or its own language. Export it again."
        return SetAside(position, reason, kept)
    return Found(reference, piece.raw, position, doubts)

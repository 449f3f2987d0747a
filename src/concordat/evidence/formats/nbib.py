"""MEDLINE text, as PubMed saves it (.nbib, "PubMed format").

Tags and their meaning: NLM, "MEDLINE/PubMed Data Element (Field) Descriptions". A tag is
up to four capitals padded to four places, then "- "; a line that begins with six spaces
goes on with the value before.
"""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from concordat.evidence.formats import nbib_meaning, nbib_writing
from concordat.evidence.formats.encoding import UndecodableText, as_narrow, decode, text_of_head
from concordat.evidence.formats.format import KEPT_OF_BROKEN, LONGEST_RECORD
from concordat.evidence.formats.lines import lines
from concordat.evidence.words import Found, Reference, SetAside

NAME = "MEDLINE (NBIB)"
MEDIA_TYPE = "application/nbib"
EXTENSION = "nbib"

_START = re.compile(rb"PMID ?- ?")
#: A work without a PMID has an empty one: other tags have something behind them.
_TAGGED = re.compile(rb"PMID ?-\s|[A-Z]{2,4} {0,2}- ?\S")
_TAG = re.compile(r"([A-Z]{2,4}) {0,2}- ?(.*)", re.DOTALL)
_SIGNATURE = re.compile(r"^PMID ?- ?(?:\d|\s*$)", re.MULTILINE)


def recognises(head: bytes, name: str) -> bool:
    """A line that begins with `PMID-` and a number, or nothing: a work that has none."""
    return bool(_SIGNATURE.search(text_of_head(head).replace("\r", "\n")))


def read(stream: BinaryIO) -> Iterator[Found | SetAside]:
    """Yield the records in order. Positions count records and lines from 1."""
    for number, (line, raw, too_long) in enumerate(_blocks(as_narrow(stream)), start=1):
        yield _read_block(raw, f"record {number}, line {line}", too_long)


def write(references: Iterable[Reference]) -> Iterator[str]:
    """Yield each reference in MEDLINE text."""
    return nbib_writing.write(references)


def _blocks(stream: BinaryIO) -> Iterator[tuple[int, bytes, bool]]:
    """Yield (first line, bytes, whether too long). PMID begins a record, wherever it stands.

    An empty line ends one too, so that a record which lost its PMID is noticed.
    """
    begins, kept, size, too_long = 1, list[bytes](), 0, False
    for number, line, cut in lines(stream):
        empty = not line or line.isspace()
        if kept and (empty or (line.startswith(b"PMID") and _START.match(line))):
            yield begins, b"\n".join(kept), too_long
            kept, size, too_long = [], 0, False
        if empty:
            continue
        if not kept:
            begins = number
        size += len(line) + 1
        if cut or size > LONGEST_RECORD:
            too_long = True
            kept = [b"\n".join(kept)[:KEPT_OF_BROKEN] or line[:KEPT_OF_BROKEN]]
        elif not too_long:
            kept.append(line)
    if kept:
        yield begins, b"\n".join(kept), too_long


def _read_block(raw: bytes, position: str, too_long: bool) -> Found | SetAside:
    if too_long:
        limit = LONGEST_RECORD // (1024 * 1024)
        reason = f"The record is longer than {limit} MB: look for a missing line end, and mend it."
        return SetAside(position, reason, raw[:KEPT_OF_BROKEN])
    if not _TAGGED.match(raw):
        reason = "These lines are no MEDLINE record: they begin with no tag such as `PMID- `."
        return SetAside(position, reason, raw[:KEPT_OF_BROKEN])
    try:
        text, mended = decode(raw)
    except UndecodableText as error:
        return SetAside(position, str(error), raw[:KEPT_OF_BROKEN])
    reference, doubts = nbib_meaning.reference(_tags(text))
    if not reference.title:
        reason = "The record has no title (TI, BTI or TT). Export it again."
        return SetAside(position, reason, raw[:KEPT_OF_BROKEN])
    return Found(reference, raw, position, (*((mended,) if mended else ()), *doubts))


def _tags(text: str) -> nbib_meaning.Tags:
    """Return (tag, value) in the order of the record, continuation lines joined."""
    tags: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        match = None if line.startswith("  ") else _TAG.match(line)
        if match:
            tags.append((match[1], [match[2]]))
        elif tags:
            tags[-1][1].append(line.strip())
    return [(tag, " ".join(parts).strip()) for tag, parts in tags]

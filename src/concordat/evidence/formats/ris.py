"""RIS, in the dialects of Ovid, EBSCO, Scopus, Web of Science, Embase, ProQuest, Zotero,
EndNote, Cochrane and Citavi.

The tags are those of the Research Information Systems specification of 2001 (T1, A1, Y1,
N2, JF ...) and of 2011 (TI, AU, PY, AB, T2 ...); what each becomes is in `ris_meaning`.

The syntax is read here and not by rispy (0.10), which we measured against it: rispy drops
every record that has lost its TY or ER line, keeps no positions or bytes, needs the whole
text in memory, and stops at the first undecodable byte. Those are just the files that
people bring.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from concordat.evidence.formats import ris_meaning, ris_writing
from concordat.evidence.formats.encoding import UndecodableText, as_narrow, decode, text_of_head
from concordat.evidence.formats.format import KEPT_OF_BROKEN, LONGEST_RECORD
from concordat.evidence.formats.lines import lines
from concordat.evidence.words import Found, Reference, SetAside

NAME = "RIS"
MEDIA_TYPE = "application/x-research-info-systems"
EXTENSION = "ris"

_START = re.compile(rb"TY(?:  | ?\t ?)-|TY ?-\s*[A-Z]{2,6}\s*$")
_END = re.compile(rb"ER(?:  | ?\t ?)-.{0,60}$|ER ?-\s*$")
_TAG = re.compile(r"([A-Z][A-Z0-9])(?:  |\t| \t|\t )-(?:[ \t]|$)?(.*)", re.DOTALL)
_LOOSE_TAG = re.compile(r"([A-Z][A-Z0-9]) -(?:[ \t]|$)(.*)", re.DOTALL)
_ORPHAN = re.compile(rb"(?:TI|T1|CT|AU|A1|AB|N2|DO|PY|Y1)  ?-\s?\S")
_SIGNATURE = re.compile(r"^TY(?:  | ?\t ?)-|^TY ?-\s*[A-Z]{2,6}\s*$", re.MULTILINE)
_ANY_TAG = re.compile(r"^(?:TI|T1|AU|A1|ER|PY|AB|JF|T2)  -", re.MULTILINE)


def recognises(head: bytes, name: str) -> bool:
    """A line that begins with `TY  -`; or a name in .ris and any common tag."""
    text = text_of_head(head).replace("\r", "\n")
    if _SIGNATURE.search(text):
        return True
    plain = name.lower().removesuffix(".gz")
    return plain.endswith(".ris") and bool(_ANY_TAG.search(text))


def read(stream: BinaryIO) -> Iterator[Found | SetAside]:
    """Yield the records of a RIS file in order. Positions count records and lines from 1."""
    for number, block in enumerate(_blocks(as_narrow(stream)), start=1):
        yield _read_block(block, number)


def write(references: Iterable[Reference]) -> Iterator[str]:
    """Yield each reference as RIS with CR LF line ends, as the specification asks."""
    return ris_writing.write(references)


@dataclass(slots=True)
class _Block:
    """The lines of one record, or of tags that stand outside any record."""

    line: int  # where it begins
    lines: list[bytes] = field(default_factory=list)
    size: int = 0
    begun: bool = True  # a TY line stands at its beginning
    ended: bool = False  # an ER line stands at its end
    too_long: bool = False

    def add(self, line: bytes, too_long: bool) -> None:
        self.size += len(line) + 1
        if too_long or self.size > LONGEST_RECORD:
            self.too_long = True
            self.lines = [b"\n".join(self.lines)[:KEPT_OF_BROKEN] or line[:KEPT_OF_BROKEN]]
        elif not self.too_long:
            self.lines.append(line)

    def is_record(self) -> bool:
        """Notes between records (Ovid numbers them) are no record; lost tags are."""
        return self.begun or self.too_long or any(_ORPHAN.match(line) for line in self.lines)


def _blocks(stream: BinaryIO) -> Iterator[_Block]:
    block = _Block(1, begun=False)
    for number, line, too_long in lines(stream):
        if line.startswith(b"TY") and _START.match(line):
            if block.is_record():
                yield block
            block = _Block(number)
        elif not block.lines and not block.begun:
            block.line = number
        block.add(line, too_long)
        if line.startswith(b"ER") and _END.match(line):
            block.ended = True
            if block.is_record():
                yield block
            block = _Block(number + 1, begun=False)
    if block.is_record():
        yield block


def _read_block(block: _Block, number: int) -> Found | SetAside:
    position = f"record {number}, line {block.line}"
    raw = b"\n".join(block.lines)
    reason = _refusal(block)
    if reason:
        return SetAside(position, reason, raw[:KEPT_OF_BROKEN])
    try:
        text, mended = decode(raw)
    except UndecodableText as error:
        return SetAside(position, str(error), raw[:KEPT_OF_BROKEN])
    reference, doubts = ris_meaning.reference(_tags(text))
    if not reference.title:
        reason = "The record has no title (TI or T1). Add one and read the file again."
        return SetAside(position, reason, raw[:KEPT_OF_BROKEN])
    warnings = [mended] if mended else []
    if not block.ended:
        warnings.append("The record has no end (ER): it was taken to end where the next begins.")
    return Found(reference, raw, position, (*warnings, *doubts))


def _refusal(block: _Block) -> str:
    if block.too_long:
        limit = LONGEST_RECORD // (1024 * 1024)
        return f"The record is longer than {limit} MB: look for a missing line end, and mend it."
    if not block.begun:
        return "These lines have no TY line before them. Add one and read the file again."
    return ""


def _tags(text: str) -> ris_meaning.Tags:
    """Return tag -> values; the lines of a value, continuation lines too, stay apart."""
    tags: ris_meaning.Tags = {}
    pattern = _LOOSE_TAG if text.startswith("TY -") else _TAG
    value: list[str] = []
    for line in text.split("\n"):
        match = pattern.match(line)
        if match:
            value = [match[2]]
            tags.setdefault(match[1], []).append(value)
        else:
            value.append(line)
    return tags

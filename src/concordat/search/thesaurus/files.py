"""Files of headings: read as their makers give them, kept as editions of our own.

Read: JSON Lines (ui, name, entry_terms, tree_numbers), plain or gzip, and NLM's yearly
`desc20xx.xml`. Kept: one file an edition, named by its content and never changed, so that a
search as at a date explodes as it did then; and one small file that says which is newest.
"""

import gzip
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson
from lxml import etree

from concordat.search.thesaurus.headings import Descriptor, Thesaurus

_NEWEST = "newest.json"
_ENDING = ".jsonl.gz"
_GZIP = b"\x1f\x8b"
#: Bytes unpacked at most: NLM's whole file of 2025 has 310 million.
LARGEST = 1_000_000_000


class VocabularyError(Exception):
    """A file of headings cannot be used: what is wrong, where, and what to do."""


def read(path: Path) -> Iterator[Descriptor]:
    """Yield the headings of a file. Raises VocabularyError with the line that is wrong."""
    try:
        with path.open("rb") as packed:
            is_gzip = packed.read(2) == _GZIP
        with gzip.open(path) if is_gzip else path.open("rb") as stream:
            start = stream.read(200).lstrip(b"\xef\xbb\xbf \r\n\t")
            stream.seek(0)
            content = cast(BinaryIO, stream)
            yield from _xml(content) if start.startswith(b"<") else _lines(content)
    except FileNotFoundError:
        raise VocabularyError(f"There is no file {path}.") from None
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise VocabularyError(f"{path.name} is damaged ({error}). Download it again.") from error
    except OSError as error:
        raise VocabularyError(f"{path.name} cannot be opened: {error.strerror}.") from error


def _lines(stream: BinaryIO) -> Iterator[Descriptor]:
    size = 0
    for number, line in enumerate(stream, start=1):
        size += len(line)
        if size > LARGEST:
            raise VocabularyError("The file is too large to be a list of headings.")
        if not line.strip():
            continue
        try:
            held = orjson.loads(line)
            yield _descriptor(held)
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise VocabularyError(
                f"Line {number} is not a heading with ui, name, entry_terms and tree_numbers"
                f" ({error}). Mend it and load the file again."
            ) from error


def _descriptor(held: dict[str, Any]) -> Descriptor:
    return Descriptor(
        ui=str(held["ui"]),
        name=str(held["name"]).strip(),
        entry_terms=tuple(map(str, held.get("entry_terms", ()))),
        tree_numbers=tuple(map(str, held.get("tree_numbers", ()))),
    )


def _xml(stream: BinaryIO) -> Iterator[Descriptor]:
    """Read NLM's DescriptorRecordSet, a record at a time, without entities or network."""
    records = etree.iterparse(
        stream,
        tag="DescriptorRecord",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, record in records:
            yield _of_record(record)
            record.clear()
            while record.getprevious() is not None:
                del record.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise VocabularyError(f"The XML is broken: {error}. Download the file again.") from error


def _of_record(record: Any) -> Descriptor:
    name = record.findtext("DescriptorName/String", "").strip()
    terms = (
        term.text or "" for term in record.iterfind("ConceptList/Concept/TermList/Term/String")
    )
    return Descriptor(
        ui=record.findtext("DescriptorUI", ""),
        name=name,
        entry_terms=tuple(dict.fromkeys(term for term in terms if term and term != name)),
        tree_numbers=tuple(
            number.text for number in record.iterfind("TreeNumberList/TreeNumber") if number.text
        ),
    )


def keep(folder: Path, descriptors: Iterable[Descriptor], *, name: str) -> tuple[str, int]:
    """Keep headings as an edition, make it the newest, and return its id and size.

    The same headings give the same edition. Killed at any instant, the newest edition
    is the one from before or this one, whole.
    """
    found = sorted(descriptors, key=lambda each: (each.ui, each.name))
    if not found:
        raise VocabularyError("The file has no headings.")
    text = b"\n".join(map(_line, found)) + b"\n"
    edition = blake2b(text, digest_size=8).hexdigest()
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / f"{edition}{_ENDING}").exists():
        _write(folder / f"{edition}{_ENDING}", gzip.compress(text, mtime=0))
    newest = {"edition": edition, "name": name, "headings": len(found)}
    _write(folder / _NEWEST, json.dumps(newest).encode())
    return edition, len(found)


def _line(each: Descriptor) -> bytes:
    return orjson.dumps(
        {
            "ui": each.ui,
            "name": each.name,
            "entry_terms": each.entry_terms,
            "tree_numbers": each.tree_numbers,
        }
    )


def _write(path: Path, content: bytes) -> None:
    unfinished = path.with_name(path.name + f".{os.getpid()}.unfinished")
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def newest(folder: Path) -> dict[str, Any]:
    """Return edition, name and number of headings of the newest edition, {} without one."""
    try:
        held: dict[str, Any] = json.loads((folder / _NEWEST).read_bytes())
    except FileNotFoundError:
        return {}
    return held


def open_edition(folder: Path, edition: str) -> Thesaurus:
    """Return a kept edition; "" is the empty thesaurus. Raises VocabularyError without it."""
    if not edition:
        return Thesaurus()
    path = folder / f"{edition}{_ENDING}"
    if not path.exists():
        raise VocabularyError(
            f"The edition {edition} of the thesaurus is not kept here. Load its file again."
        )
    return Thesaurus(read(path), edition=edition)

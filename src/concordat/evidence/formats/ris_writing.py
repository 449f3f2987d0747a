"""References as RIS, in the tags that Zotero, EndNote, Rayyan and Covidence all read."""

import re
from collections.abc import Iterable, Iterator

from concordat.evidence.formats.medline_words import heading_text
from concordat.evidence.words import Author, Identifier, Reference, StatusNote

#: Our kinds of source -> RIS types; anything else is written JOUR or GEN.
_TYPES = {
    "journal-article": "JOUR",
    "article": "JOUR",
    "review": "JOUR",
    "book": "BOOK",
    "book-chapter": "CHAP",
    "dissertation": "THES",
    "report": "RPRT",
    "dataset": "DATA",
    "preprint": "UNPB",
    "posted-content": "UNPB",
}


def write(references: Iterable[Reference]) -> Iterator[str]:
    """Yield each reference as RIS, CR LF after each line, an empty line between records."""
    for reference in references:
        lines = (f"{tag}  - {_plain(value)}".rstrip(" ") for tag, value in _tags(reference))
        yield "\r\n".join(lines).replace("ER  -", "ER  - ") + "\r\n\r\n"


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _type(reference)
    yield from (("AU", _name(author)) for author in reference.authors)
    pairs = (
        ("TI", reference.title),
        ("T2", reference.journal),
        ("PY", str(reference.year or "")),
        ("DA", reference.published_on.replace("-", "/")),
        ("VL", reference.volume),
        ("IS", reference.issue),
        *_pages(reference.pages),
        ("AB", reference.abstract.replace("\n", " ")),
        ("PB", reference.publisher),
        ("UR", reference.url),
    )
    yield from ((tag, value) for tag, value in pairs if value)
    yield from (("SN", value) for value in reference.issns)
    yield from (("LA", value) for value in reference.languages)
    yield from (("M3", value) for value in reference.publication_types)
    yield from _identifiers(reference.identifiers)
    yield from (("KW", heading_text(item)) for item in reference.headings)
    yield from (("KW", word) for word in reference.keywords)
    yield from (("N1", _standing(note)) for note in reference.status)
    yield "ER", ""


def _standing(note: StatusNote) -> str:
    """Return what a reader must know of how the work stands: `RETRACTED (2016-02-01)`."""
    when = f" ({note.on})" if note.on else ""
    return note.relation.replace("_", " ").upper() + when


def _type(reference: Reference) -> str:
    known = reference.source_type
    if re.fullmatch(r"[A-Z]{2,6}", known):  # it came from RIS
        return known
    return _TYPES.get(known, "JOUR" if reference.journal else "GEN")


def _name(author: Author) -> str:
    """Return "Family, Given"; the name of a group ends with a comma, as EndNote asks."""
    return f"{author.family}, {author.given}" if author.given else f"{author.family},"


def _pages(pages: str) -> tuple[tuple[str, str], ...]:
    match = re.fullmatch(r"([^\s-]+)-([^\s-]+)", pages)
    return (("SP", match[1]), ("EP", match[2])) if match else (("SP", pages),)


def _identifiers(identifiers: tuple[Identifier, ...]) -> Iterator[tuple[str, str]]:
    """A PMID is the accession number (AN) in the database (DB) PubMed, as EndNote has it."""
    for item in identifiers:
        match item.scheme:
            case "doi":
                yield "DO", item.value
            case "pmid":
                yield "AN", item.value
                yield "DB", "PubMed"
            case "pmcid":
                yield "C2", item.value
            case "isbn":
                yield "SN", item.value
            case _:
                yield "N1", f"{item.scheme}:{item.value}"


def _plain(value: str) -> str:
    """Return the value on one line: a line end would begin a new tag."""
    return " ".join(value.split())

"""CSV for spreadsheets: RFC 4180, a header line, UTF-8.

What is read is in `csv_reading`: any separator, any order, the usual names of columns.
What is written: a byte order mark begins the file, without which Excel takes UTF-8 for
Windows-1252. A cell that a spreadsheet would run as a formula gets an apostrophe before
it: the title of a record from elsewhere must not be able to run in a librarian's Excel
(OWASP, "CSV Injection").
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from concordat.evidence.formats import csv_reading
from concordat.evidence.formats.csv_columns import is_header
from concordat.evidence.formats.encoding import text_of_head
from concordat.evidence.formats.medline_words import heading_text
from concordat.evidence.words import Found, Reference, SetAside

NAME = "CSV"
MEDIA_TYPE = "text/csv"
EXTENSION = "csv"

COLUMNS = (
    "title",
    "authors",
    "year",
    "published_on",
    "journal",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "other_identifiers",
    "issns",
    "publication_types",
    "headings",
    "keywords",
    "languages",
    "publisher",
    "url",
    "source_type",
    "standing_notes",
    "abstract",
)
_OWN_COLUMN = ("doi", "pmid", "pmcid")


def recognises(head: bytes, name: str) -> bool:
    """A first line that names columns of references: a title and something more."""
    first = text_of_head(head).lstrip("\r\n").splitlines()[:1]
    if not first or len(first[0]) > csv_reading.LONGEST_HEADER:
        return False
    sign = csv_reading.separator(first[0])
    return is_header(next(csv.reader(first, delimiter=sign), []))


def read(stream: BinaryIO) -> Iterator[Found | SetAside]:
    """Yield the records in order. Positions count records and lines from 1."""
    return (row.found for row in csv_reading.rows(stream))


def write(references: Iterable[Reference]) -> Iterator[str]:
    """Yield the header and then a row for each reference, each ended by CR LF."""
    yield "\ufeff" + _row(COLUMNS)
    for reference in references:
        yield _row([_safe(cell) for cell in _cells(reference)])


def _cells(reference: Reference) -> Iterator[str]:
    ids = {item.scheme: item.value for item in reversed(reference.identifiers)}
    others = (
        item
        for item in reference.identifiers
        if item.scheme not in _OWN_COLUMN or ids[item.scheme] != item.value
    )
    yield reference.title
    yield "; ".join(author.short() for author in reference.authors)
    yield str(reference.year or "")
    yield reference.published_on
    yield reference.journal
    yield reference.volume
    yield reference.issue
    yield reference.pages
    yield from (ids.get(scheme, "") for scheme in _OWN_COLUMN)
    yield "; ".join(f"{i.scheme}:{i.value}" for i in others)
    yield "; ".join(reference.issns)
    yield "; ".join(reference.publication_types)
    yield "; ".join(heading_text(item) for item in reference.headings)
    yield "; ".join(reference.keywords)
    yield "; ".join(reference.languages)
    yield reference.publisher
    yield reference.url
    yield reference.source_type
    yield "; ".join(
        f"{note.relation} {note.target.scheme}:{note.target.value}"
        if note.target
        else note.relation
        for note in reference.status
    )
    yield reference.abstract


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _row(cells: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow(cells)
    return text.getvalue()

"""What the cells of a row mean."""

import re
from collections.abc import Callable, Iterator

from concordat.evidence.formats.dates import iso_date, year_in
from concordat.evidence.formats.languages import language
from concordat.evidence.formats.names import family_first
from concordat.evidence.formats.text import clean, clean_title, status_in_title
from concordat.evidence.identity.identifiers import canonical, issn
from concordat.evidence.words import Author, Identifier, Reference

#: "Smith J, Jones KL": a comma parts authors when each piece ends in initials.
_INITIALLED = re.compile(r"[^\d,;]+ (?:[^\W\d_]\.?[ -]?){1,4}")
_LISTED = re.compile(r"\[\s*(['\"]).*\1\s*\]", re.DOTALL)  # a list of Python, by scripts
#: Embase's Source: "Cancer (2004) 102:4 (253-258). Date of Publication: 25 Aug 2004".
_SOURCE = re.compile(
    r"(?P<journal>.+?) \((?P<year>\d{4})\) ?(?P<volume>[^\s:(]*)(?::(?P<issue>[^\s(]+))?"
    r"(?: \((?P<pages>[^)]+)\))?\.?(?: .*)?",
    re.DOTALL,
)
_SERIAL = re.compile(r"\d{4}-?\d{3}[\dXx]\b")

Cell = Callable[[str], str]  # our field -> its cell, "" when there is none


def reference(cell: Cell) -> tuple[Reference, tuple[str, ...]]:
    """Return the reference that a row gives, and what could not be used of it."""
    cell = _parted(cell)
    doubts: list[str] = []
    title = clean_title(cell("title"))
    status = status_in_title(title)
    year = year_in(cell("year")) or year_in(cell("published_on"))
    if cell("year") and not year:
        doubts.append(f"The year {cell('year')[:40]!r} has no year in it.")
    return (
        Reference(
            title=title,
            authors=tuple(dict.fromkeys(_authors(cell("authors")))),
            abstract=clean(cell("abstract")),
            journal=clean(cell("journal")),
            issns=tuple(_issns(cell("issns"))),
            year=year,
            published_on=iso_date(cell("published_on") or cell("year")),
            volume=clean(cell("volume")),
            issue=clean(cell("issue")),
            pages=_pages(cell),
            identifiers=tuple(dict.fromkeys(_identifiers(cell, doubts))),
            keywords=tuple(_listed(cell("keywords"))),
            publication_types=tuple(_listed(cell("publication_types"))),
            languages=tuple(language(text) for text in _listed(cell("languages"))),
            publisher=clean(cell("publisher")),
            url=_address(cell("url")),
            source_type=clean(cell("source_type")),
            status=(status,) if status else (),
        ),
        tuple(doubts),
    )


def _parted(cell: Cell) -> Cell:
    """Return cells that also give what Embase packs into its one cell for the source."""
    match = None if cell("year") or cell("volume") else _SOURCE.fullmatch(cell("journal"))
    if match is None:
        return cell
    packed = match.groupdict()
    return lambda field: packed.get(field) or ("" if field in packed else cell(field))


def _authors(text: str) -> Iterator[Author]:
    for part in author_parts(clean(text)):
        author = family_first(re.sub(r"\s*\(\d{6,}\)", "", part))  # Scopus's numbers
        if author:
            yield author


def author_parts(text: str) -> list[str]:
    """Return the names of "A, B; C, D", "A, B and C, D" (BibTeX) or "Smith J, Jones K"."""
    if _LISTED.fullmatch(text):
        return [one or other for one, other in re.findall(r"'([^']*)'|\"([^\"]*)\"", text)]
    if ";" in text:
        return text.split(";")
    if re.search(r"\sand\s", text):
        return re.split(r"\s+and\s+", text)
    pieces = [piece.strip() for piece in text.split(",")]
    if len(pieces) > 1 and all(_INITIALLED.fullmatch(piece) for piece in pieces if piece):
        return pieces
    return [text]


def _listed(text: str) -> list[str]:
    if _LISTED.fullmatch(text.strip()):
        return author_parts(text.strip())
    return list(dict.fromkeys(found for part in text.split(";") if (found := clean(part))))


def _issns(text: str) -> Iterator[str]:
    for token in _SERIAL.findall(text):
        if found := issn(token):
            yield found


def _pages(cell: Cell) -> str:
    if pages := clean(cell("pages")):
        return re.sub(r"\s*--+\s*", "-", pages)  # BibTeX's dash
    first, last = clean(cell("first_page")), clean(cell("last_page"))
    if first and last and first != last:
        return f"{first}-{last}"
    return first or last or clean(cell("article_number"))


def _identifiers(cell: Cell, doubts: list[str]) -> Iterator[Identifier]:
    for scheme in ("doi", "pmid", "pmcid"):
        text = cell(scheme).removesuffix(".0")  # a spreadsheet's number
        found = canonical(scheme, text) if text else None
        if found:
            yield found
        elif text:
            doubts.append(f"{scheme.upper()} {text[:60]!r} is none.")
    for text in _listed(cell("other_identifiers")):
        scheme, _, value = text.partition(":")
        if value and (found := canonical(scheme, value)):
            yield found


def _address(text: str) -> str:
    found = canonical("url", text.strip())
    return found.value if found else ""

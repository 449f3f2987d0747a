"""References as MEDLINE text, for tools that read PubMed's own exports."""

import textwrap
from collections.abc import Iterable, Iterator

from concordat.evidence.formats.dates import month_number
from concordat.evidence.formats.medline_words import heading_text
from concordat.evidence.words import Author, Reference

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def write(references: Iterable[Reference]) -> Iterator[str]:
    """Yield each reference, lines broken at 88 signs as PubMed does."""
    for reference in references:
        lines = (_line(tag, value) for tag, value in _tags(reference) if value or tag == "PMID")
        yield "\r\n".join(lines) + "\r\n\r\n"


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    by_scheme = {item.scheme: item.value for item in reference.identifiers}
    yield "PMID", by_scheme.get("pmid", "")  # always there: it begins the record
    yield from (("IS", value) for value in reference.issns)
    yield "VI", reference.volume
    yield "IP", reference.issue
    yield "DP", _printed(reference)
    yield "TI", reference.title
    yield "PG", reference.pages
    yield "LID", f"{by_scheme['doi']} [doi]" if "doi" in by_scheme else ""
    yield "AB", reference.abstract
    for author in reference.authors:
        yield from _author(author)
    yield from (("LA", value) for value in reference.languages)
    yield from (("PT", value) for value in reference.publication_types)
    yield "PB", reference.publisher
    yield "JT", reference.journal
    yield from (("MH", heading_text(item)) for item in reference.headings)
    yield from (("OT", word) for word in reference.keywords)
    yield "PMC", by_scheme.get("pmcid", "")


def _author(author: Author) -> Iterator[tuple[str, str]]:
    if not author.given:
        yield "CN", author.family
        return
    yield "FAU", f"{author.family}, {author.given}"
    yield "AU", author.short()
    if author.orcid:
        yield "AUID", f"ORCID: {author.orcid}"


def _printed(reference: Reference) -> str:
    """Return "2018 Mar 27" for 2018-03-27."""
    year, *rest = (reference.published_on or str(reference.year or "")).split("-")
    month = month_number(rest[0]) if rest else None
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (year, _MONTHS[month - 1] if month else "", day) if part)


def _line(tag: str, value: str) -> str:
    wrapped = textwrap.wrap(
        " ".join(value.split()), 82, break_long_words=False, break_on_hyphens=False
    )
    return f"{tag:<4}- " + "\r\n      ".join(wrapped)

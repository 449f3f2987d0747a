"""What the tags of a MEDLINE record mean (NLM, "Field Descriptions", each tag by its name)."""

import re
from collections.abc import Iterator

from concordat.evidence.formats.dates import iso_date, year_in
from concordat.evidence.formats.languages import language
from concordat.evidence.formats.medline_words import (
    COMMENT_TAGS,
    databank_scheme,
    heading,
    note,
    status_of,
)
from concordat.evidence.formats.names import family_first
from concordat.evidence.formats.text import clean, clean_title, status_in_title
from concordat.evidence.identity.identifiers import canonical, issn
from concordat.evidence.words import Author, Identifier, Reference, StatusNote

Tags = list[tuple[str, str]]  # in the order of the record, which AUID needs

_TARGET = re.compile(r"\bPMID:?\s*(\d{1,8})", re.IGNORECASE)
_TARGET_DOI = re.compile(r"\bdoi:\s*(10\.\d{4,9}/\S+)", re.IGNORECASE)
_CITED_DATE = re.compile(r"\. ((?:1[89]|20)\d\d(?: [A-Z][a-z]{2}(?: \d{1,2})?)?)\b")


def reference(tags: Tags) -> tuple[Reference, tuple[str, ...]]:
    """Return the reference that the tags give, and what could not be used of them."""
    doubts: list[str] = []
    types = tuple(dict.fromkeys(clean(text) for text in _all(tags, "PT") if text))
    title = clean_title(_first(tags, "TI", "BTI", "TT"))
    marked = status_in_title(title)
    notes = [*_notes(tags), *([marked] if marked else [])]
    printed = _first(tags, "DP")
    return (
        Reference(
            title=title,
            authors=tuple(_authors(tags)),
            abstract=clean(_first(tags, "AB", "OAB")),
            journal=clean(_first(tags, "JT", "TA") or _book(tags)),
            issns=_issns(tags, doubts),
            year=year_in(printed),
            published_on=iso_date(printed),
            volume=clean(_first(tags, "VI")),
            issue=clean(_first(tags, "IP")),
            pages=clean(_first(tags, "PG")),
            identifiers=tuple(dict.fromkeys(_identifiers(tags, doubts))),
            headings=tuple(dict.fromkeys(heading(clean(text)) for text in _all(tags, "MH"))),
            keywords=tuple(dict.fromkeys(clean(text).lstrip("*") for text in _all(tags, "OT"))),
            publication_types=types,
            languages=tuple(dict.fromkeys(language(text) for text in _all(tags, "LA"))),
            publisher=clean(_first(tags, "PB")),
            status=status_of(notes, types),
        ),
        tuple(doubts),
    )


def _first(tags: Tags, *names: str) -> str:
    return next((text for name in names for tag, text in tags if tag == name and text), "")


def _all(tags: Tags, *names: str) -> Iterator[str]:
    return (text for tag, text in tags if tag in names and text)


def _book(tags: Tags) -> str:
    """BTI is the book of a chapter; without TI it is the title itself."""
    return _first(tags, "BTI") if _first(tags, "TI") else ""


def _authors(tags: Tags) -> Iterator[Author]:
    """FAU, full author, else AU; CN, a group; AUID, the ORCID of the author just before."""
    full = any(tag == "FAU" for tag, _ in tags)
    waiting: Author | None = None
    for tag, text in tags:
        if tag == "AUID" and waiting and (found := canonical("orcid", text)):
            waiting = Author(waiting.family, waiting.given, found.value)
        elif tag == ("FAU" if full else "AU") or tag == "CN":
            if waiting:
                yield waiting
            waiting = Author(clean(text)) if tag == "CN" else family_first(text)
    if waiting:
        yield waiting


def _issns(tags: Tags, doubts: list[str]) -> tuple[str, ...]:
    """IS, "2277-9175 (Print)"; an ISBN may stand there for a book and is left to ISBN."""
    found: dict[str, None] = {}
    for text in _all(tags, "IS"):
        token = text.split(" ")[0]
        if serial := issn(token):
            found[serial] = None
        elif not canonical("isbn", token):
            doubts.append(f"IS {token[:40]} is no ISSN: its check digit is wrong.")
    return tuple(found)


def _identifiers(tags: Tags, doubts: list[str]) -> Iterator[Identifier]:
    """PMID, PMC, AID and LID "[doi]", SI "ClinicalTrials.gov/NCT...", ISBN."""
    for tag, text in tags:
        if tag in ("AID", "LID"):
            value, _, kind = text.rpartition(" [")
            if kind != "doi]":
                continue
            scheme, text = "doi", value
        elif tag == "SI":
            bank, _, text = text.partition("/")
            scheme = databank_scheme(bank) or ""
        else:
            scheme = {"PMID": "pmid", "PMC": "pmcid", "ISBN": "isbn"}.get(tag, "")
        if not scheme or not text:
            continue
        if tag == "ISBN":
            text = text.split(" ")[0]
        if found := canonical(scheme, text):
            yield found
        else:
            doubts.append(f"{tag} {text[:60]!r} is no {scheme.upper()}.")


def _notes(tags: Tags) -> list[StatusNote]:
    """RIN, ROF, EIN, EFR, ECI, ECF ...: "Lancet. 2010 Feb 6;375(9713):445. PMID: 20137807"."""
    found = []
    for tag, text in tags:
        if tag not in COMMENT_TAGS:
            continue
        number, printed = _TARGET.search(text), _CITED_DATE.search(text)
        target = canonical("pmid", number[1]) if number else None
        if target is None and (link := _TARGET_DOI.search(text)):
            target = canonical("doi", link[1])
        if item := note(COMMENT_TAGS[tag], target, iso_date(printed[1]) if printed else ""):
            found.append(item)
    return found

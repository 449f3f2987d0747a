"""What the fields of an OpenAlex Work mean (docs.openalex.org, "Work object")."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from concordat.evidence.formats.languages import language
from concordat.evidence.formats.names import given_first
from concordat.evidence.formats.text import clean, clean_title, status_in_title
from concordat.evidence.identity.identifiers import canonical, issn, orcid
from concordat.evidence.words import Author, Heading, Identifier, Reference, StatusNote

Work = Mapping[str, Any]

_LONGEST_ABSTRACT = 50_000  # words


def is_work(value: Work) -> bool:
    """Return whether a JSON object can be a Work: it has our identifier of one, or a title."""
    known = canonical("openalex", _text(value.get("id")))
    return bool(known or _text(value.get("title")) or _text(value.get("display_name")))


def reference(work: Work) -> tuple[Reference, tuple[str, ...]]:
    """Return the reference that a Work gives, and what could not be used of it."""
    doubts: list[str] = []
    source = _source(work)
    title = clean_title(_text(work.get("title")) or _text(work.get("display_name")))
    biblio = _mapping(work.get("biblio"))
    year = work.get("publication_year")
    return (
        Reference(
            title=title,
            authors=tuple(_authors(work)),
            abstract=_abstract(work.get("abstract_inverted_index"), doubts),
            journal=clean(_text(source.get("display_name"))),
            issns=_issns(source),
            year=year if isinstance(year, int) and 1500 <= year <= 2099 else None,
            published_on=_published_on(work),
            volume=clean(_text(biblio.get("volume"))),
            issue=clean(_text(biblio.get("issue"))),
            pages=_pages(biblio),
            identifiers=tuple(dict.fromkeys(_identifiers(work))),
            headings=_headings(work.get("mesh")),
            keywords=_keywords(work.get("keywords")),
            languages=(language(_text(work["language"])),) if _text(work.get("language")) else (),
            publisher=_publisher(work, source),
            url=_address(work),
            source_type=_text(work.get("type")),
            status=_status(work, title),
        ),
        tuple(doubts),
    )


def _text(value: object) -> str:
    """Return a string or a number as text; anything else that a damaged file holds is ""."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _mapping(value: object) -> Work:
    return value if isinstance(value, dict) else {}


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _source(work: Work) -> Work:
    """`primary_location.source`; `host_venue` until 2023."""
    location = _mapping(work.get("primary_location"))
    return _mapping(location.get("source")) or _mapping(work.get("host_venue"))


def _authors(work: Work) -> Iterator[Author]:
    """`authorships[].author.display_name`, which is in the order given name, family name."""
    for authorship in _items(work.get("authorships")):
        author = _mapping(_mapping(authorship).get("author"))
        name = _text(author.get("display_name"))
        known = orcid(_text(author.get("orcid"))) or ""
        if found := given_first(name, known):
            yield found


def _abstract(index: object, doubts: list[str]) -> str:
    """Return the abstract from `abstract_inverted_index`: word -> its places from 0."""
    if not isinstance(index, dict):
        return ""
    placed = [
        (place, word)
        for word, places in index.items()
        for place in _items(places)
        if isinstance(place, int)
    ]
    if len(placed) > _LONGEST_ABSTRACT:
        doubts.append(f"The abstract has {len(placed)} words and was left out.")
        return ""
    return clean(" ".join(word for _, word in sorted(placed)))


def _issns(source: Work) -> tuple[str, ...]:
    listed = [source.get("issn_l"), *_items(source.get("issn"))]
    return tuple(dict.fromkeys(found for text in listed if (found := issn(_text(text)))))


def _published_on(work: Work) -> str:
    """`publication_date`. OpenAlex writes 1 January where it knows only the year."""
    text = _text(work.get("publication_date"))
    if not re.fullmatch(r"(1[5-9]|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", text, re.ASCII):
        return ""
    return text[:4] if text.endswith("-01-01") else text


def _pages(biblio: Work) -> str:
    first, last = (clean(_text(biblio.get(name))) for name in ("first_page", "last_page"))
    return f"{first}-{last}" if first and last and first != last else first or last


def _identifiers(work: Work) -> Iterator[Identifier]:
    """`id`, `doi` and `ids`. `ids.mag` (Microsoft Academic, closed in 2021) is left out."""
    ids = _mapping(work.get("ids"))
    listed = (
        ("doi", _text(work.get("doi")) or _text(ids.get("doi"))),
        ("pmid", _text(ids.get("pmid"))),
        ("pmcid", _text(ids.get("pmcid"))),
        ("openalex", _text(work.get("id")) or _text(ids.get("openalex"))),
    )
    for scheme, text in listed:
        if text and (found := canonical(scheme, text)):
            yield found


def _headings(mesh: object) -> tuple[Heading, ...]:
    """`mesh`: an entry for each descriptor and each of its qualifiers, gathered again."""
    major: dict[tuple[str, str], bool] = {}
    qualifiers: dict[tuple[str, str], dict[str, None]] = {}
    for entry in _items(mesh):
        entry = _mapping(entry)
        key = (clean(_text(entry.get("descriptor_name"))), _text(entry.get("descriptor_ui")))
        if not key[0]:
            continue
        major[key] = major.get(key, False) or entry.get("is_major_topic") is True
        qualifier = clean(_text(entry.get("qualifier_name")))
        qualifiers.setdefault(key, {}).update({qualifier: None} if qualifier else {})
    return tuple(Heading(key[0], major[key], tuple(qualifiers[key]), key[1]) for key in major)


def _keywords(listed: object) -> tuple[str, ...]:
    """`keywords`: words, or objects with `display_name` (`keyword` until 2024)."""
    words = []
    for item in _items(listed):
        entry = _mapping(item)
        name = entry.get("display_name") or entry.get("keyword") if entry else item
        words.append(clean(_text(name)))
    return tuple(dict.fromkeys(word for word in words if word))


def _publisher(work: Work, source: Work) -> str:
    venue = _mapping(work.get("host_venue"))
    name = _text(source.get("host_organization_name")) or _text(venue.get("publisher"))
    return clean(name)


def _address(work: Work) -> str:
    location = _mapping(work.get("primary_location"))
    found = canonical("url", _text(location.get("landing_page_url")))
    return found.value if found else ""


def _status(work: Work, title: str) -> tuple[StatusNote, ...]:
    """`is_retracted`, which OpenAlex has from Retraction Watch; and the mark in the title."""
    if work.get("is_retracted") is True:
        return (StatusNote("retracted"),)
    marked = status_in_title(title)
    return (marked,) if marked else ()

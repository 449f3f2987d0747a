"""What the page of a work shows, and the parts of it that other pages show too. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from concordat.evidence.words import (
    FALLEN,
    Author,
    Identifier,
    Kind,
    Link,
    RecordView,
    Standing,
    WorkView,
)

_KIND_COLOURS = {
    Kind.GUIDANCE: "blue",
    Kind.SYSTEMATIC_REVIEW: "purple",
    Kind.TRIAL: "aqua-green",
}
#: What a standing is called and how loudly. PUBLISHED is not here: nothing is known
#: against the work, and a tag on every line would hide those that matter.
_STANDINGS = {
    Standing.CURRENT: ("Current", "green"),
    Standing.UNCHECKED: ("Standing not checked", "grey"),
    Standing.CORRECTED: ("Corrected", "yellow"),
    Standing.CONCERN: ("Expression of concern", "orange"),
    Standing.REPLACED: ("Replaced", "orange"),
    Standing.WITHDRAWN: ("Withdrawn", "red"),
    Standing.RETRACTED: ("Retracted", "red"),
}
_MEANINGS = {
    Standing.CURRENT: "Its source says that it is in force.",
    Standing.UNCHECKED: "It was listed once. Nobody has checked since whether it is in force.",
    Standing.CORRECTED: "A correction was published. Read it with the work.",
    Standing.CONCERN: "The publisher has stated a concern about this work.",
    Standing.REPLACED: "Something newer stands in its place. Do not rely on this version.",
    Standing.WITHDRAWN: "Its publisher has withdrawn it. Do not rely on it.",
    Standing.RETRACTED: "This work has been retracted. Do not rely on it.",
}
#: Links that belong in the banner, beside the standing that they explain.
_NOTICES = {
    "replaced by",
    "retraction notice",
    "withdrawal notice",
    "expression of concern",
    "correction",
    "confirmed by",
}
_SCHEMES = {
    "doi": ("DOI", "https://doi.org/{}"),
    "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    "pmcid": ("PubMed Central", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    "openalex": ("OpenAlex", "https://openalex.org/{}"),
    "nct": ("ClinicalTrials.gov", "https://clinicaltrials.gov/study/{}"),
    "nice": ("NICE", "https://www.nice.org.uk/guidance/{}"),
    "isbn": ("ISBN", ""),
    "url": ("Web page", "{}"),
}
FIELD_NAMES = {
    "title": "Title",
    "authors": "Authors",
    "abstract": "Abstract",
    "journal": "Journal",
    "issns": "ISSN",
    "year": "Year",
    "published_on": "Published on",
    "volume": "Volume",
    "issue": "Issue",
    "pages": "Pages",
    "identifiers": "Identifiers",
    "headings": "Subject headings",
    "keywords": "Keywords",
    "publication_types": "Publication types",
    "languages": "Languages",
    "publisher": "Publisher",
    "url": "Address",
    "source_type": "Type in the source",
    "status": "Standing",
    "standing": "Standing",
    "kind": "Kind",
    "party": "Published by",
}


@dataclass(frozen=True, slots=True)
class Tag:
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class Outward:
    """An identifier as shown; `href` is empty when there is nowhere to go."""

    label: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class StandingBanner:
    """The box at the top of a work. `tone` is loud, quiet or good."""

    text: str
    meaning: str
    tone: str
    said: str  # when, and who said so
    note: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Provenance:
    """One record that stands behind the work, and which of its fields it gave."""

    fields: str
    source: str
    licence: str
    record: str
    on: str


@dataclass(frozen=True, slots=True)
class WorkPage:
    id: str
    title: str
    byline: str
    kind: Tag
    kind_reason: str
    standing: Tag | None
    banner: StandingBanner | None
    abstract: str
    outward: tuple[Outward, ...]
    facts: tuple[Fact, ...]
    provenance: tuple[Provenance, ...]
    links: tuple[Link, ...]
    party: str
    first_seen_on: str
    changed_on: str


def kind_tag(kind: str) -> Tag:
    """Return the tag of a kind of evidence."""
    return Tag(sentence(kind), _KIND_COLOURS.get(Kind(kind), "white"))


def standing_tag(standing: str) -> Tag | None:
    """Return the tag of a standing, or None when nothing is known against the work."""
    found = _STANDINGS.get(Standing(standing))
    return Tag(*found) if found else None


def sentence(text: str) -> str:
    """Return the text with a capital at its beginning and nothing else changed."""
    return text[:1].upper() + text[1:]


def said_on(iso: str) -> str:
    """Return as much of a date as is known: `3 February 2010`, `February 2010`, `2010`."""
    parts = iso[:10].split("-")
    try:
        if len(parts) == 3:
            day = date.fromisoformat(iso[:10])
            return f"{day.day} {day:%B %Y}"
        if len(parts) == 2:
            return f"{date(int(parts[0]), int(parts[1]), 1):%B %Y}"
    except ValueError:
        return iso
    return iso


def names_of(authors: Sequence[Author], *, most: int = 3) -> str:
    """Return the authors as in a reference list, the first few and `et al.`"""
    shown = [author.short() for author in authors[:most]]
    if len(authors) > most:
        shown.append("et al.")
    return ", ".join(shown)


def byline(work: WorkView) -> str:
    """Return authors, journal or publisher, and year, as far as they are known."""
    where = work.journal or work.publisher
    year = str(work.year) if work.year else ""
    return " · ".join(part for part in (names_of(work.authors), where, year) if part)


def outward(identifier: Identifier) -> Outward:
    """Return an identifier with its label and the page outside that it stands for."""
    label, pattern = _SCHEMES.get(identifier.scheme, (identifier.scheme, ""))
    href = pattern.format(identifier.value) if pattern else ""
    if not href.startswith(("https://", "http://")):
        href = ""  # an address from a file may be anything, `javascript:` too
    return Outward(label, identifier.value, href)


def present_banner(work: WorkView) -> StandingBanner | None:
    """Return what must be said of a work's standing before anything else is read."""
    if work.standing not in _STANDINGS:
        return None
    loud = work.standing in FALLEN or work.standing is Standing.CONCERN
    good = work.standing is Standing.CURRENT
    return StandingBanner(
        text=_STANDINGS[work.standing][0],
        meaning=_MEANINGS[work.standing],
        tone="loud" if loud else "good" if good else "quiet",
        said=present_said(work),
        note=work.standing_note,
        links=tuple(link for link in work.links if link.relation in _NOTICES),
    )


def present_warning(work: WorkView) -> str:
    """Return what a list must say beside a work not to be relied on, or nothing."""
    if work.standing not in FALLEN and work.standing is not Standing.CONCERN:
        return ""
    return _MEANINGS[work.standing]


def present_said(work: WorkView) -> str:
    """Return when the standing was true and who said so, as one sentence."""
    word = "On" if len(work.standing_on) >= len("2016-02-01") else "In"
    when = f"{word} {said_on(work.standing_on)}" if work.standing_on else ""
    who = f"according to {work.standing_source}" if work.standing_source else ""
    told = ", ".join(part for part in (when, who) if part)
    return sentence(told) + "." if told else ""


def _facts(work: WorkView) -> Iterable[Fact]:
    """Yield the fields of a work that its sources gave, in the order of a reference."""
    headings = tuple(
        heading.name
        + "".join(f" / {qualifier}" for qualifier in heading.qualifiers)
        + (" (main topic)" if heading.major else "")
        for heading in work.headings
    )
    given = (
        ("Authors", tuple(f"{a.given} {a.family}".strip() for a in work.authors)),
        ("Journal", (work.journal,)),
        ("Published", (said_on(work.published_on) or str(work.year or ""),)),
        ("Volume", (work.volume,)),
        ("Issue", (work.issue,)),
        ("Pages", (work.pages,)),
        ("Publisher", (work.publisher,)),
        ("ISSN", work.issns),
        ("Publication types", work.publication_types),
        ("Languages", work.languages),
        ("Subject headings", headings),
        ("Keywords", work.keywords),
    )
    for name, values in given:
        kept = tuple(value for value in values if value)
        if kept:
            yield Fact(name, kept)


def present_records(records: Iterable[RecordView]) -> Iterable[Provenance]:
    """Yield where each field came from: a row for a record, earlier states of one last."""
    for record in sorted(records, key=lambda each: each.superseded):
        names = dict.fromkeys(
            FIELD_NAMES.get(field, sentence(field.replace("_", " "))) for field in record.fields
        )
        nothing = "An earlier state of a record" if record.superseded else "Nothing new"
        yield Provenance(
            fields=", ".join(names) or nothing,
            source=record.source_name,
            licence=record.licence,
            record=record.key,
            on=said_on(record.fetched_at),
        )


def present_work(work: WorkView, records: Iterable[RecordView]) -> WorkPage:
    """Return everything that the page of a work shows."""
    addresses = list(work.identifiers)
    if work.url and Identifier("url", work.url) not in addresses:
        addresses.append(Identifier("url", work.url))
    return WorkPage(
        id=work.id,
        title=work.title or "Work without a title",
        byline=byline(work),
        kind=kind_tag(work.kind),
        kind_reason=work.kind_reason,
        standing=standing_tag(work.standing),
        banner=present_banner(work),
        abstract=work.abstract,
        outward=tuple(outward(each) for each in addresses),
        facts=tuple(_facts(work)),
        provenance=tuple(present_records(records)),
        links=work.links,
        party=work.party,
        first_seen_on=said_on(work.first_seen_at),
        changed_on=said_on(work.changed_at),
    )

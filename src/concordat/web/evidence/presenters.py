"""What the page of a work shows, and the parts of it that other pages show too. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from concordat.evidence.words import (
    Author,
    Identifier,
    Link,
    RecordView,
    WorkView,
)
from concordat.parties.words import PartyView
from concordat.web.evidence.standing import (
    StandingBanner,
    Tag,
    kind_tag,
    present_banner,
    said_on,
    sentence,
    standing_tag,
)

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
class Outward:
    """An identifier as shown; `href` is empty when there is nowhere to go."""

    label: str
    value: str
    href: str


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
    id: str = ""  # of the record


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
    party: tuple[str, str] | None  # slug and name
    first_seen_on: str
    changed_on: str


def names_of(authors: Sequence[Author], *, most: int = 3) -> str:
    """Return the authors as in a reference list, the first few and `et al.`"""
    shown = [author.short() for author in authors[:most]]
    if len(authors) > most:
        shown.append("et al.")
    return ", ".join(shown)


def byline(work: WorkView, *, party: str = "") -> str:
    """Return authors, where it was published, its number there, and year, as far as known.

    `party` is the name of the party that published it, for guidance and reports.
    """
    where = work.journal or party or work.publisher
    number = next((each.value for each in work.identifiers if each.scheme == "nice"), "")
    year = str(work.year) if work.year else ""
    return " · ".join(part for part in (names_of(work.authors), where, number, year) if part)


def outward(identifier: Identifier) -> Outward:
    """Return an identifier with its label and the page outside that it stands for."""
    label, pattern = _SCHEMES.get(identifier.scheme, (identifier.scheme, ""))
    href = pattern.format(identifier.value) if pattern else ""
    if not href.startswith(("https://", "http://")):
        href = ""  # an address from a file may be anything, `javascript:` too
    return Outward(label, identifier.value, href)


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
            id=record.id,
        )


def present_work(
    work: WorkView, records: Iterable[RecordView], *, party: PartyView | None = None
) -> WorkPage:
    """Return everything that the page of a work shows; `party` is who published it."""
    addresses = list(work.identifiers)
    if work.url and Identifier("url", work.url) not in addresses:
        addresses.append(Identifier("url", work.url))
    return WorkPage(
        id=work.id,
        title=work.title or "Work without a title",
        byline=byline(work, party=party.name if party else ""),
        kind=kind_tag(work.kind),
        kind_reason=work.kind_reason,
        standing=standing_tag(work.standing),
        banner=present_banner(work),
        abstract=work.abstract,
        outward=tuple(outward(each) for each in addresses),
        facts=tuple(_facts(work)),
        provenance=tuple(present_records(records)),
        links=work.links,
        party=(party.slug, party.name) if party else None,
        first_seen_on=said_on(work.first_seen_at),
        changed_on=said_on(work.changed_at),
    )

"""What the REST interface gives: the shapes that OpenAPI describes."""

from typing import Any

from ninja import Schema


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Identifier(Schema):
    scheme: str
    value: str


class Standing(Schema):
    """How a work stands at the moment of the answer."""

    value: str
    on: str
    source: str
    note: str
    fallen: bool


class Link(Schema):
    relation: str
    title: str
    work: str


class Source(Schema):
    source: str
    name: str
    licence: str


class Work(Schema):
    """A work with its standing, its sources and licences, and its version."""

    id: str
    address: str
    title: str
    kind: str
    authors: list[str]
    journal: str
    year: int | None
    published_on: str
    volume: str
    issue: str
    pages: str
    publisher: str
    party: str
    languages: list[str]
    publication_types: list[str]
    headings: list[str]
    identifiers: list[Identifier]
    standing: Standing
    links: list[Link]
    sources: list[Source]
    revision: int
    changed_at: str
    version: str


class Works(Schema):
    """A page of works. `next` is the cursor of the next page, or null."""

    items: list[Work]
    next: str | None


class Way(Schema):
    """One way to open it. `until` is the last day of the agreement; empty: none is known."""

    verdict: str
    address: str
    where: str
    package: str
    agreement: str
    payer: str
    until: str
    said_by: str
    said_on: str
    doubt: str


class Supply(Schema):
    """A library that gets copies. `days`: working days that it usually takes."""

    name: str
    days: int | None


class Access(Schema):
    """Whether a work can be opened, every way from the best, and why others do not lead there."""

    work: str
    title: str
    doi: str
    pmid: str
    standing: str
    at: str
    verdict: str
    ways: list[Way]
    misses: list[str]
    supply: Supply | None


class Found(Schema):
    """A page of what a search finds. `executed` is what was searched for."""

    total: int
    mode: str
    executed: str
    items: list[Work]
    next: str | None


class ChainWork(Schema):
    key: str
    title: str
    level: int
    held: bool
    kind: str
    standing: str
    year: int | None
    party: str


class Hop(Schema):
    upper: str
    lower: str
    role: str
    locator: str
    source: str


class Unknown(Schema):
    """Where nobody recorded the next hop."""

    work: str
    side: str


class Chain(Schema):
    work: str
    works: list[ChainWork]
    hops: list[Hop]
    unknown: list[Unknown]
    left_out: int


class PackItem(Schema):
    """A work of a pack as it was published, and how it stands now (null: unknown)."""

    work: str
    title: str
    citation: str
    note: str
    identifiers: list[Identifier]
    standing: Standing | None


class Pack(Schema):
    """A version of a pack. `sha256` names its body; `warnings` are read now.

    Of one that was withdrawn (`withdrawn_at` is not empty) nothing is given but why.
    """

    id: str
    slug: str
    address: str
    number: int
    latest: int
    question: str
    lines: list[str]
    strength: str
    certainty: str
    judged: str
    mark: str
    owner: str
    review_on: str
    overdue: bool
    published_at: str
    sha256: str
    version: str
    withdrawn_at: str
    warnings: list[str]
    items: list[PackItem]


class Packs(Schema):
    items: list[Pack]


class Fall(Schema):
    """A work that fell. Ask for those after the highest `number` you have seen."""

    id: str
    number: int
    work: str
    address: str
    title: str
    standing: str
    on: str
    source: str
    at: str
    ended_at: str


class Falls(Schema):
    items: list[Fall]
    next: int | None


class Party(Schema):
    id: str
    slug: str
    address: str
    name: str
    short: str
    kind: str
    exists: str
    about: str
    website: str
    names: list[str]
    roles: list[str]
    identifiers: list[Identifier]


class Parties(Schema):
    items: list[Party]


class Clause(Schema):
    key: str
    number: str
    heading: str
    text: str


class Agreement(Schema):
    id: str
    slug: str
    address: str
    title: str
    kind: str
    state: str
    about: str
    source: str
    signatures: list[str]
    clauses: list[Clause]


class Agreements(Schema):
    items: list[Agreement]


Facts = dict[str, Any]

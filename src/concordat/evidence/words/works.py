"""Works, references, records: what is known, and where it came from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What sort of evidence a work is, in the order of the NHS searching guidance."""

    GUIDANCE = "guidance"
    SYSTEMATIC_REVIEW = "systematic review"
    TRIAL = "trial"
    OTHER_STUDY = "other study"
    PROTOCOL = "protocol"
    REGISTRATION = "registration"
    GREY_LITERATURE = "report"
    PREPRINT = "preprint"
    COMMENT = "comment"
    NOTICE = "notice"


class Standing(StrEnum):
    """Whether a work still stands, as far as a named source said on a named date."""

    PUBLISHED = "published"  # nothing is known against it
    CURRENT = "current"  # guidance that its source said is in force
    UNCHECKED = "standing not checked"  # guidance listed once; nobody has checked since
    CORRECTED = "corrected"
    CONCERN = "expression of concern"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    RETRACTED = "retracted"


#: Standings that must be labelled wherever the work appears and come last for a question.
FALLEN = frozenset({Standing.REPLACED, Standing.WITHDRAWN, Standing.RETRACTED})


class Underpinning(StrEnum):
    """How a work uses another that it names."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONSIDERED = "considered"
    CITED = "cited"


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its canonical form: see `evidence.identity.identifiers`."""

    scheme: str  # doi, pmid, pmcid, openalex, nice, isbn, url, nct ...
    value: str


@dataclass(frozen=True, slots=True)
class Author:
    """An author as printed; a group has only `family`."""

    family: str
    given: str = ""  # given names or initials
    orcid: str = ""

    def short(self) -> str:
        """Return the form of reference lists: `Family G`. "JK" is initials already."""
        parts = self.given.replace(".", " ").split()
        initials = "".join(p if len(p) <= 3 and p.isupper() else p[0] for p in parts)
        return f"{self.family} {initials}".strip()


@dataclass(frozen=True, slots=True)
class Heading:
    """A subject heading given to a work by an indexer."""

    name: str
    major: bool = False
    qualifiers: tuple[str, ...] = ()
    ui: str = ""  # the identifier in its vocabulary, "D000001" in MeSH


@dataclass(frozen=True, slots=True)
class StatusNote:
    """What a feed says of a work's standing, or that this work is such a notice.

    `relation` is one of retracted, concern, corrected, withdrawn, replaced, current,
    notice_of_retraction, notice_of_concern, notice_of_correction.
    """

    relation: str
    target: Identifier | None = None  # the notice, or for a notice the work it is about
    on: str = ""  # ISO date or part of one


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The facts by which a work is known, whoever gives them.

    Dates are ISO, as much of them as is known ("2019", "2019-03", "2019-03-04").
    """

    title: str
    authors: tuple[Author, ...] = ()
    abstract: str = ""
    journal: str = ""
    issns: tuple[str, ...] = ()
    year: int | None = None
    published_on: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    identifiers: tuple[Identifier, ...] = ()
    headings: tuple[Heading, ...] = ()
    keywords: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    publisher: str = ""
    url: str = ""
    source_type: str = ""  # the record's own word for its type: RIS TY, OpenAlex type


@dataclass(frozen=True, slots=True)
class Reference(Bibliography):
    """A bibliographic reference as one record of a file or feed gives it.

    Every field that the record does not give is empty; nothing is guessed here.
    """

    status: tuple[StatusNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A record that could be read: what it says, its bytes, and where it stood."""

    reference: Reference
    raw: bytes
    position: str  # "record 12, line 340"
    warnings: tuple[str, ...] = ()  # what was mended or could not be used


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that could not be read. The rest of the file goes on."""

    position: str
    reason: str  # a whole sentence: what is wrong and what to do
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where one field of a work came from."""

    source: str  # slug of the source
    source_name: str
    record: str  # the record's own identifier there
    fetched_at: str  # ISO date and time, UTC
    format: str


@dataclass(frozen=True, slots=True)
class Link:
    """Another work that this one is tied to, and how, as this page would say it."""

    relation: str  # "replaced by", "replaces", "retraction notice", "retracts", "rests on", ...
    title: str
    work: str = ""  # public id, when we hold it
    identifier: Identifier | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkView(Bibliography):
    """A work as people and machines see it: every bibliographic field is a source's fact."""

    id: str  # public id
    revision: int
    kind: Kind
    standing: Standing
    standing_on: str = ""  # the date on which the standing was true
    standing_source: str = ""  # who said so: a name or an address
    standing_note: str = ""
    party: str = ""  # slug of the party that published it, or ""
    owner: str = ""  # public id of the owning party, or ""
    service: str = ""  # public id of the owning service, or ""
    visibility: str = "public"
    kind_reason: str = ""  # which rule decided the kind
    origins: tuple[tuple[str, Origin], ...] = ()  # field name -> where it came from
    links: tuple[Link, ...] = ()
    first_seen_at: str = ""
    changed_at: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The work was merged into another: its address redirects there."""

    to: str


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A public record was taken down on request: when (ISO, UTC), and why."""

    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Revised:
    """One entry of the revision log. `view` is the work as it was at that revision."""

    number: int
    work: str
    change: str  # insert, update, merge, standing, takedown
    view: WorkView | None  # None when the work left: merged away or taken down


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What came of an ingest. found = taken + merged + unchanged + set_aside."""

    found: int = 0
    taken: int = 0  # became a new work
    merged: int = 0  # another record of a work that was there
    unchanged: int = 0  # the very same record was there already
    set_aside: int = 0
    contradictions: int = 0  # records whose identifiers name different works
    files: int = 0
    unread: int = 0  # of the files: unknown, damaged or empty ones
    complaints: tuple[str, ...] = ()  # "file: position: reason", the first hundred


@dataclass(frozen=True, slots=True)
class RecordView:
    """One source record of a work, for the table that shows where a work came from."""

    id: str  # public id
    source: str  # slug
    source_name: str
    licence: str
    key: str  # the record's identifier at the source
    format: str
    fetched_at: str  # ISO date and time, UTC
    file: str = ""  # name of the raw file
    position: str = ""  # in the raw file
    fields: tuple[str, ...] = ()  # the fields of the work that came from it
    superseded: bool = False  # a later state of the same record is held


@dataclass(frozen=True, slots=True)
class Freshness:
    """A source, what it gave, and when it last gave it."""

    source: str  # slug
    name: str
    licence: str
    records: int  # held now
    good_at: str = ""  # ISO date and time, UTC, of the last good harvest; "" for never
    counts: tuple[tuple[str, int], ...] = ()  # of that harvest: ("found", 12), ...


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one source gave of a party's works. None: not known for that party alone."""

    source: str  # slug
    name: str
    licence: str
    held: int  # works
    found: int | None = None  # records, at the last good harvest
    failed: int | None = None  # records that it set aside
    #: ISO date and time, UTC, at which its list or file was last loaded here; "" for never.
    #: It says nothing of how old the list is, nor that anybody looked at the publisher's place.
    good_at: str = ""
    as_of: str = ""  # newest date of its own records: 2014, 2023-04-01; "" for not known


class Cited(NamedTuple):
    """A work as far as it decides whether somebody can open it; see `WorkView`."""

    id: str
    title: str
    kind: Kind
    issns: tuple[str, ...]
    identifiers: tuple[Identifier, ...]
    published_on: str
    year: int | None
    volume: str
    issue: str
    party: str | None
    url: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is inside, as far as the asker may see it. `changed_at` is "" when empty."""

    total: int
    kinds: tuple[tuple[Kind, int], ...]  # in the order of Kind, none left out that has works
    standings: tuple[tuple[Standing, int], ...]
    changed_at: str
    sources: tuple[Freshness, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """One tie of a chain: `upper` rests on `lower`. Both are keys of `Chain.works`."""

    upper: str
    lower: str
    role: str  # an Underpinning, or "rests on" where nobody said which
    locator: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ChainWork:
    """A work in a chain. `level` counts hops: below the asked work negative, above positive.

    `key` is the public id, or `scheme:value` of a work that we do not hold; that one has
    neither kind nor standing: both are unknown, and so is what it rests on.
    """

    key: str
    title: str
    level: int
    held: bool = True
    kind: str = ""
    standing: str = ""
    year: int | None = None
    party: str = ""  # slug


@dataclass(frozen=True, slots=True)
class Chain:
    """What a work rests on and what rests on it, to two hops each way.

    `unknown` are (key, side) where nobody recorded a next hop; side is "below" or "above".
    `left_out` counts works beyond the most that one level shows.
    """

    work: str
    works: tuple[ChainWork, ...]
    hops: tuple[Hop, ...]
    unknown: tuple[tuple[str, str], ...] = ()
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Resting:
    """A work that rests on another, and by which way: public ids from the other one up."""

    work: WorkView
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Harvested:
    """A work as harvesters see it: a view, or deleted since `changed_at`."""

    id: str
    changed_at: str  # ISO date and time, UTC
    view: WorkView | None


@dataclass(frozen=True, slots=True)
class ListReport:
    """What came of a list of retractions."""

    pairs: int = 0  # read from the list
    new: int = 0  # not known from this source before
    held: int = 0  # of all pairs: about works that we hold
    changed: int = 0  # works whose standing changed
    complaints: tuple[str, ...] = ()  # lines that could not be read, the first hundred
    set_aside: int = 0

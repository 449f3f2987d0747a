"""What is indexed, asked and answered."""

from dataclasses import dataclass, field
from enum import StrEnum


class Mode(StrEnum):
    """How a reader's text is taken: an exact set, or a ranking."""

    AUTO = "auto"
    STRATEGY = "strategy"
    QUESTION = "question"


class Sort(StrEnum):
    GUIDED = "guided"  # relevance, with current guidance that earns it lifted
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class IndexedHeading:
    name: str
    major: bool = False
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One work at one revision, as the index takes it.

    `id` is the public id, the only name the index gives back. `readers` are the
    audience marks of `parties.queries.audience_of`: a search sees a document only when
    the asker holds one of them, before anything is counted.
    """

    id: str
    revision: int
    title: str
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    headings: tuple[IndexedHeading, ...] = ()
    authors: tuple[str, ...] = ()
    journal: str = ""
    year: int | None = None
    publication_types: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()  # slugs of the parties that published it
    kind: str = ""  # evidence.words.Kind
    standing: str = ""  # evidence.words.Standing
    identifiers: tuple[str, ...] = ()  # "doi:10.1000/1", "pmid:1"
    readers: tuple[str, ...] = ("public",)


@dataclass(frozen=True, slots=True)
class Filters:
    """Facet choices: within one field any of them, across fields all of them."""

    kinds: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    years: tuple[str, ...] = ()  # "2019", or a range "2010-2019"
    journals: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Among:
    """Works that something outside the index picked out: what a reader can open, say.

    They are counted in every result; with `only` nothing else is in it.
    """

    ids: frozenset[str]
    only: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks: text exactly as typed, how to take it, and which page."""

    text: str
    mode: Mode = Mode.AUTO
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.GUIDED
    page: int = 1
    page_size: int = 20
    among: Among | None = None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Why a result stands where it stands. `fields` are those that matched."""

    position: int  # from 1, in the whole list
    score: float  # 0 for a strategy, which is a set and has no score
    fields: tuple[str, ...]
    terms: tuple[str, ...]  # the words of the question that were found, as typed
    lifted: bool = False
    reason: str = ""  # one plain sentence
    lacks: tuple[str, ...] = ()  # words of the question that it has not, though other works have
    fallen: bool = False  # placed last because it no longer stands


@dataclass(frozen=True, slots=True)
class Hit:
    id: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line or term of a strategy as it was read, and how many works it finds."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Words in a row to be marked in a text: one stem, or patterns that whole words match."""

    words: tuple[str, ...]
    stemmed: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """How the text was understood, so that the page can say it and offer the other way."""

    mode: Mode  # STRATEGY or QUESTION, never AUTO
    lines: tuple[Line, ...] = ()
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()  # word -> spellings, forms, full names
    mended: tuple[str, ...] = ()  # what was put right in a strategy, in words
    missing: tuple[str, ...] = ()  # words of the question that no work has
    suggestion: str = ""  # a near spelling of the question, from public works only
    marks: tuple[Mark, ...] = ()  # what `queries.highlight` marks


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search gives. Counts are exact and only of what the asker may see."""

    total: int
    hits: tuple[Hit, ...]
    reading: Reading
    facets: dict[str, tuple[FacetValue, ...]]  # kind, standing, year, journal, party
    generation: int
    took_ms: float
    among: int | None = None  # how many of them are among those picked out, when any were
    full: int | None = None  # how many have all words of the question; None: not a question
    retracted: int = 0  # retracted works that come last, and for their words were on this page


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """An edition of the thesaurus: its id is made of its content."""

    edition: str  # "" where none is loaded
    name: str  # of the file it came from
    headings: int


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading of the thesaurus, and what an explosion takes in."""

    ui: str
    name: str
    entry_terms: tuple[str, ...]
    tree_numbers: tuple[str, ...]
    narrower: tuple[str, ...]  # at any depth

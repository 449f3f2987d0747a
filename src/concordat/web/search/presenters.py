"""What the page of results shows. Pure: text in, text out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from concordat.evidence.words import FALLEN, Standing, WorkView
from concordat.search.words import (
    Answer,
    Hit,
    Mode,
    Question,
    Reading,
    Receipt,
    Sort,
)
from concordat.web.evidence.presenters import byline
from concordat.web.evidence.standing import (
    Tag,
    kind_tag,
    present_said,
    present_warning,
    standing_tag,
)
from concordat.web.search.addresses import of_all, query_of, unfiltered
from concordat.web.search.narrowing import (
    Chip,
    Facet,
    OpenChoice,
    present_chips,
    present_facets,
    present_open_choice,
)
from concordat.web.search.paging import present_pages
from concordat.web.search.wording import listed, number, of

Segments = tuple[tuple[str, bool], ...]

_FIELD_NAMES = {
    "ti": "title",
    "ab": "abstract",
    "kf": "keywords",
    "hw": "subject headings",
    "mh": "subject headings",
    "pt": "publication type",
    "la": "language",
    "yr": "year",
    "jn": "journal",
    "au": "authors",
}
_SORTS = {
    Sort.GUIDED: "Best match",
    Sort.RELEVANCE: "Relevance only",
    Sort.NEWEST: "Newest",
    Sort.OLDEST: "Oldest",
    Sort.TITLE: "Title",
}


@dataclass(frozen=True, slots=True)
class Why:
    """A receipt in words."""

    reason: str
    fields: str
    terms: str
    score: str  # empty where something else than the score decided the place
    lacks: str


@dataclass(frozen=True, slots=True)
class Result:
    id: str
    position: int
    title: Segments
    byline: str
    kind: Tag
    standing: Tag | None
    warning: str
    said: str
    fallen: bool
    replaced_by: tuple[tuple[str, str], ...]  # public id or "", and title
    why: Why
    lacks: str  # words asked for that it has not, said beside its title


@dataclass(frozen=True, slots=True)
class SortLink:
    text: str
    query: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ReadingView:
    """How the question was taken, and the way to the other one."""

    taken_as: str
    other: str
    other_query: str
    added: tuple[tuple[str, str], ...]
    mended: tuple[str, ...]
    missing: str
    lines: tuple[tuple[str, str], ...]
    suggestion: str
    suggestion_query: str


@dataclass(frozen=True, slots=True)
class ResultsPage:
    heading: str
    results: tuple[Result, ...]
    reading: ReadingView
    none_has_all: bool  # no work has all words of the question
    retracted: str  # how many retracted works answer too, but come last; empty: none
    retracted_query: str
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    open_choice: OpenChoice
    typed: str  # what was typed, where nothing has it and a near spelling was searched for
    unfiltered_query: str
    sorts: tuple[SortLink, ...]
    pages: dict[str, object] | None  # parameters of the design system's pagination
    export_query: str
    follow_query: str  # for feeds and letters, which know no place of work
    export_note: str


def present_heading(question: Question, total: int) -> str:
    """Return the heading: how many works, and which of them this page shows."""
    if not total:
        return "No works found"
    first = (question.page - 1) * question.page_size + 1
    last = min(total, question.page * question.page_size)
    if total <= question.page_size:
        return f"{of(total, 'work')} found"
    return f"{of(total, 'work')} found, {first:,} to {last:,} shown"


def present_results(
    question: Question,
    answer: Answer,
    works: Mapping[str, WorkView],
    titles: Mapping[str, Segments],
    *,
    export_limit: int,
    party_names: Mapping[str, str],
    place: str = "",
    typed: str = "",
) -> ResultsPage:
    """Join an answer and the works of its page into what the page shows.

    `titles` are the highlighted titles by work id, `place` the name of where the reader works,
    `typed` what was typed where a near spelling was searched for instead. A hit whose work
    has gone since it was indexed is left out of the list; its place in the count shows until
    the next indexing.
    """
    return ResultsPage(
        heading=present_heading(question, answer.total),
        results=tuple(
            present_result(
                hit,
                works[hit.id],
                titles[hit.id],
                party=party_names.get(works[hit.id].party, ""),
            )
            for hit in answer.hits
            if hit.id in works
        ),
        reading=present_reading(question, answer.reading),
        none_has_all=answer.full == 0 and answer.total > 0 and not answer.reading.missing,
        retracted=of(answer.retracted, "retracted work") if answer.retracted else "",
        retracted_query=_retracted_query(question),
        facets=present_facets(answer.facets, party_names),
        chips=present_chips(question, party_names, place),
        open_choice=present_open_choice(question, answer.among, place),
        typed=typed,
        unfiltered_query=query_of(unfiltered(question)),
        sorts=present_sorts(question, answer.reading.mode),
        pages=present_pages(question, answer.total),
        export_query=query_of(replace(question, page=1)),
        follow_query=query_of(of_all(question)),
        export_note=(
            f"The first {export_limit:,} of {answer.total:,}."
            if answer.total > export_limit
            else f"All {answer.total:,}."
        ),
    )


def present_result(hit: Hit, work: WorkView, title: Segments, *, party: str = "") -> Result:
    """Return one line of the list; `party` is the name of who published it."""
    fallen = work.standing in FALLEN
    return Result(
        id=work.id,
        position=hit.receipt.position,
        title=title or (("Work without a title", False),),
        byline=byline(work, party=party),
        kind=kind_tag(work.kind),
        standing=standing_tag(work.standing),
        warning=present_warning(work),
        said=present_said(work) if fallen else "",
        fallen=fallen,
        replaced_by=tuple(
            (link.work, link.title) for link in work.links if link.relation == "replaced by"
        ),
        why=present_why(hit.receipt),
        lacks=listed(hit.receipt.lacks),
    )


def present_why(receipt: Receipt) -> Why:
    """Return the receipt of a result in words."""
    moved = receipt.lifted or receipt.fallen
    fields = [_FIELD_NAMES.get(field, field) for field in receipt.fields]
    return Why(
        reason=receipt.reason,
        fields=listed(dict.fromkeys(fields)),
        terms=listed(f"“{term}”" for term in receipt.terms),
        score=f"{receipt.score:.2f}" if receipt.score and not moved else "",
        lacks=listed(f"“{word}”" for word in receipt.lacks),
    )


def _retracted_query(question: Question) -> str:
    chosen = replace(question.filters, standings=(Standing.RETRACTED.value,))
    return query_of(replace(question, filters=chosen, page=1))


def present_reading(question: Question, reading: Reading) -> ReadingView:
    """Return how the text was taken, what was added, and the address of the other way."""
    if not question.text.strip():
        return ReadingView("", "", "", (), (), "", (), "", "")
    strategy = reading.mode is Mode.STRATEGY
    other = Mode.QUESTION if strategy else Mode.STRATEGY
    return ReadingView(
        taken_as="an exact strategy" if strategy else "a question",
        other="Ask it as a question instead" if strategy else "Search it as an exact strategy",
        other_query=query_of(unfiltered(replace(question, mode=other, sort=Sort.GUIDED))),
        added=tuple((word, listed(forms)) for word, forms in reading.added if forms),
        mended=reading.mended,
        missing=listed(f"“{word}”" for word in reading.missing),
        lines=tuple((line.text, number(line.count)) for line in reading.lines),
        suggestion=reading.suggestion,
        suggestion_query=query_of(replace(unfiltered(question), text=reading.suggestion)),
    )


def present_sorts(question: Question, mode: Mode) -> tuple[SortLink, ...]:
    """Return the orders to choose from. A strategy is a set: it has no relevance."""
    usable = list(_SORTS)
    chosen = question.sort
    if mode is Mode.STRATEGY:
        usable = [Sort.NEWEST, Sort.OLDEST, Sort.TITLE]
        chosen = chosen if chosen in usable else Sort.NEWEST
    return tuple(
        SortLink(_SORTS[sort], query_of(replace(question, sort=sort, page=1)), sort is chosen)
        for sort in usable
    )

"""What the page of results shows. Pure: text in, text out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from concordat.evidence.words import FALLEN, WorkView
from concordat.search.words import (
    Answer,
    FacetValue,
    Hit,
    Mode,
    Question,
    Reading,
    Receipt,
    Sort,
)
from concordat.web.evidence.presenters import (
    Tag,
    byline,
    kind_tag,
    present_said,
    present_warning,
    sentence,
    standing_tag,
)
from concordat.web.search.addresses import FILTERS, query_of, unfiltered, without

Segments = tuple[tuple[str, bool], ...]

#: How many values of a facet are seen before "show more", and how many in all.
SEEN = 6
LISTED = 60
_FACET_TITLES = {
    "kind": "Kind of evidence",
    "standing": "Standing",
    "year": "Year",
    "journal": "Journal",
    "party": "Published by",
}
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
    score: str


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


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]
    unlisted: int  # values beyond those listed


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen filter and the address without it."""

    text: str
    query: str


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
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    unfiltered_query: str
    sorts: tuple[SortLink, ...]
    pages: dict[str, object] | None  # parameters of the design system's pagination
    export_query: str
    export_note: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a question, with the place marked: before, wrong, after."""

    title: str
    message: str
    expected: str
    marked: tuple[str, str, str] | None
    field: str = "q"
    other_query: str = ""
    last_query: str = ""


def number(count: int) -> str:
    """Return a count as read in English: 1,234."""
    return f"{count:,}"


def of(count: int, noun: str) -> str:
    """Return a count with its noun: `1 work`, `2 works`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


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
) -> ResultsPage:
    """Join an answer and the works of its page into what the page shows.

    `titles` are the highlighted titles by work id. A hit whose work has gone since it was
    indexed is left out of the list; its place in the count shows until the next indexing.
    """
    return ResultsPage(
        heading=present_heading(question, answer.total),
        results=tuple(
            present_result(hit, works[hit.id], titles[hit.id])
            for hit in answer.hits
            if hit.id in works
        ),
        reading=present_reading(question, answer.reading),
        facets=present_facets(answer.facets, party_names),
        chips=present_chips(question, party_names),
        unfiltered_query=query_of(unfiltered(question)),
        sorts=present_sorts(question, answer.reading.mode),
        pages=present_pages(question, answer.total),
        export_query=query_of(replace(question, page=1)),
        export_note=(
            f"The first {export_limit:,} of {answer.total:,}."
            if answer.total > export_limit
            else f"All {answer.total:,}."
        ),
    )


def present_result(hit: Hit, work: WorkView, title: Segments) -> Result:
    """Return one line of the list."""
    fallen = work.standing in FALLEN
    return Result(
        id=work.id,
        position=hit.receipt.position,
        title=title or (("Work without a title", False),),
        byline=byline(work),
        kind=kind_tag(work.kind),
        standing=standing_tag(work.standing),
        warning=present_warning(work),
        said=present_said(work) if fallen else "",
        fallen=fallen,
        replaced_by=tuple(
            (link.work, link.title) for link in work.links if link.relation == "replaced by"
        ),
        why=present_why(hit.receipt),
    )


def present_why(receipt: Receipt) -> Why:
    """Return the receipt of a result in words."""
    fields = [_FIELD_NAMES.get(field, field) for field in receipt.fields]
    return Why(
        reason=receipt.reason,
        fields=_list(dict.fromkeys(fields)),
        terms=_list(f"“{term}”" for term in receipt.terms),
        score=f"{receipt.score:.2f}" if receipt.score else "",
    )


def _list(words: Iterable[str]) -> str:
    """Return words as in a sentence: `a, b and c`."""
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return ", ".join(found[:-1]) + " and " + found[-1]


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
        added=tuple((word, _list(forms)) for word, forms in reading.added if forms),
        mended=reading.mended,
        missing=_list(f"“{word}”" for word in reading.missing),
        lines=tuple((line.text, number(line.count)) for line in reading.lines),
        suggestion=reading.suggestion,
        suggestion_query=query_of(replace(unfiltered(question), text=reading.suggestion)),
    )


def present_facets(
    facets: Mapping[str, Sequence[FacetValue]], party_names: Mapping[str, str]
) -> tuple[Facet, ...]:
    """Return the groups of check boxes, those chosen always among the ones seen."""
    shown = []
    for name in FILTERS:
        values = _ordered(name, facets.get(name, ()))
        choices = [
            Choice(
                value=each.value,
                text=label(name, each.value, party_names),
                count=number(each.count),
                chosen=each.chosen,
            )
            for each in values
        ]
        if not choices:
            continue
        first = [choice for at, choice in enumerate(choices) if at < SEEN or choice.chosen]
        rest = [choice for at, choice in enumerate(choices) if at >= SEEN and not choice.chosen]
        more = tuple(rest[:LISTED])
        shown.append(Facet(name, _FACET_TITLES[name], tuple(first), more, len(rest) - len(more)))
    return tuple(shown)


def _ordered(name: str, values: Sequence[FacetValue]) -> list[FacetValue]:
    """Years newest first, everything else by how many works it would leave."""
    if name == "year":
        return sorted(values, key=lambda each: each.value, reverse=True)
    return sorted(values, key=lambda each: (-each.count, each.value))


def label(name: str, value: str, party_names: Mapping[str, str]) -> str:
    """Return a filter's value as people read it."""
    if name == "party":
        return party_names.get(value, value)
    if name == "standing" and value == "published":
        return "Published, nothing known against it"
    return sentence(value) if name in ("kind", "standing") else value


def present_chips(question: Question, party_names: Mapping[str, str]) -> tuple[Chip, ...]:
    """Return the chosen filters, each with the address that takes it off."""
    return tuple(
        Chip(
            f"{_FACET_TITLES[name]}: {label(name, value, party_names)}",
            query_of(without(question, name, value)),
        )
        for name, field in FILTERS.items()
        for value in getattr(question.filters, field)
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


def page_count(question: Question, total: int) -> int:
    """Return how many pages the whole answer has; an empty one has one."""
    return max(1, -(-total // question.page_size))


def present_pages(question: Question, total: int) -> dict[str, object] | None:
    """Return the parameters of the pagination component, or None for a single page."""
    last = page_count(question, total)
    if last == 1:
        return None
    here = question.page
    shown = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    items: list[dict[str, object]] = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page - before > 1:
            items.append({"ellipsis": True})
        items.append({"number": page, "href": page_href(question, page), "current": page == here})
    pages: dict[str, object] = {"items": items}
    if here > 1:
        pages["previous"] = {"href": page_href(question, here - 1)}
    if here < last:
        pages["next"] = {"href": page_href(question, here + 1)}
    return pages


def page_href(question: Question, page: int) -> str:
    """Return the address of a page, relative to the page of results."""
    return "?" + query_of(replace(question, page=page))


def present_strategy_error(
    question: Question, message: str, *, start: int, end: int, expected: Sequence[str] | str
) -> Problem:
    """Return a wrong strategy with the place marked, and the way to ask it as a question."""
    text = question.text
    start = max(0, min(start, len(text)))
    end = max(start, min(end, len(text)))
    wanted = expected if isinstance(expected, str) else _list(expected)
    return Problem(
        title="This strategy cannot be read",
        message=message,
        expected=wanted,
        marked=(text[:start], text[start:end] or "⎵", text[end:]),
        other_query=query_of(replace(question, mode=Mode.QUESTION, page=1)),
    )


def present_too_much_work(question: Question, message: str, part: str) -> Problem:
    """Return a strategy that would touch more than its budget, its dear part marked."""
    at = question.text.find(part) if part else -1
    marked = (question.text[:at], part, question.text[at + len(part) :]) if at >= 0 else None
    return Problem(
        title="This search is too much work",
        message=message,
        expected="",
        marked=marked,
        other_query=query_of(replace(question, mode=Mode.QUESTION, page=1)),
    )


def present_unreadable(field: str, message: str) -> Problem:
    """Return what is wrong with a parameter of the address."""
    return Problem("This search cannot be read", message, "", None, field=field)


def present_page_problem(question: Question, total: int) -> Problem:
    """Return that there is no such page, and the address of the last one."""
    last = page_count(question, total)
    return Problem(
        title="There is no such page",
        message=f"There is no page {question.page:,}: the {of(total, 'work')} "
        f"{'fills' if total == 1 else 'fill'} {of(last, 'page')}.",
        expected="",
        marked=None,
        field="page",
        last_query=query_of(replace(question, page=last)),
    )

"""What the pages of collections show. Pure."""

from dataclasses import dataclass

from concordat.errands.words import ErrandView, State
from concordat.evidence.words import (
    CollectedView,
    CollectionView,
    ComingView,
    Flow,
    Progress,
    Reference,
)
from concordat.web.search.wording import number

#: Address value of a state -> what it is called.
STATES = {
    "waiting": (Progress.WAITING, "For you to screen"),
    "conflict": (Progress.CONFLICT, "In conflict"),
    "included": (Progress.INCLUDED, "Included"),
    "excluded": (Progress.EXCLUDED, "Excluded"),
}
PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class FlowLine:
    text: str
    count: str
    inner: bool = False  # a part of the line above


def present_flow(flow: Flow) -> tuple[FlowLine, ...]:
    """Return the numbers of the flow diagram from the top down (PRISMA 2020)."""
    lines = [FlowLine("Records identified", number(flow.identified))]
    lines += [FlowLine(name, number(count), True) for name, count in flow.by_database]
    lines += [
        FlowLine("Copies taken out", number(flow.copies)),
        FlowLine("Works to screen", number(flow.to_screen)),
        FlowLine("of which held here already", number(flow.known), True),
        FlowLine("Still to be screened", number(flow.waiting)),
        FlowLine("In conflict", number(flow.conflicts)),
        FlowLine("Excluded", number(flow.excluded)),
    ]
    lines += [FlowLine(reason, number(count), True) for reason, count in flow.reasons]
    return (*lines, FlowLine("Included", number(flow.included)))


@dataclass(frozen=True, slots=True)
class CollectionLine:
    id: str
    name: str
    waiting: str
    included: str
    expires: str


def present_collection(found: CollectionView) -> CollectionLine:
    """Return a collection as a line of the list."""
    day = f"{found.expires_on.day} {found.expires_on:%B %Y}"
    return CollectionLine(
        id=found.id,
        name=found.name,
        waiting=number(found.flow.waiting),
        included=number(found.flow.included),
        expires=f"Expired {day}" if found.expired else day,
    )


@dataclass(frozen=True, slots=True)
class ComingLine:
    """A file on its way in. `total` 0: there is no telling how far it is."""

    id: str
    name: str
    text: str
    more: str  # which step it is in, or why it was not taken in
    under_way: bool
    waits: bool
    mine: bool  # the reader may call it off
    done: int
    total: int


def present_coming(found: ComingView, errand: ErrandView | None, reader: str) -> ComingLine:
    """Return a file as the page shows it to a reader (public id)."""
    over = errand is None or errand.over
    waits = errand is not None and errand.state is State.WAITING
    if over:
        text, more = f"{found.name} was not taken in.", errand.message if errand else ""
    elif waits:
        text = f"{found.name} waits to be taken in."
        more = "It begins as soon as what was asked before is done."
    else:
        text, more = f"{found.name} is being taken in.", errand.message if errand else ""
    return ComingLine(
        id=found.id,
        name=found.name,
        text=text,
        more=more,
        under_way=not over,
        waits=waits,
        mine=over or (errand is not None and errand.asked_by == reader),
        done=errand.done if errand else 0,
        total=errand.total if errand else 0,
    )


def cited(reference: Reference) -> str:
    """Return who, where and when, on one line."""
    names = [author.short() for author in reference.authors[:3]]
    who = ", ".join(names) + (" and others" if len(reference.authors) > 3 else "")
    volume = reference.volume + (f"({reference.issue})" if reference.issue else "")
    where = ":".join(part for part in (volume, reference.pages) if part)
    parts = (who, reference.journal, str(reference.year or ""), where)
    return ". ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class RecordLine:
    id: str
    title: str
    cited: str
    abstract: str
    keywords: str
    source: str
    progress: str
    work: str
    why: str
    copies: tuple[tuple[str, str, str, str], ...]  # id, title, where, why
    votes: tuple[tuple[str, str, str], ...]  # who, decision, reason
    mine: str
    verdict: str
    again: str  # what changing the decision asks for: "" nothing to change, "vote", "settle"
    doi: str


def present_record(found: CollectedView) -> RecordLine:
    """Return a record of a collection."""
    reference = found.reference
    return RecordLine(
        id=found.id,
        title=reference.title,
        cited=cited(reference),
        abstract=reference.abstract,
        keywords="; ".join(reference.keywords[:20]),
        source=f"{found.database}, {found.position}",
        progress=found.progress.value,
        work=found.work,
        why=found.why,
        copies=tuple(
            (copy.id, copy.title, f"{copy.database}, {copy.position}", copy.why)
            for copy in found.copies
        ),
        votes=tuple((vote.who, vote.decision.value, vote.reason) for vote in found.votes),
        mine=found.mine.decision.value if found.mine else "",
        verdict=found.verdict,
        again=_again(found),
        doi=next((each.value for each in reference.identifiers if each.scheme == "doi"), ""),
    )


def _again(found: CollectedView) -> str:
    """Return how a decision on a record is changed; conflicts have a page of their own."""
    if found.progress is Progress.CONFLICT:
        return ""
    if found.votes:
        return "vote" if len(found.votes) == 1 and found.mine and not found.verdict else "settle"
    return "vote" if found.mine else ""


def present_pages(total: int, here: int, address: str) -> dict[str, object] | None:
    """Return the parameters of the pagination component, or None for one page."""
    last = max(1, -(-total // PAGE_SIZE))
    if last == 1:
        return None
    pages: dict[str, object] = {
        "items": [
            {"number": page, "href": f"{address}page={page}", "current": page == here}
            for page in sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
        ]
    }
    if here > 1:
        pages["previous"] = {"href": f"{address}page={here - 1}"}
    if here < last:
        pages["next"] = {"href": f"{address}page={here + 1}"}
    return pages

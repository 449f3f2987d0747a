"""What a party publishes, and whether we hold it all: rows for its page. Pure.

Everything here comes from lists and files that somebody loaded. The day of the loading is not
a look at the publisher's own place, so none of it can answer that we hold all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from concordat.evidence.words import Coverage
from concordat.parties.words import PublishingView
from concordat.web.evidence.standing import Tag, said_on
from concordat.web.parties.presenters import life, plain, safe_link


@dataclass(frozen=True, slots=True)
class PublishingLine:
    """One thing that a party publishes, as a row."""

    what: str
    when: str
    where: str
    licence: str
    licence_url: str
    held: str  # what we hold of it, in words
    tag: Tag
    review: str
    id: str


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One source of its works, as a row."""

    name: str
    licence: str
    found: str
    held: int
    failed: str
    dated: str  # of the list or file itself
    loaded: str
    tag: Tag | None  # what is wrong with it


def present_publishing(
    listed: Sequence[PublishingView], sources: Sequence[Coverage], *, publisher: str
) -> tuple[PublishingLine, ...]:
    """Return a row for each thing that a party publishes, with what we hold of it."""
    by_slug = {source.source: source for source in sources}
    return tuple(_publishing(each, by_slug.get(each.taken_as), publisher) for each in listed)


def _publishing(each: PublishingView, source: Coverage | None, publisher: str) -> PublishingLine:
    if source is None:
        held = "Nothing is taken in from here by itself: we cannot say whether we hold it all."
        tag = Tag("Not harvested", "grey")
    else:
        held = f"{_held(source)} {publisher}’s own site was not looked at."
        tag = _fault(source) or Tag("We cannot say", "yellow")
    return PublishingLine(
        what=each.what,
        when=life(each.period),
        where=safe_link(each.where),
        licence=each.licence,
        licence_url=safe_link(each.licence_url),
        held=held,
        tag=tag,
        review=f"to be looked at again {each.review_on}" if each.review_on else "",
        id=each.id,
    )


def _held(source: Coverage) -> str:
    """Return what one list or file gave, of what date, and when it was loaded."""
    of = f" (of {said_on(source.as_of)})" if source.as_of not in source.name else ""
    one = f"one list or file, {source.name}{of}"
    day = _day(source)
    if day is None:
        return f"It would come from {one}, which was never loaded."
    counts = f"{source.held} held"
    if source.found is not None:
        counts = f"{source.found} found, {counts}, {source.failed or 0} failed"
    return f"We hold what {one}, names: {counts}, loaded {plain(day)}."


def present_coverage(sources: Sequence[Coverage], *, today: date) -> tuple[CoverageLine, ...]:
    """Return a row for each source that gave works of the party."""
    return tuple(
        CoverageLine(
            name=source.name,
            licence=source.licence,
            found=_number(source.found),
            held=source.held,
            failed=_number(source.failed),
            dated=said_on(source.as_of) or "not known",
            loaded=_loaded(source, today),
            tag=_fault(source),
        )
        for source in sources
    )


def _number(count: int | None) -> str:
    return "not known" if count is None else str(count)


def _day(source: Coverage) -> date | None:
    return date.fromisoformat(source.good_at[:10]) if source.good_at else None


def _loaded(source: Coverage, today: date) -> str:
    day = _day(source)
    if day is None:
        return "never"
    age = max(0, (today - day).days)
    ago = "today" if age == 0 else "yesterday" if age == 1 else f"{age} days ago"
    return f"{plain(day)}, {ago}"


def _fault(source: Coverage) -> Tag | None:
    """Return what went wrong with the loading: a list in which nothing was found is a fault."""
    if not source.good_at:
        return Tag("Never loaded", "red")
    if source.failed:
        return Tag("Some failed", "red")
    return Tag("Found nothing", "red") if source.found == 0 else None

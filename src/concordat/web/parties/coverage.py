"""What a party publishes, and whether we hold it all: rows for its page. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from concordat.evidence.words import Coverage
from concordat.parties.words import PublishingView
from concordat.web.evidence.standing import Tag
from concordat.web.parties.presenters import life, plain, safe_link

#: After so many days without a good look, what we hold may be behind.
FRESH, STALE = 7, 31


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
    looked: str
    tag: Tag


def present_publishing(
    listed: Sequence[PublishingView], sources: Sequence[Coverage], *, today: date
) -> tuple[PublishingLine, ...]:
    """Return a row for each thing that a party publishes, with what we hold of it."""
    by_slug = {source.source: source for source in sources}
    return tuple(_publishing(each, by_slug.get(each.taken_as), today) for each in listed)


def _publishing(each: PublishingView, source: Coverage | None, today: date) -> PublishingLine:
    if source is None:
        held = "Nothing is taken in from here by itself: we cannot say whether we hold it all."
        tag = Tag("Not harvested", "grey")
    else:
        held, tag = _held(source), _freshness(source, today)
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
    if source.found is None:
        return f"{source.held} held, by way of {source.name}"
    counts = f"{source.found} found, {source.held} held, {source.failed or 0} failed"
    return f"{counts}, by way of {source.name}"


def present_coverage(sources: Sequence[Coverage], *, today: date) -> tuple[CoverageLine, ...]:
    """Return a row for each source that gave works of the party."""
    return tuple(
        CoverageLine(
            name=source.name,
            licence=source.licence,
            found=_number(source.found),
            held=source.held,
            failed=_number(source.failed),
            looked=_looked(source, today),
            tag=_freshness(source, today),
        )
        for source in sources
    )


def _number(count: int | None) -> str:
    return "not known" if count is None else str(count)


def _day(source: Coverage) -> date | None:
    return date.fromisoformat(source.good_at[:10]) if source.good_at else None


def _looked(source: Coverage, today: date) -> str:
    day = _day(source)
    if day is None:
        return "never"
    age = max(0, (today - day).days)
    ago = "today" if age == 0 else "yesterday" if age == 1 else f"{age} days ago"
    return f"{plain(day)}, {ago}"


def _freshness(source: Coverage, today: date) -> Tag:
    """Return how lately we looked, and well: a harvest that found nothing is a fault.

    It says nothing of how old the list is that we looked at: its name does.
    """
    day = _day(source)
    if day is None:
        return Tag("Never looked", "red")
    if source.failed or source.found == 0:
        return Tag("Some failed" if source.failed else "Found nothing", "red")
    age = (today - day).days
    if age > STALE:
        return Tag("Look again now", "red")
    return Tag("Looked lately", "green") if age <= FRESH else Tag("Look again soon", "yellow")

"""What the pages of parties show. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from concordat.parties.words import (
    Certainty,
    Holding,
    PartyLine,
    PartyView,
    Period,
    SuccessionPart,
    SuccessionStatus,
    SuccessionView,
)
from concordat.web.evidence.standing import Tag, sentence


@dataclass(frozen=True, slots=True)
class PartyRow:
    slug: str
    name: str
    short: str
    kind: str
    life: str
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the list of parties: those that exist on the date, then the others."""

    there: tuple[PartyRow, ...]
    gone: tuple[PartyRow, ...]
    total: int
    number: int
    last: int


@dataclass(frozen=True, slots=True)
class SuccessionLine:
    """One passing of something from one body to another, as a row."""

    slug: str  # of the event; empty for one that nobody has recorded yet

    on: str
    what: str
    giver: tuple[str, str]  # slug, name
    taker: tuple[str, str]
    function: str
    status: str
    instrument: str
    source: str
    later: bool = False  # after the day shown


def plain(day: date) -> str:
    """Return a day as people write it: 1 October 2021."""
    return f"{day.day} {day:%B %Y}"


def life(period: Period) -> str:
    """Return a period in words: `1 April 2013 until 1 April 2023`, `since 1 October 2021`.

    A day that is not known for certain needs a verb: `began between ... and ...`.
    """
    said = []
    if period.since:
        known = "" if period.until else "since "
        said.append(f"{known if period.since.known else 'began '}{period.since}")
    if period.until:
        said.append(f"{'until' if period.until.known else 'ended'} {period.until}")
    return " ".join(said) if period.since and period.since.known else ", ".join(said)


def existence_tag(party: PartyView | PartyLine, *, on: date | None = None) -> Tag | None:
    """Return the tag of a party that is not there on the date, or may not be."""
    if party.exists is Certainty.YES:
        return None
    if party.exists is Certainty.POSSIBLY:
        return Tag("Uncertain", "yellow")
    day = party.on if isinstance(party, PartyView) else on
    since = party.period.since
    not_yet = since is not None and day is not None and since.by(day) is Certainty.NO
    return Tag("Not yet founded" if not_yet else "No longer exists", "grey")


def present_page(found: Sequence[PartyLine], asked: str, *, size: int, on: date) -> Page:
    """Return one page of the list; an address that asks for no page there is gets the first."""
    ordered = sorted(found, key=lambda line: line.exists is not Certainty.YES)  # by name within
    last = max(1, -(-len(ordered) // size))
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    number = number if 1 <= number <= last else 1
    rows = [_row(line, on) for line in ordered[(number - 1) * size : number * size]]
    return Page(
        there=tuple(row for row in rows if row.tag is None),
        gone=tuple(row for row in rows if row.tag is not None),
        total=len(ordered),
        number=number,
        last=last,
    )


def _row(line: PartyLine, on: date) -> PartyRow:
    return PartyRow(
        slug=line.slug,
        name=line.name,
        short=line.short if line.short != line.name else "",
        kind=sentence(line.kind.value),
        life=life(line.period),
        tag=existence_tag(line, on=on),
    )


def announced_in(
    events: Sequence[SuccessionView], *, on: date
) -> tuple[tuple[SuccessionView, str], ...]:
    """Return the events that were announced and not in force on the day.

    With each the day on which it was withdrawn later, or nothing: then it can be supposed.
    """
    found = (e for e in events if e.status_on(on) is SuccessionStatus.ANNOUNCED)
    return tuple((e, str(e.withdrawn_on) if e.withdrawn_on else "") for e in found)


def present_successions(
    events: Sequence[SuccessionView], *, on: date | None = None
) -> tuple[SuccessionLine, ...]:
    """Return a row for each passing, oldest event first; those after `on` say so."""
    return tuple(
        SuccessionLine(
            slug=event.slug if event.id else "",
            on=_when(event, on),
            what=event.title or sentence(event.kind.value),
            giver=(part.giver.slug, part.giver.name),
            taker=(part.taker.slug, part.taker.name),
            function=_passing(event, part),
            status=(event.status_on(on) if on else event.status).value,
            instrument=event.instrument,
            source=safe_link(event.instrument_url or event.source),
            later=_later(event, on),
        )
        for event in events
        for part in event.parts
    )


def _later(event: SuccessionView, on: date | None) -> bool:
    """Return whether an event in force came only after the day shown."""
    in_force = event.status is SuccessionStatus.IN_FORCE
    return in_force and on is not None and event.on.by(on) is Certainty.NO


def _passing(event: SuccessionView, part: SuccessionPart) -> str:
    if part.function or part.name:
        return part.function or f"the name {part.name}"
    alone = sum(each.giver.slug == part.giver.slug for each in event.parts) == 1
    return "everything" if alone else "everything else"


def _when(event: SuccessionView, on: date | None) -> str:
    """Return when it took effect, or what was said of it by the day shown."""
    announced = f"announced {event.announced_on}" if event.announced_on else "announced"
    match event.status_on(on) if on else event.status:
        case SuccessionStatus.IN_FORCE:
            return str(event.on)
        case SuccessionStatus.ANNOUNCED:
            return announced
        case SuccessionStatus.WITHDRAWN:
            return f"{announced}, withdrawn {event.withdrawn_on or ''}".strip()


def safe_link(address: str) -> str:
    """Return an address that may stand in a link, or nothing."""
    return address if address.startswith(("https://", "http://")) else ""


def present_holding(holding: Holding | None) -> str:
    """Return who holds what was a party's own, as one sentence; nothing if it still does."""
    if holding is None or not holding.moved:
        return ""
    certain = [h.party.name for h in holding.holders if h.certainty is Certainty.YES]
    possible = [h.party.name for h in holding.holders if h.certainty is not Certainty.YES]
    said = f"What was its own is now held by {_list(certain)}." if certain else ""
    if possible:
        said += f" It may be held by {_list(possible)}."
    return said.strip()


def _list(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else "".join(words)

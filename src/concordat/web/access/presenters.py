"""A verdict as a page shows it: one best button, and why. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from concordat.delivery.words import Access, Place, Verdict, Way
from concordat.evidence.words import FALLEN, Standing
from concordat.investment.words import Coverage, DealView, Permission, Reach

_HEADINGS = {
    Verdict.YES: "Yes: you can open it",
    Verdict.SIGN_IN: "Yes: you can open it after sign-in",
    Verdict.OPEN: "Yes: there is an open copy",
    Verdict.PARTLY: "Partly: it may not all be there",
    Verdict.REQUEST: "Not at once, but your library can get it",
    Verdict.NO: "No: nothing opens it where you work",
    Verdict.UNKNOWN: "Nobody can tell",
}
_COLOURS = {
    Verdict.YES: "green",
    Verdict.SIGN_IN: "green",
    Verdict.OPEN: "green",
    Verdict.PARTLY: "yellow",
    Verdict.REQUEST: "blue",
    Verdict.NO: "grey",
    Verdict.UNKNOWN: "grey",
}
_REACHES = {
    Reach.NATIONAL: "National",
    Reach.REGION: "Regional",
    Reach.SYSTEM: "Integrated care board",
    Reach.LOCAL: "Your organisation",
}


@dataclass(frozen=True, slots=True)
class Button:
    """The one best thing to do. `kind` is open, against, request, ask or place.

    `against`: it opens a work that no longer stands, so it must not invite.
    """

    text: str
    href: str
    kind: str
    outward: bool = False


@dataclass(frozen=True, slots=True)
class WayView:
    """One way to open it, as rows of a summary list."""

    title: str
    href: str
    doubt: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AccessView:
    heading: str
    tag: str
    colour: str
    button: Button
    why: str  # one sentence
    ways: tuple[WayView, ...]
    misses: tuple[str, ...]
    supply: str


@dataclass(frozen=True, slots=True)
class Doors:
    """Addresses inside that the buttons lead to. `library` is empty when none is known."""

    choose: str
    request: str
    library: str


def present_access(
    access: Access, place: Place | None, doors: Doors, *, standing: Standing | None = None
) -> AccessView:
    """Return the verdict as a page shows it; `standing` is that of the work, if it is known."""
    unplaced = place is None and access.verdict is Verdict.UNKNOWN
    shown = AccessView(
        heading="It depends on where you work" if unplaced else _HEADINGS[access.verdict],
        tag="Say where you work" if unplaced else access.verdict.value.capitalize(),
        colour=_COLOURS[access.verdict],
        button=_button(access, place, doors),
        why=_why(access, place),
        ways=tuple(_way(way) for way in access.ways),
        misses=access.misses,
        supply=_supply(access),
    )
    if standing not in FALLEN or shown.button.kind != "open":
        return shown
    button = replace(shown.button, kind="against", text=f"{_capital(standing)}: open anyway")
    return replace(shown, button=button, colour="grey")


def _button(access: Access, place: Place | None, doors: Doors) -> Button:
    best = access.best
    if best and best.url and access.verdict in (Verdict.YES, Verdict.OPEN):
        return Button("Open", best.url, "open", outward=True)
    if best and best.url and access.verdict is Verdict.SIGN_IN:
        return Button("Open after sign-in", best.url, "open", outward=True)
    if access.supply:
        return Button("Request", doors.request, "request")
    if place is None:
        return Button("Where do you work?", doors.choose, "place")
    return Button("Ask the library", doors.library, "ask")


def _why(access: Access, place: Place | None) -> str:
    best = access.best
    if best is None:
        return _why_not(access, place)
    if best.deal is None:
        return best.doubt or f"{_capital(best.where)} has a copy that anybody may read."
    payer = f", paid by {best.deal.payer}" if best.deal.payer else ""
    until = f", until {_day(best.deal)}" if best.deal.until else ""
    return f"{best.deal.name}{payer}{until}." + (f" {best.doubt}" if best.doubt else "")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _why_not(access: Access, place: Place | None) -> str:
    if place is None:
        return "What is bought for one organisation opens nothing at another."
    if access.verdict is Verdict.UNKNOWN:
        return "Nothing is known by which it could be looked for, such as an ISSN or an ISBN."
    if access.misses:
        return access.misses[0]
    return f"No list of holdings of {place.name} has it."


def _way(way: Way) -> WayView:
    facts = _deal_facts(way.deal) if way.deal else ()
    return WayView(
        title=f"{_capital(way.where or way.package)}: {way.verdict.value}",
        href=way.url,
        doubt=way.doubt,
        facts=tuple((name, value) for name, value in (*facts, *_row_facts(way)) if value),
    )


def _deal_facts(deal: DealView) -> Iterable[tuple[str, str]]:
    yield "Agreement", f"{deal.name} ({_REACHES[deal.reach].lower()})"
    yield "Who pays", deal.payer or "not said"
    yield "Until", _day(deal) if deal.until else "no end is known"
    yield "For whom", ", ".join(deal.groups)
    for word, name in ((Permission.PERMITTED, "You may"), (Permission.PROHIBITED, "You may not")):
        yield name, ", ".join(use.value for use, said in deal.terms if said is word)
    silent = [use.value for use, said in deal.terms if said is Permission.SILENT]
    yield "Not said", ", ".join(silent)
    yield "Note", deal.note


def _row_facts(way: Way) -> Iterable[tuple[str, str]]:
    if way.coverage is None:
        return
    yield "Package", way.package
    yield "What it has", f"{way.coverage.title}, {_span(way.coverage)}"
    source = f"{way.said_by}, list of {way.said_on}" if way.said_by else ""
    yield "Who says so", f"{source}, {way.coverage.position}" if way.coverage.position else source


def _span(row: Coverage) -> str:
    if row.monograph:
        return "the whole book"
    first = f"from {row.first_on}" if row.first_on else "from a date that is not said"
    last = f"to {row.last_on}" if row.last_on else "to this day"
    wall = f", embargo {row.embargo}" if row.embargo else ""
    return f"{first} {last}, {row.depth or 'depth not said'}{wall}"


def _supply(access: Access) -> str:
    if access.supply is None:
        return ""
    days = access.supply.days
    usual = f", usually within {days} working day{'s' if days != 1 else ''}" if days else ""
    return f"{access.supply.name} gets a copy for you{usual}."


def _day(deal: DealView) -> str:
    return f"{deal.until.day} {deal.until:%B %Y}" if deal.until else ""

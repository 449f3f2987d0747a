"""What the pages of parties and agreements show. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from concordat.parties.words import (
    AgreementState,
    AgreementView,
    Certainty,
    ClauseView,
    Holding,
    PartyView,
    Period,
    Signatories,
    SignatureView,
    SuccessionStatus,
    SuccessionView,
)
from concordat.web.evidence.standing import Tag, sentence

_STATE_COLOURS = {
    AgreementState.IN_FORCE: "green",
    AgreementState.REVIEW_DUE: "yellow",
    AgreementState.NOT_YET: "grey",
    AgreementState.ENDED: "red",
}


@dataclass(frozen=True, slots=True)
class PartyLine:
    slug: str
    name: str
    short: str
    kind: str
    life: str
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class SuccessionLine:
    """One passing of something from one body to another, as a row."""

    on: str
    what: str
    giver: tuple[str, str]  # slug, name
    taker: tuple[str, str]
    function: str
    status: str
    instrument: str
    source: str


@dataclass(frozen=True, slots=True)
class HeldBy:
    """A name that signed or supports, and who holds that now."""

    name: str
    parties: tuple[tuple[str, str], ...]
    holders: tuple[tuple[str, str, bool], ...]  # slug, name, for certain
    moved: bool
    decisions: tuple[str, ...]
    on: str
    officer: str
    note: str


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


def existence_tag(party: PartyView) -> Tag | None:
    """Return the tag of a party that is not there on the date, or may not be."""
    if party.exists is Certainty.YES:
        return None
    ended = party.period.until is not None and party.period.until.by(party.on) is Certainty.YES
    if ended:
        return Tag("No longer exists", "grey")
    return (
        Tag("Not yet founded", "grey")
        if party.exists is Certainty.NO
        else Tag("Uncertain", "yellow")
    )


def present_party_line(party: PartyView) -> PartyLine:
    """Return a party as a row of the list."""
    return PartyLine(
        slug=party.slug,
        name=party.name,
        short=party.short if party.short != party.name else "",
        kind=sentence(party.kind.value),
        life=life(party.period),
        tag=existence_tag(party),
    )


def present_parties(parties: Iterable[PartyView]) -> tuple[tuple[PartyLine, ...], ...]:
    """Return those that exist on the date and those that do not, each by name."""
    lines = sorted((present_party_line(each) for each in parties), key=lambda line: line.name)
    return (
        tuple(line for line in lines if line.tag is None),
        tuple(line for line in lines if line.tag is not None),
    )


def present_successions(events: Sequence[SuccessionView]) -> tuple[SuccessionLine, ...]:
    """Return a row for each passing, oldest event first."""
    return tuple(
        SuccessionLine(
            on=str(event.on) if event.status is SuccessionStatus.IN_FORCE else _announced(event),
            what=event.title or sentence(event.kind.value),
            giver=(part.giver.slug, part.giver.name),
            taker=(part.taker.slug, part.taker.name),
            function=part.function or (f"the name {part.name}" if part.name else "everything else"),
            status=event.status.value,
            instrument=event.instrument,
            source=safe_link(event.instrument_url or event.source),
        )
        for event in events
        for part in event.parts
    )


def _announced(event: SuccessionView) -> str:
    return f"announced {event.announced_on}" if event.announced_on else "announced"


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


def state_tag(agreement: AgreementView) -> Tag:
    """Return how the agreement stands on the date."""
    doubt = "" if agreement.certainty is Certainty.YES else ", as far as is known"
    return Tag(sentence(agreement.state.value) + doubt, _STATE_COLOURS[agreement.state])


def present_signature(signature: SignatureView) -> HeldBy:
    """Return a signed name and who holds it on the date asked."""
    return HeldBy(
        name=signature.name,
        parties=tuple((party.slug, party.name) for party in signature.parties),
        holders=_holders(signature.holdings),
        moved=any(holding.moved for holding in signature.holdings),
        decisions=_decisions(signature.holdings),
        on=life(signature.period),
        officer=", ".join(part for part in (signature.officer, signature.officer_role) if part),
        note=signature.note,
    )


def present_held(name: str, holding: Holding, period: Period, note: str) -> HeldBy:
    """Return a supporter or convenor and who holds that on the date asked."""
    return HeldBy(
        name=name,
        parties=((holding.party.slug, holding.party.name),),
        holders=_holders([holding]),
        moved=holding.moved,
        decisions=holding.decisions,
        on=life(period),
        officer="",
        note=note,
    )


def _holders(holdings: Sequence[Holding]) -> tuple[tuple[str, str, bool], ...]:
    """Return each different holder once; certain if any of the names passed to it for certain."""
    found: dict[str, tuple[str, bool]] = {}
    for holding in holdings:
        for holder in holding.holders:
            certain = holder.certainty is Certainty.YES
            _, before = found.get(holder.party.slug, ("", False))
            found[holder.party.slug] = (holder.party.name, certain or before)
    return tuple((slug, name, certain) for slug, (name, certain) in found.items())


def _decisions(holdings: Sequence[Holding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(said for holding in holdings for said in holding.decisions))


def present_count(signatories: Signatories | None) -> str:
    """Return how many names signed and how many bodies hold them, with the date of the second."""
    if signatories is None:
        return ""
    names = "name" if signatories.as_signed == 1 else "names"
    bodies = "body holds" if signatories.as_held == 1 else "different bodies hold"
    said = (
        f"{signatories.as_signed} {names} as signed; on {plain(signatories.on)}, "
        f"{signatories.as_held} {bodies} them"
    )
    if signatories.possibly:
        said += f" for certain, and {signatories.possibly} more possibly"
    return said + "."


def clause_name(clause: ClauseView) -> str:
    """Return what a clause is called: its heading, or its kind with its number."""
    return clause.heading or sentence(f"{clause.kind.value} {clause.number}".strip())

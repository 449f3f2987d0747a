"""What the pages of agreements show. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.parties.words import (
    AgreementState,
    AgreementView,
    Certainty,
    ClauseView,
    CommitmentView,
    Copy,
    DeliveryView,
    DocumentView,
    Holding,
    PartyLine,
    Period,
    Signatories,
    SignatureView,
)
from concordat.web.evidence.standing import Tag, sentence
from concordat.web.parties.presenters import life, plain

_STATE_COLOURS = {
    AgreementState.IN_FORCE: "green",
    AgreementState.REVIEW_DUE: "yellow",
    AgreementState.NOT_YET: "grey",
    AgreementState.ENDED: "red",
}
_COPIES = {
    Copy.NOT_HELD: Tag("No copy here", "grey"),
    Copy.AS_RECORDED: Tag("Our copy is as recorded", "green"),
    Copy.ALTERED: Tag("Our copy was altered: do not trust it", "red"),
    Copy.MISSING: Tag("Our copy is missing", "red"),
}


@dataclass(frozen=True, slots=True)
class HeldBy:
    """A name that signed or supports, and who holds that on the date asked."""

    name: str
    parties: tuple[tuple[str, str], ...]
    holders: tuple[tuple[str, str, bool], ...]  # slug, name, for certain
    moved: bool
    decisions: tuple[str, ...]
    on: str
    officer: str
    note: str
    tag: Tag | None = None  # when it did not stand on the date asked, or may not have
    stands: bool = True  # it may have stood on the date asked: somebody held it then
    ended: bool = False


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement as a row of the list."""

    agreement: AgreementView
    state: Tag
    signed: tuple[str, ...] = ()  # who signed on each day, a sentence for each
    possibly: bool = False  # that it bound both parties asked for
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    key: str
    text: str
    clause: str
    indicator: str
    target: str
    when: str
    held: HeldBy
    evidence: tuple[DeliveryView, ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    document: DocumentView
    tag: Tag
    size: str
    download: bool


def agreement_line(
    agreement: AgreementView,
    certainty: Certainty = Certainty.YES,
    decisions: tuple[str, ...] = (),
) -> AgreementLine:
    possibly = certainty is Certainty.POSSIBLY
    signed = signed_by(agreement.signatures)
    return AgreementLine(agreement, state_tag(agreement), signed, possibly, decisions)


def signed_by(signatures: Sequence[SignatureView]) -> tuple[str, ...]:
    """Return who signed, together those of one day; who had not signed yet is not named."""
    days: dict[str, list[str]] = {}
    for each in signatures:
        if each.certainty is not Certainty.NO or each.period.until:
            gone = each.certainty is Certainty.NO
            name = f"{each.name} (ended {each.period.until})" if gone else each.name
            days.setdefault(signed_words(each.period), []).append(name)
    return tuple(f"Signed{when} by {'; '.join(names)}" for when, names in days.items())


def signed_words(period: Period) -> str:
    """Return when something was signed, to follow a verb: ` on 1 October 2021`."""
    if period.since is None or not (period.since.earliest or period.since.latest):
        return ""
    said = str(period.since)
    if period.since.known:
        return f" on {said}"
    return f" {said}" if said.startswith(("between", "on ")) else f" in {said}"


def two_parties(asked: Sequence[str], parties: Sequence[PartyLine]) -> list[PartyLine]:
    """Return the two different parties that an address asks for, or none of them."""
    by_slug = {line.slug: line for line in parties}
    found = [by_slug[slug] for slug in dict.fromkeys(asked) if slug in by_slug]
    return found if len(found) == 2 else []


def present_document(document: DocumentView, copy: Copy) -> DocumentLine:
    """Return a document with what became of our copy."""
    held = document.size is not None
    return DocumentLine(
        document=document,
        tag=_COPIES[copy],
        size=f"PDF, {max(1, round((document.size or 0) / 1024)):,} KB" if held else "",
        download=copy is Copy.AS_RECORDED,
    )


def present_commitment(each: CommitmentView) -> CommitmentLine:
    held = present_held(each.holding.party.name, each.holding, each.period, "")
    return CommitmentLine(
        key=each.key,
        text=each.text,
        clause=each.clause,
        indicator=each.indicator,
        target=each.target,
        when=life(each.period),
        held=held,
        evidence=each.evidence,
    )


def state_tag(agreement: AgreementView) -> Tag:
    """Return how the agreement stands on the date."""
    doubt = "" if agreement.certainty is Certainty.YES else ", as far as is known"
    return Tag(sentence(agreement.state.value) + doubt, _STATE_COLOURS[agreement.state])


def present_signature(signature: SignatureView, *, dated: bool = True) -> HeldBy:
    """Return a signed name and who holds it on the date asked; its day, where days differ."""
    told = dated or signature.period.until is not None
    return HeldBy(
        name=signature.name,
        parties=tuple((party.slug, party.name) for party in signature.parties),
        holders=_holders(signature.holdings),
        moved=any(holding.moved for holding in signature.holdings),
        decisions=_decisions(signature.holdings),
        on=_signed_life(signature.period) if told else "",
        officer=", ".join(part for part in (signature.officer, signature.officer_role) if part),
        note=signature.note,
        tag=_standing_tag(signature.certainty, signature.period),
        stands=signature.certainty is not Certainty.NO,
        ended=signature.period.until is not None,
    )


def _signed_life(period: Period) -> str:
    """Return the day of a signature, and of its end."""
    signed = signed_words(period)
    ended = f"until {period.until}" if period.until else ""
    return ", ".join(part for part in (signed and f"signed{signed}", ended) if part)


def _standing_tag(certainty: Certainty, period: Period) -> Tag | None:
    """Return what must be said of something that did not stand on the date, or may not have."""
    if certainty is Certainty.YES:
        return None
    if certainty is Certainty.POSSIBLY:
        return Tag("Possibly", "yellow")
    return Tag("Ended" if period.until else "Not yet", "grey")


def present_held(
    name: str,
    holding: Holding,
    period: Period,
    note: str,
    certainty: Certainty = Certainty.YES,
) -> HeldBy:
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
        tag=_standing_tag(certainty, period),
        stands=certainty is not Certainty.NO,
        ended=period.until is not None,
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
    """Return what a clause is called: its heading, its kind with its number, or with its key.

    So that two clauses of one kind are told apart.
    """
    if clause.heading or clause.number or clause.key == clause.kind.value:
        return clause.heading or sentence(f"{clause.kind.value} {clause.number}".strip())
    return sentence(f"{clause.kind.value}: {clause.key.replace('-', ' ')}")

"""How an agreement stands on a date, and who is bound by it. Pure: works on views."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from concordat.parties.words import (
    AgreementState,
    AgreementView,
    Certainty,
    Day,
    Holder,
    Holding,
    Period,
    Signatories,
    SignatureView,
)


@dataclass(frozen=True, slots=True)
class State:
    state: AgreementState
    certainty: Certainty
    reasons: tuple[str, ...] = ()


def standing(
    life: Period,
    review_on: Day | None,
    signatures: Iterable[SignatureView],
    gone: Mapping[str, Certainty],
    on: date,
) -> State:
    """Return how an agreement stands. `gone`: for each signing party, whether it had ended.

    An agreement does not end with a party to it: published memoranda with dissolved bodies
    "still stand". It is listed as standing with review due, with the reasons.
    """
    begun = life.since.by(on) if life.since else Certainty.YES
    ended = life.until.by(on) if life.until else Certainty.NO
    if begun is Certainty.NO:
        return State(AgreementState.NOT_YET, Certainty.YES)
    if ended is Certainty.YES:
        return State(AgreementState.ENDED, Certainty.YES)
    reasons = [*_review(review_on, on), *_departed(signatures, gone)]
    sure = min(begun, ended.negated())
    if not reasons:
        return State(AgreementState.IN_FORCE, sure)
    due = max(certainty for certainty, _ in reasons)
    return State(AgreementState.REVIEW_DUE, min(sure, due), tuple(text for _, text in reasons))


def _review(review_on: Day | None, on: date) -> list[tuple[Certainty, str]]:
    due = review_on.by(on) if review_on else Certainty.NO
    if due is Certainty.NO:
        return []
    return [(due, f"Its review was {_perhaps(due)}due {_when(review_on)}.")]


def _departed(
    signatures: Iterable[SignatureView], gone: Mapping[str, Certainty]
) -> list[tuple[Certainty, str]]:
    found: dict[str, tuple[Certainty, str]] = {}
    for signature in signatures:
        for holding in signature.holdings:
            certainty = min(gone.get(holding.party.slug, Certainty.NO), signature.certainty)
            if certainty is not Certainty.NO:
                found.setdefault(holding.party.slug, (certainty, _goes_to(holding, certainty)))
    return list(found.values())


def _goes_to(holding: Holding, certainty: Certainty) -> str:
    text = f"{holding.party.name} is {_perhaps(certainty)}no longer there"
    names = [h.party.name for h in holding.holders if h.party.slug != holding.party.slug]
    if not names:
        return f"{text}, and nobody is known to have taken over its signature."
    sure = len(names) == 1 and holding.holders[0].certainty is Certainty.YES
    return f"{text}; its signature is {'' if sure else 'possibly '}held by {' or '.join(names)}."


def _perhaps(certainty: Certainty) -> str:
    return "" if certainty is Certainty.YES else "possibly "


def _when(day: Day | None) -> str:
    return f"on {day}" if day and day.known else str(day)


def signatories_among(signatures: Iterable[SignatureView], on: date) -> Signatories:
    """Return both counts: names as signed, and different bodies that hold them on the date."""
    standing_ones = [s for s in signatures if s.certainty is not Certainty.NO]
    best: dict[str, Holder] = {}
    for signature in standing_ones:
        for holding in signature.holdings:
            for holder in holding.holders:
                certainty = min(holder.certainty, signature.certainty)
                known = best.get(holder.party.slug)
                if known is None or certainty > known.certainty:
                    best[holder.party.slug] = Holder(holder.party, certainty, holder.through)
    sure = [holder for holder in best.values() if holder.certainty is Certainty.YES]
    signed = [s for s in standing_ones if s.certainty is Certainty.YES]
    return Signatories(
        on=on,
        as_signed=len(signed),
        as_held=len(sure),
        possibly=len(best) - len(sure),
        possibly_signed=len(standing_ones) - len(signed),
        holders=tuple(best.values()),
        decisions=tuple(
            dict.fromkeys(text for s in standing_ones for h in s.holdings for text in h.decisions)
        ),
    )


def in_force(view: AgreementView) -> Certainty:
    """Return whether the agreement stood on its date, review due or not."""
    return view.period.covers(view.on)


def bound(view: AgreementView, slug: str, *, gone: bool) -> Certainty:
    """Return whether a signature binds the party on the view's date.

    It does when the party holds one. When it is `gone`, what it signed still stands.
    """
    ways = [Certainty.NO]
    for signature in view.signatures:
        for holding in signature.holdings:
            ways += [
                min(signature.certainty, holder.certainty)
                for holder in holding.holders
                if holder.party.slug == slug
            ]
            if gone and holding.party.slug == slug:
                ways.append(signature.certainty)
    return max(ways)

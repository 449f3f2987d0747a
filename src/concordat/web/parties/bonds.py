"""Which agreements a party signed, holds, supports or convenes, as its page lists them. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from concordat.parties.words import AgreementView, Certainty, Holding, Period
from concordat.web.evidence.standing import Tag
from concordat.web.parties.agreement_presenters import signed_words, state_tag
from concordat.web.parties.presenters import life


@dataclass(frozen=True, slots=True)
class Bond:
    """One way in which a party has to do with an agreement."""

    said: str
    heirs: tuple[tuple[str, str, bool], ...] = ()  # who holds it now, when it is another


@dataclass(frozen=True, slots=True)
class Bound:
    """An agreement with each way in which the party has to do with it."""

    slug: str
    title: str
    state: Tag
    bonds: tuple[Bond, ...]


def bonds_of(slug: str, agreements: Sequence[AgreementView]) -> tuple[Bound, ...]:
    """Return the agreements of a party on their date; what is not signed yet is not there."""
    found = [
        Bound(each.slug, each.title, state_tag(each), tuple(_bonds(slug, each)))
        for each in agreements
    ]
    return tuple(each for each in found if each.bonds)


def _bonds(slug: str, agreement: AgreementView) -> Iterator[Bond]:
    for signature in agreement.signatures:
        said = f"Signed as “{signature.name}”{signed_words(signature.period)}"
        taken = f"Holds what “{signature.name}” signed{signed_words(signature.period)}"
        for holding in signature.holdings:
            yield from _bond(slug, holding, signature.certainty, signature.period, said, taken)
    for support in agreement.support:
        since = f", {life(support.period)}" if life(support.period) else ""
        said, taken = f"Supports it{since}", f"Holds the support of “{support.name}”{since}"
        yield from _bond(slug, support.holding, support.certainty, support.period, said, taken)
    for convenor in agreement.convenors:
        name = convenor.holding.party.name
        said, taken = "Convenes it", f"Convenes it, as {name} did"
        yield from _bond(slug, convenor.holding, convenor.certainty, convenor.period, said, taken)


def _bond(
    slug: str, holding: Holding, certainty: Certainty, period: Period, said: str, taken: str
) -> Iterator[Bond]:
    """Yield it for who took it on, and for who holds it now while it stands."""
    stands = certainty is not Certainty.NO
    if not stands and not period.until:
        return  # not yet
    if holding.party.slug == slug:
        heirs = _heirs(holding) if stands and holding.moved else ()
        yield Bond(said if stands else f"{said}. It ended {period.until}", heirs)
        return
    held = [each.certainty for each in holding.holders if each.party.slug == slug]
    if stands and held:
        sure = min(held) is Certainty.YES
        yield Bond(taken if sure else f"Possibly: {taken[:1].lower()}{taken[1:]}")


def _heirs(holding: Holding) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (each.party.slug, each.party.name, each.certainty is Certainty.YES)
        for each in holding.holders
    )

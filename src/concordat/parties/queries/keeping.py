"""Who keeps what: the parties whose things one party holds, and those whose things nobody does."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from concordat.parties.models import Agreement, Convenor, Party
from concordat.parties.queries.history import History, read_history
from concordat.parties.words import (
    NOBODY,
    UNKNOWN_DAY,
    Certainty,
    Day,
    Holding,
    PartyKind,
    Period,
)


@dataclass(frozen=True, slots=True)
class Keepers:
    """The first owners of the things asked for, and who holds these things now.

    For rooms that keep things under their first owner. What belongs to a named function may
    have gone elsewhere: such rooms name none.
    """

    holdings: Mapping[str, Holding]  # by public id of the first owner
    nobody: bool = False  # whether what has no owner on record is asked for, too

    @property
    def slugs(self) -> dict[str, Holding]:
        """The same by slug, for rooms that name parties so."""
        return {holding.party.slug: holding for holding in self.holdings.values()}

    def of(self, owner: str | None) -> Holding:
        """Return who holds what this first owner (public id) kept; nobody's for none."""
        return self.holdings[owner] if owner else NOBODY

    def owning(self, field: str) -> Q:
        """Return the filter of the things asked for, by the field that names their first owner."""
        asked = Q(**{f"{field}__public_id__in": list(self.holdings)})
        return asked | Q(**{field: None}) if self.nobody else asked


def keepers_of(slug: str, *, on: date | None = None, as_if: Collection[str] = ()) -> Keepers:
    """Return whose things `slug` holds, or may hold, on `on`."""
    return Keepers(holdings_of(slug, on=on, as_if=as_if))


def keepers_adrift(*, on: date | None = None, as_if: Collection[str] = ()) -> Keepers:
    """Return whose things nobody holds for certain on `on`; what has no owner is among them."""
    history = read_history(on, as_if=as_if)
    ended_alone = ~Q(until="")  # without a succession
    found = _holdings(history, ended_alone)
    return Keepers({key: held for key, held in found.items() if not held.certain}, nobody=True)


def holdings_of(
    slug: str, *, on: date | None = None, as_if: Collection[str] = ()
) -> dict[str, Holding]:
    """Return by public id each party whose things `slug` holds, or may hold, on `on`."""
    found = _holdings(read_history(on, as_if=as_if), Q(slug=slug))
    return {
        public_id: holding
        for public_id, holding in found.items()
        if any(holder.party.slug == slug for holder in holding.holders)
    }


def _holdings(history: History, more: Q) -> dict[str, Holding]:
    moved = Q(slug__in=history.lineage.givers) | Q(kind=PartyKind.JOINT_NAME)
    rows = Party.objects.filter(moved | more).prefetch_related("names")
    return {row.public_id: history.holding(row) for row in rows}


def signed(agreement: Agreement) -> Day:
    """Return since when an agreement bound anybody, as far as anybody says."""
    return agreement.signed_on or agreement.since or UNKNOWN_DAY


def over(agreement: Agreement, on: date) -> bool:
    """Return whether an agreement had certainly not begun on the day, or ended by then."""
    period = Period(agreement.since or agreement.signed_on, agreement.until)
    return period.covers(on) is Certainty.NO


def convened_by(agreement: Agreement, on: date) -> list[Convenor]:
    """Return who convenes an agreement on the day, or may. Prefetch `convenors`."""
    begun = signed(agreement)
    return [
        each
        for each in agreement.convenors.all()
        if Period(each.since or begun, each.until).covers(on) is not Certainty.NO
    ]

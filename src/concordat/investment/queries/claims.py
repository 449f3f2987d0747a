"""What does anybody say is held under these names, and on which terms?"""

from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch, Q

from concordat.investment.models import Coverage, Deal, Supply
from concordat.investment.words import (
    Claim,
    DealView,
    Permission,
    Reach,
    SupplyView,
    Use,
)
from concordat.investment.words import Coverage as Row
from concordat.parties import queries as parties
from concordat.parties.words import Actor


def claims_for(names: Collection[str], *, by: Actor, on: date) -> list[Claim]:
    """Return every row that counts now for one of the names (`title_name`), with its deals.

    Whether a deal holds, for whom and on which date, is for the asker to decide: deals
    that have ended are among them. A deal that `by` may not see is left out. Who pays is named as
    on the date `on`, an heir in place of who is gone.
    """
    wanted = sorted({name for name in names if name})
    if not wanted:
        return []
    visible = Deal.objects.filter(parties.visible_to(by)).prefetch_related("parties", "terms")
    rows = (
        Coverage.objects.filter(
            Q(print_name__in=wanted) | Q(online_name__in=wanted), holding__replaced_at=None
        )
        .select_related("holding__package")
        .prefetch_related(Prefetch("holding__package__deals", queryset=visible))
    )
    found = list(rows)
    deals = {deal.pk: deal for row in found for deal in row.holding.package.deals.all()}
    payers = parties.names_of_holders(
        [deal.payer_id for deal in deals.values() if deal.payer_id], on=on
    )
    views = {key: _deal(deal, payers.get(deal.payer_id or 0, "")) for key, deal in deals.items()}
    return [_claim(row, views) for row in found]


def supplies(*, on: date) -> list[SupplyView]:
    """Return every library that gets copies, and for whom."""
    rows = list(Supply.objects.select_related("provider").prefetch_related("parties"))
    names = parties.names_of([row.provider_id for row in rows], on=on)
    return [
        SupplyView(
            service=row.provider.slug,
            name=names.get(row.provider_id, row.provider.slug),
            parties=frozenset(party.slug for party in row.parties.all()),
            days=row.days,
            note=row.note,
            source=row.source,
        )
        for row in rows
    ]


def _claim(row: Coverage, deals: dict[int, DealView]) -> Claim:
    holding = row.holding
    return Claim(
        coverage=_coverage(row),
        package=holding.package.name,
        platform=holding.package.platform or holding.package.provider,
        said_on=holding.loaded_at.date().isoformat(),
        said_by=holding.source or holding.file,
        deals=tuple(deals[deal.pk] for deal in holding.package.deals.all()),
    )


def _coverage(row: Coverage) -> Row:
    return Row(
        title=row.as_titled,
        print_name=row.print_name,
        online_name=row.online_name,
        first_on=row.first_on,
        first_volume=row.first_volume,
        first_issue=row.first_issue,
        last_on=row.last_on,
        last_volume=row.last_volume,
        last_issue=row.last_issue,
        embargo=row.embargo,
        depth=row.depth,
        monograph=row.monograph,
        free=row.free,
        url=row.url,
        platform_key=row.platform_key,
        publisher=row.publisher,
        position=row.position,
    )


def _deal(row: Deal, payer: str) -> DealView:
    return DealView(
        id=row.public_id,
        slug=row.slug,
        name=row.name,
        reach=Reach(row.reach),
        parties=frozenset(party.slug for party in row.parties.all()),
        payer=payer,
        since=row.since,
        until=row.until,
        sign_in=row.sign_in,
        groups=tuple(row.groups),
        terms=tuple((Use(term.use), Permission(term.permission)) for term in row.terms.all()),
        source=row.source,
        note=row.note,
    )

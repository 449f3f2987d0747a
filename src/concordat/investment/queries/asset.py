"""What knowledge a party pays for or may use: deals, purchases, lists of holdings, scenarios."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils.timezone import localdate

from concordat.investment.measures.metrics import COUNTED_METRICS, PAID_ACCESS
from concordat.investment.measures.notice import ends_if_noticed
from concordat.investment.measures.price import WrongPriceError, cost_of
from concordat.investment.models import AgreementLine, Deal, Holding, Offer, OfferItem
from concordat.investment.queries.seen import deals_seen, purchases_seen, scenarios_seen
from concordat.investment.queries.value import may_see_prices, workforce
from concordat.investment.usage.opened import store
from concordat.parties import queries as parties
from concordat.parties.words import (
    NO_CHARGE,
    NOBODY,
    NOT_SHOWN,
    STAFF_TIME,
    Actor,
    Asset,
    Cost,
    Day,
    LastUse,
)
from concordat.parties.words import Holding as Held

ROOM = "investment"
_USED = "last month with a use in a COUNTER report"


def assets_of(
    slug: str, *, by: Actor, on: date | None = None, as_if: Collection[str] = ()
) -> list[Asset]:
    """Return what the party pays for and may use on `on`.

    Prices, days of notice and figures of use only to those who may see prices: others read
    that these are not shown to them.
    """
    return list(_assets(parties.keepers_of(slug, on=on, as_if=as_if), by, on))


def orphans(*, by: Actor, on: date | None = None, as_if: Collection[str] = ()) -> list[Asset]:
    """Return what is paid for or used by nobody for certain on `on`, as far as `by` may see."""
    return list(_assets(parties.keepers_adrift(on=on, as_if=as_if), by, on))


def _assets(keepers: parties.Keepers, by: Actor, on: date | None) -> Iterator[Asset]:
    deals = list(_deals(by, on))
    yield from _paid(deals, keepers)
    yield from _held(deals, keepers, on)
    yield from _lists(deals, keepers, on)
    yield from _purchases(keepers, by, on)
    for row in scenarios_seen(by).filter(keepers.owning("owner")).select_related("owner"):
        if on is None or localdate(row.made_at) <= on:
            yield Asset(
                room=ROOM,
                kind="scenario",
                label=row.name,
                id=row.public_id,
                owner=keepers.of(row.owner.public_id if row.owner else None),
                address=row.public_id,
                cost=STAFF_TIME,
            )


# --- deals ------------------------------------------------------------------------------------


def _deals(by: Actor, on: date | None) -> Iterable[Deal]:
    rows = deals_seen(by, on).select_related("payer", "owner").prefetch_related("packages")
    return rows if on is None else rows.filter(Q(since=None) | Q(since__lte=on))


def _keeper(deal: Deal, keepers: parties.Keepers) -> Held | None:
    """Return who answers for a deal: its payer, else whoever keeps it; None: not asked for."""
    party = deal.payer or deal.owner
    if party is None:
        return NOBODY if keepers.nobody else None
    return keepers.holdings.get(party.public_id)


def _paid(deals: Iterable[Deal], keepers: parties.Keepers) -> Iterator[Asset]:
    for deal in deals:
        owner = _keeper(deal, keepers)
        if owner is not None:
            cost = Cost("The price is not recorded with the deal", source=deal.source)
            yield _deal("payment", deal, owner, cost)


def _held(deals: Iterable[Deal], keepers: parties.Keepers, on: date | None) -> Iterator[Asset]:
    """Yield a deal for each party asked for that may use it by name and does not pay for it."""
    known = {deal.pk: deal for deal in deals}
    named = Deal.parties.through.objects.filter(
        deal__in=known, party__public_id__in=list(keepers.holdings)
    )
    rows = list(named.order_by("deal__slug", "pk").values_list("deal", "party__public_id"))
    payers = [deal.payer.pk for key, _ in rows if (deal := known[key]).payer]
    names = parties.names_of_holders(payers, on=on or date.max) if payers else {}
    for key, party in rows:
        deal = known[key]
        if deal.payer is None or deal.payer.public_id != party:
            payer = names.get(deal.payer.pk, deal.payer.slug) if deal.payer else ""
            cost = Cost(f"Paid for by {payer}" if payer else "Nobody says who pays")
            yield _deal("holding", deal, keepers.of(party), cost)


def _deal(kind: str, deal: Deal, owner: Held, cost: Cost) -> Asset:
    return Asset(
        room=ROOM,
        kind=kind,
        label=deal.name,
        id=deal.public_id,
        owner=owner,
        review_on=Day.of(deal.until) if deal.until else None,
        cost=cost,
        review="ends",
    )


def _lists(deals: Iterable[Deal], keepers: parties.Keepers, on: date | None) -> Iterator[Asset]:
    """Yield the list of each package once for each who answers for a deal on it."""
    found: dict[int, dict[str, Held]] = defaultdict(dict)
    for deal in deals:
        owner = _keeper(deal, keepers)
        if owner is not None:
            for package in deal.packages.all():
                found[package.pk][owner.party.id] = owner
    rows = Holding.objects.filter(package__in=found, replaced_at=None).select_related("package")
    for row in rows.order_by("package__slug"):
        if on is None or localdate(row.loaded_at) <= on:
            for owner in found[row.package_id].values():
                yield Asset(
                    room=ROOM,
                    kind="list of holdings",
                    label=f"{row.package}: {row.rows} {'title' if row.rows == 1 else 'titles'}",
                    id=row.public_id,
                    owner=owner,
                    cost=NO_CHARGE,
                )


# --- purchases --------------------------------------------------------------------------------


def _purchases(keepers: parties.Keepers, by: Actor, on: date | None) -> Iterator[Asset]:
    theirs = purchases_seen(by).filter(keepers.owning("payer")).select_related("payer", "offer")
    rows = list(theirs.prefetch_related("offer__parties").order_by("offer__slug"))
    if not rows:
        return
    entitled = may_see_prices(by)
    used = _last_months(rows) if entitled else {}
    staff = {slug: Decimal(str(sum(groups.values()))) for slug, groups in workforce().items()}
    for row in rows:
        notice = _notice(row, on) if entitled else None
        yield Asset(
            room=ROOM,
            kind="purchase",
            label=row.offer.name,
            id=row.public_id,
            owner=keepers.of(row.payer.public_id),
            review_on=Day.of(notice) if notice else None,
            cost=_cost(row.offer, staff) if entitled else NOT_SHOWN,
            used=LastUse(_USED, used.get(row.pk), shown=entitled),
            review="last day to give notice",
            ahead=True,
            review_shown=entitled,
        )


def _cost(offer: Offer, staff: dict[str, Decimal]) -> Cost:
    slugs = sorted(party.slug for party in offer.parties.all())
    basis = {
        "flat": "Price of the offer a year, one for all together",
        "each": f"Price of the offer a year, the same for each of {len(slugs)}",
        "tiers": f"Price of the offer a year, by the size of each of {len(slugs)}",
    }[str(offer.price.get("rule"))]
    try:
        pounds = cost_of(offer.price, [staff.get(slug, Decimal(0)) for slug in slugs])
    except WrongPriceError as error:
        return Cost(f"It cannot be worked out. {error}", source=offer.source)
    return Cost(basis, int(pounds * 100), offer.source)


def _notice(row: AgreementLine, on: date | None) -> date | None:
    """Return the last day, from `on`, on which notice can be given in time."""
    if on is None:
        return None
    ends = ends_if_noticed(
        renews_on=row.renews_on,
        notice_days=row.notice_days,
        committed_until=row.committed_until,
        today=on,
    )
    return ends - timedelta(days=row.notice_days)


def _last_months(rows: Collection[AgreementLine]) -> dict[int, Day]:
    """Return the newest month in which anybody for whom a line is bought used any item of it."""
    months = store().last_used(metrics=COUNTED_METRICS, access=PAID_ACCESS)
    items: dict[int, list[str]] = defaultdict(list)
    offers = [row.offer.pk for row in rows]
    for offer, key in OfferItem.objects.filter(offer__in=offers).values_list("offer", "key"):
        items[offer].append(key)
    found = {}
    for row in rows:
        asked = (
            (party.slug, row.offer.platform, item)
            for party in row.offer.parties.all()
            for item in items[row.offer.pk]
        )
        known = [months[key] for key in asked if key in months]
        if known:
            found[row.pk] = _month(max(known))
    return found


def _month(text: str) -> Day:
    first = date.fromisoformat(f"{text}-01")
    return Day(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))

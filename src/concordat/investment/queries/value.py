"""What is paid for, what did a use cost, what is paid twice, and how complete is what we know?"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from concordat.investment.measures.cost_per_use import Spell, cost_per_use
from concordat.investment.measures.duplicates import duplicates
from concordat.investment.measures.metrics import (
    COST_PER_USE,
    COUNTED_METRICS,
    METRICS,
    PAID_ACCESS,
    metric_for,
)
from concordat.investment.measures.notice import ends_if_noticed
from concordat.investment.measures.price import cost_of
from concordat.investment.models import AgreementLine, Offer, Workforce
from concordat.investment.usage.opened import store
from concordat.investment.words import (
    COUNTED,
    CostLine,
    Duplicate,
    LineView,
    MonthKnown,
    MonthState,
    OfferView,
    Reach,
    Total,
)
from concordat.parties import queries as parties
from concordat.parties.actions import NotAllowedError
from concordat.parties.words import Actor, Role

#: Whoever buys may see what others pay, as far as those share it.
BUYERS = (Role.PROCUREMENT_LEAD, Role.E_RESOURCES_LIBRARIAN)


def may_see_prices(by: Actor) -> bool:
    """Return whether `by` is among those to whom prices may be shown at all."""
    return parties.may_act(by, *BUYERS)


def require_buyer(by: Actor) -> None:
    """Raise NotAllowedError unless `by` buys for a party."""
    if not may_see_prices(by):
        raise NotAllowedError(by, BUYERS)


def offers(*, by: Actor, on: date) -> list[OfferView]:
    """Return the offers whose prices `by` may see, in order of slug."""
    return [one for one, _ in _offers(by, on)]


def lines(*, by: Actor, on: date) -> list[LineView]:
    """Return what is being paid for now, as far as `by` may see it."""
    return [line for _, line in _offers(by, on) if line]


def workforce() -> dict[str, dict[str, float]]:
    """Return full-time equivalents by organisation (slug) and staff group."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for row in Workforce.objects.select_related("party"):
        found[row.party.slug][row.group] = float(row.fte)
    return dict(found)


def names_of(slugs: Collection[str], *, on: date) -> dict[str, str]:
    """Return organisations' names by slug."""
    keys = parties.keys_of(slugs)
    names = parties.names_of(list(keys.values()), on=on)
    return {slug: names.get(keys[slug], slug) if slug in keys else slug for slug in slugs}


def costs(*, by: Actor, on: date, since: str, until: str) -> list[CostLine]:
    """Return cost per use of every line over the months since..until, the dearest first."""
    require_buyer(by)
    uses = _uses_of(_totals(since, until, COUNTED))
    counted = _months_counted(store().months(since=since, until=until))
    span = _months_between(since, until)
    found = [_cost(line, uses, counted, span) for line in lines(by=by, on=on)]
    return sorted(found, key=lambda one: (one.per_use is not None, -(one.per_use or 0)))


def metric(identifier: str) -> tuple[str, str]:
    """Return the label of a metric, with its version, and its formula in words."""
    found = METRICS[identifier]
    return found.label, found.formula


def duplicate_purchases(*, by: Actor, on: date) -> list[Duplicate]:
    """Return products that are paid for more than once, the largest saving first."""
    require_buyer(by)
    found = _offers(by, on)
    return duplicates([line for _, line in found if line], [offer for offer, _ in found])


def can_end(line: LineView, *, on: date) -> date:
    """Return the first day on which a line can end if notice is given on `on`."""
    return ends_if_noticed(
        renews_on=line.renews_on,
        notice_days=line.notice_days,
        committed_until=line.committed_until,
        today=on,
    )


def completeness(*, by: Actor, since: str, until: str) -> list[MonthKnown]:
    """Return what is known of each month's use, report by report."""
    require_buyer(by)
    return store().months(since=since, until=until)


def yearly_uses(
    *, since: str, until: str
) -> tuple[dict[tuple[str, str], float], list[tuple[str, str, int]]]:
    """Return paid uses a year by organisation and item, and where that is an estimate.

    A month that is not ready is not a month of zero: what was counted in the complete months
    stands for the rest. Where no month is complete, partial figures are taken as they are, which
    is too little. Estimates are (organisation, platform, complete months).
    """
    known = store().months(since=since, until=until)
    complete = _months_counted(known)
    span = _months_between(since, until)
    found: dict[tuple[str, str], float] = defaultdict(float)
    for total in _totals(since, until, [*COUNTED, MonthState.PARTIAL]):
        months = complete.get((total.organisation, total.platform), 0)
        if total.metric == metric_for(total.data_type) and not months:
            found[total.organisation, total.item] += total.number
    for total in _totals(since, until, COUNTED):
        months = complete.get((total.organisation, total.platform), 0)
        if total.metric == metric_for(total.data_type) and months:
            found[total.organisation, total.item] += total.number * span / months
    estimated = sorted((*place, n) for place, n in complete.items() if n < span)
    return {pair: round(number, 1) for pair, number in found.items()}, estimated


def latest_year() -> tuple[str, str] | None:
    """Return the first and last of the newest twelve months of which something is known."""
    known = store().months(since="0000-01", until="9999-12")
    if not known:
        return None
    last = max(month.month for month in known)
    year, month = int(last[:4]), int(last[5:])
    first = (year, month - 11) if month == 12 else (year - 1, month + 1)
    return f"{first[0]:04}-{first[1]:02}", last


# --- inside -----------------------------------------------------------------------------------


def _offers(by: Actor, on: date) -> list[tuple[OfferView, LineView | None]]:
    require_buyer(by)
    rows = (
        Offer.objects.filter(parties.visible_to(by))
        .prefetch_related("parties", "items", "line")
        .order_by("slug")
    )
    staff = {slug: Decimal(str(sum(groups.values()))) for slug, groups in workforce().items()}
    found = [(_offer(row, staff), getattr(row, "line", None)) for row in rows]
    payers = [line.payer_id for _, line in found if line]
    names = parties.names_of_holders(payers, on=on)
    slugs = {key: slug for slug, key in _slugs(payers).items()}
    return [
        (offer, _line(line, offer, slugs[line.payer_id], names) if line else None)
        for offer, line in found
    ]


def _slugs(keys: Collection[int]) -> dict[str, int]:
    rows = AgreementLine.objects.filter(payer__in=set(keys)).values_list("payer__slug", "payer_id")
    return dict(rows.distinct())


def _offer(row: Offer, staff: Mapping[str, Decimal]) -> OfferView:
    organisations = frozenset(party.slug for party in row.parties.all())
    return OfferView(
        id=row.public_id,
        slug=row.slug,
        name=row.name,
        product=row.product,
        provider=row.provider,
        platform=row.platform,
        reach=Reach(row.reach),
        cost=cost_of(row.price, [staff.get(slug, Decimal(0)) for slug in sorted(organisations)]),
        organisations=organisations,
        items={item.key: item.name for item in row.items.all()},
        audience=row.audience,
        exclusive_group=row.exclusive_group,
    )


def _line(row: AgreementLine, offer: OfferView, payer: str, names: Mapping[int, str]) -> LineView:
    return LineView(
        id=row.public_id,
        offer=offer,
        payer=payer,
        payer_name=names.get(row.payer_id, payer),
        renews_on=row.renews_on,
        notice_days=row.notice_days,
        committed_until=row.committed_until,
    )


def _totals(since: str, until: str, states: Collection[MonthState]) -> list[Total]:
    return store().totals(
        metrics=COUNTED_METRICS, access=PAID_ACCESS, since=since, until=until, states=states
    )


def _uses_of(totals: list[Total]) -> dict[tuple[str, str], int]:
    """Add up what counts as use of each item: the metric of its data type alone."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for total in totals:
        if total.metric == metric_for(total.data_type):
            found[total.organisation, total.item] += total.number
    return dict(found)


def _months_counted(known: list[MonthKnown]) -> dict[tuple[str, str], int]:
    """Return for each organisation and platform in how many months every report is complete."""
    whole: dict[tuple[str, str, str], bool] = {}
    for one in known:
        key = (one.organisation, one.platform, one.month)
        whole[key] = whole.get(key, True) and one.state in COUNTED
    found: dict[tuple[str, str], int] = defaultdict(int)
    for (organisation, platform, _), complete in whole.items():
        found[organisation, platform] += complete
    return dict(found)


def _cost(
    line: LineView,
    uses: Mapping[tuple[str, str], int],
    counted: Mapping[tuple[str, str], int],
    span: int,
) -> CostLine:
    offer = line.offer
    number = sum(
        uses.get((organisation, item), 0)
        for organisation in offer.organisations
        for item in offer.items
    )
    months = sum(counted.get((one, offer.platform), 0) for one in offer.organisations)
    paid = span * len(offer.organisations)
    price = (offer.cost or Decimal(0)) * span / 12
    spell = Spell(price=price, uses=number, months_paid=paid, months_counted=months)
    per_use = cost_per_use(spell)
    return CostLine(line, COST_PER_USE.label, number, months, paid, per_use)


def _months_between(since: str, until: str) -> int:
    years = int(until[:4]) - int(since[:4])
    return years * 12 + int(until[5:]) - int(since[5:]) + 1

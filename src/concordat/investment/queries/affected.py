"""What would a reorganisation move of this room?"""

from collections.abc import Iterator
from datetime import date

from django.db.models.functions import Coalesce

from concordat.investment.models import Holding
from concordat.investment.queries.seen import deals_seen, purchases_seen, scenarios_seen
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Affected, SuccessionView

ROOM = "investment"


def affected_by(
    event: SuccessionView | str, *, by: Actor, on: date | None = None
) -> list[Affected]:
    """Return the deals, lists, purchases and scenarios whose user or payer changes by the event.

    Prices and notice dates are not told: whoever may see them looks at the line itself.
    """
    compared = parties.shift(event, on)
    if compared is None:
        return []
    return [
        compared.affected(ROOM, kind, label, public_id, slug)
        for kind, label, public_id, slug in _things(by, list(compared.moved), compared.before.on)
    ]


def _things(by: Actor, slugs: list[str], on: date) -> Iterator[tuple[str, str, str, str]]:
    deals = deals_seen(by, on).order_by("slug")
    used = deals.filter(parties__slug__in=slugs)
    for name, public_id, slug in used.values_list("name", "public_id", "parties__slug"):
        yield "holding", name, public_id, slug
    kept = deals.annotate(keeper=Coalesce("payer__slug", "owner__slug")).filter(keeper__in=slugs)
    for name, public_id, slug in kept.values_list("name", "public_id", "keeper"):
        yield "payment", name, public_id, slug
    packages = kept.exclude(packages=None).values_list("packages", "keeper")
    lists = {row.package_id: row for row in Holding.objects.filter(replaced_at=None)}
    for package, slug in sorted(set(packages)):
        if row := lists.get(package):
            yield "list of holdings", str(row), row.public_id, slug
    lines = purchases_seen(by).filter(payer__slug__in=slugs).order_by("pk")
    for name, public_id, slug in lines.values_list("offer__name", "public_id", "payer__slug"):
        yield "purchase", name, public_id, slug
    for scenario in scenarios_seen(by).filter(owner__slug__in=slugs).select_related("owner"):
        if scenario.owner:
            yield "scenario", scenario.name, scenario.public_id, scenario.owner.slug

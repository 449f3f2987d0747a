"""What of this room may be named to somebody, prices apart."""

from datetime import date

from django.db.models import Q, QuerySet

from concordat.investment.models import AgreementLine, Deal, Offer, Scenario
from concordat.investment.queries.value import may_see_prices
from concordat.parties import queries as parties
from concordat.parties.words import LAST_KNOWN, Actor, Visibility


def deals_seen(by: Actor, on: date | None) -> QuerySet[Deal]:
    """Return the deals that `by` may see and that are not over on the day."""
    rows = Deal.objects.filter(parties.visible_to(by))
    if on is None or on == LAST_KNOWN:
        return rows
    return rows.exclude(until__lt=on)


def purchases_seen(by: Actor) -> QuerySet[AgreementLine]:
    """Return what is paid for, as far as `by` may know of it at all.

    Buyers know of what others share with them. Whoever does not buy knows that their own party
    pays for something, not how much.
    """
    seen = Offer.objects.filter(parties.visible_to(by))
    rows = AgreementLine.objects.filter(offer__in=seen)
    if may_see_prices(by):
        return rows
    own = [each for each in (by.party, *by.heir_to) if each] if by.joined else []
    return rows.filter(payer__public_id__in=own)


def scenarios_seen(by: Actor) -> QuerySet[Scenario]:
    """Return the scenarios that `by` may see: those shared, and to a buyer their party's."""
    rows = Scenario.objects.filter(parties.visible_to(by))
    shared = Q(visibility=Visibility.PARTIES.value) & ~Q(sha256="")
    return rows if may_see_prices(by) else rows.filter(shared)

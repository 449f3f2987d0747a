"""Has anything changed in what is held, by whom, and on which terms?"""

import hashlib

from concordat.investment.models import Deal, DealTerm, Holding
from concordat.parties import queries as parties
from concordat.parties.words import Actor


def mark_of_holdings(*, by: Actor) -> str:
    """Return a mark that stays the same while `claims_for` would answer `by` the same.

    Names do not count: only what decides whether something can be opened.
    """
    seen = Deal.objects.filter(parties.visible_to(by)).order_by("pk")
    facts = [
        list(seen.values_list("pk", "since", "until", "sign_in", "reach")),
        list(seen.order_by("pk", "parties").values_list("pk", "parties__slug")),
        list(seen.order_by("pk", "packages").values_list("pk", "packages")),
        list(DealTerm.objects.order_by("pk").values_list("deal", "use", "permission")),
        list(Holding.objects.filter(replaced_at=None).order_by("pk").values_list("pk", flat=True)),
    ]
    return hashlib.sha256(repr(facts).encode()).hexdigest()

"""Who is bound to whom on a date."""

from collections.abc import Collection
from datetime import date

from concordat.parties.models import Party
from concordat.parties.queries.agreement import agreement, agreements
from concordat.parties.queries.history import read_history
from concordat.parties.queries.standing import bound, in_force
from concordat.parties.words import VISITOR, Actor, Between, Certainty, Signatories


def signatories(
    slug: str, on: date | None = None, *, by: Actor = VISITOR, as_if: Collection[str] = ()
) -> Signatories | None:
    """Return how many signed the agreement and how many bodies hold the signatures on `on`."""
    found = agreement(slug, on=on, by=by, as_if=as_if)
    return found.signatories if found else None


def agreements_between(
    a: str,
    b: str,
    on: date | None = None,
    *,
    by: Actor = VISITOR,
    as_if: Collection[str] = (),
) -> list[Between]:
    """Return the agreements that bound the two parties (slugs) on `on`, and how surely.

    A party is bound when it holds a signature on that date. One that signed and is gone
    counts as well: what it signed stands until somebody ends it, with review due. Support
    binds nobody, and nobody is bound to itself.
    """
    if a == b:
        return []
    history = read_history(on, as_if=as_if)
    rows = Party.objects.filter(slug__in=[a, b]).prefetch_related("names")
    gone = {row.slug: history.ended(row) is Certainty.YES for row in rows}
    found = []
    for view in agreements(on=on, by=by, as_if=as_if):
        ways = [bound(view, slug, gone=gone.get(slug, False)) for slug in (a, b)]
        certainty = min(in_force(view), *ways)
        if certainty is not Certainty.NO:
            decisions = view.signatories.decisions if view.signatories else ()
            found.append(Between(view, certainty, decisions))
    return found

"""What was agreed, as at a date."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from concordat.parties.models import Agreement
from concordat.parties.permissions import visible_to
from concordat.parties.queries.agreement_view import SHOWN, agreement_view
from concordat.parties.queries.history import read_history
from concordat.parties.words import VISITOR, Actor, AgreementView, ClauseView


def agreement(
    slug: str, *, on: date | None = None, by: Actor = VISITOR, as_if: Collection[str] = ()
) -> AgreementView | None:
    """Return an agreement as at `on` (None: as last known); None: no such, or not to be seen.

    `slug` may be the public id. `as_if` names announced successions to be taken as in
    force, to look ahead.
    """
    found = _visible(by).filter(Q(slug=slug) | Q(public_id=slug)).first()
    return agreement_view(found, read_history(on, as_if=as_if), by) if found else None


def agreements(
    *, on: date | None = None, by: Actor = VISITOR, as_if: Collection[str] = ()
) -> list[AgreementView]:
    """Return every agreement that `by` may see, by title; those ended are among them."""
    history = read_history(on, as_if=as_if)
    views = [agreement_view(row, history, by) for row in _visible(by)]
    return sorted(views, key=lambda view: view.title.casefold())


def clause(
    slug: str, key: str, *, on: date | None = None, by: Actor = VISITOR
) -> ClauseView | None:
    """Return one clause in the wording as at `on`; None: no such, or not to be seen."""
    found = agreement(slug, on=on, by=by)
    return found.clause(key) if found else None


def _visible(by: Actor) -> QuerySet[Agreement]:
    return Agreement.objects.filter(visible_to(by)).prefetch_related(*SHOWN)

"""What each kind of errand does: floor 5 knows every room, the errands' room knows none."""

from typing import TYPE_CHECKING, Any

from concordat.errands.actions import Deed
from concordat.errands.words import Cancelled, Refused, Report

if TYPE_CHECKING:
    from concordat.parties.words import Actor


def cut(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Solve a scenario. Somebody who calls it off stops the solver, and nothing is kept."""
    from concordat.investment import actions
    from concordat.parties.words import CLOCK

    called_off, told = False, "Reading what is paid and used"

    def over() -> bool:
        nonlocal called_off
        try:
            report(0, 0, told)
        except Cancelled:
            called_off = True
        return called_off

    def progress(text: str) -> None:
        nonlocal told
        told = text

    sha256 = actions.solve_cut(scenario=payload["scenario"], by=CLOCK, over=over, progress=progress)
    if called_off:
        raise Cancelled
    return {"scenario": payload["scenario"], "sha256": sha256}


def take_in(payload: dict[str, Any], report: Report) -> dict[str, Any]:
    """Take a file into a private collection, with the rights that its giver has by now."""
    from concordat.evidence import actions
    from concordat.evidence.words import Refused as RefusedByRoom

    by = _acting(payload["person"], payload["party"])
    try:
        deposit = actions.take_in(by=by, coming=payload["coming"], report=report)
    except RefusedByRoom as reason:
        raise Refused(reason.message) from reason
    return {"deposit": deposit}


def _acting(person: str, party: str) -> "Actor":
    """Return a person (public id) acting now for a party; once that post is left, for none."""
    from django.contrib.auth import get_user_model

    from concordat.parties import queries
    from concordat.parties.words import Actor

    row = get_user_model().objects.filter(public_id=person).first()
    place = queries.party_named(party)
    if row is None or place is None:
        return Actor(name="somebody who has left", person=person)
    acting = queries.actor_for(row, party=place.slug)
    if party in (acting.party, *acting.heir_to):
        return acting
    return Actor(name=acting.name, person=acting.person)


DEEDS: dict[str, Deed] = {"cut": cut, "deposit": take_in}

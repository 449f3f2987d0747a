"""Who speaks for which party, and on what: for the parties that have joined."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from concordat.parties.models import Mandate, RoleGrant
from concordat.parties.words import Actor, Certainty, Period, Role


@dataclass(frozen=True, slots=True)
class Delegate:
    """A person with the role and a mandate. No `scope`: on everything."""

    name: str
    party: str  # slug
    scope: str
    period: Period


def delegates_of(slugs: Collection[str], *, by: Actor, on: date) -> list[Delegate]:
    """Return the delegates of parties (slugs) whose mandate and role both cover `on`.

    Names of people are for those who have joined: anybody else gets none.
    """
    if not (by.joined or by.operator):
        return []
    grants = RoleGrant.objects.filter(party__slug__in=slugs, role=Role.DELEGATE)
    able = {
        (grant.person_id, grant.party_id)
        for grant in grants
        if grant.period.covers(on) is Certainty.YES
    }
    rows = Mandate.objects.filter(
        party__slug__in=slugs, person__erased_at=None, person__is_active=True
    ).select_related("person", "party")
    return [
        Delegate(str(row.person), row.party.slug, row.scope, row.period)
        for row in rows
        if (row.person_id, row.party_id) in able and row.period.covers(on) is Certainty.YES
    ]

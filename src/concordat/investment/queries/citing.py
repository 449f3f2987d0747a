"""Scenarios as they are cited: to name one, nobody needs to see its figures."""

from django.utils import timezone

from concordat.investment.models import Scenario
from concordat.investment.words.citing import CitedScenario
from concordat.parties import queries as parties
from concordat.parties.words import Actor


def scenarios_to_cite(*, by: Actor, limit: int = 100) -> list[CitedScenario]:
    """Return the solved scenarios of the asker's party, the newest first, without figures.

    A cut that cannot be made is not among them: there is nothing in it to decide by.
    """
    rows = Scenario.objects.filter(parties.visible_to(by)).exclude(sha256="")
    possible = [row for row in rows[:limit] if row.solution.get("possible")]
    return [_cited(row, named=True) for row in possible]


def scenario_to_cite(public_id: str, *, by: Actor) -> CitedScenario | None:
    """Return a scenario by its id, whoever made it: who has its id was given it.

    Its name only to those who may see it, its figures to nobody.
    """
    row = Scenario.objects.filter(public_id=public_id).first()
    if row is None:
        return None
    seen = Scenario.objects.filter(parties.visible_to(by), pk=row.pk).exists()
    return _cited(row, named=seen)


def _cited(row: Scenario, *, named: bool) -> CitedScenario:
    day = timezone.localdate(row.made_at)
    return CitedScenario(row.public_id, row.name if named else "", day, row.sha256)

"""What was asked to be worked out, and what came of it?"""

from django.utils import timezone

from concordat.investment.models import Scenario
from concordat.investment.queries.value import require_buyer
from concordat.investment.words import ScenarioView
from concordat.parties import queries as parties
from concordat.parties.words import Actor


def scenario(public_id: str, *, by: Actor) -> ScenarioView | None:
    """Return a scenario of the asker's party. Its figures are for those who buy."""
    require_buyer(by)
    row = Scenario.objects.filter(parties.visible_to(by), public_id=public_id).first()
    return _view(row) if row else None


def scenarios(*, by: Actor, limit: int = 100) -> list[ScenarioView]:
    """Return the scenarios of the asker's party, the newest first."""
    require_buyer(by)
    return [_view(row) for row in Scenario.objects.filter(parties.visible_to(by))[:limit]]


def _view(row: Scenario) -> ScenarioView:
    return ScenarioView(
        id=row.public_id,
        name=row.name,
        made_by=row.made_by,
        made_on=timezone.localdate(row.made_at),
        errand=row.errand,
        inputs=row.inputs,
        solution=row.solution,
        sha256=row.sha256,
    )

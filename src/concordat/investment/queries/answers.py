"""What was asked to be worked out, and what came of it?"""

from datetime import date

from django.utils import timezone

from concordat.investment.models import Scenario
from concordat.investment.queries.value import require_buyer
from concordat.investment.words import ScenarioView, SharedScenario
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Visibility


def scenario(public_id: str, *, by: Actor) -> ScenarioView | None:
    """Return a scenario of the asker's party. Its figures are for those who buy."""
    require_buyer(by)
    row = Scenario.objects.filter(parties.visible_to(by), public_id=public_id).first()
    return _view(row) if row else None


def scenarios(*, by: Actor, limit: int = 100) -> list[ScenarioView]:
    """Return the scenarios of the asker's party and those shared, the newest first."""
    require_buyer(by)
    return [_view(row) for row in Scenario.objects.filter(parties.visible_to(by))[:limit]]


def shared_scenario(public_id: str, *, by: Actor) -> SharedScenario | None:
    """Return what anybody of a party that has joined may know of a scenario that was shared."""
    shared = Scenario.objects.filter(visibility=Visibility.PARTIES.value).exclude(sha256="")
    row = shared.filter(parties.visible_to(by), public_id=public_id).first()
    if row is None:
        return None
    asked, found = row.inputs["question"], row.solution
    possible = bool(found["possible"])
    money = found.get("money", {"saved": 0, "before": 1})
    value = found.get("value", {"after": 0, "before": 1})
    return SharedScenario(
        id=row.public_id,
        name=row.name,
        made_by=row.made_by,
        made_on=timezone.localdate(row.made_at),
        possible=possible,
        asked=asked["share"],
        saved=money["saved"] / money["before"] if money["before"] else 0.0,
        kept=value["after"] / value["before"] if value["before"] else 0.0,
        floor=asked["floor"],
        every_group=bool(asked.get("every_group")),
        end_by=date.fromisoformat(asked["end_by"]),
        ends=tuple(one["name"] for one in found.get("ended", ())),
        bought=tuple(one["name"] for one in found.get("new", ())),
        sha256=row.sha256,
    )


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
        shared=row.visibility == Visibility.PARTIES.value,
    )

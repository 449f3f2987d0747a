"""What a succession moves in this room, for the wizard that shows it before it acts."""

from collections.abc import Iterator
from datetime import date

from concordat.forum.models import Action, JointWorkArea, Member, PartyQuestion, PlannedWork
from concordat.forum.queries.asset import OVER
from concordat.forum.words import AreaState
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Affected, SuccessionView

ROOM = "forum"


def affected_by(
    event: SuccessionView | str, *, by: Actor, on: date | None = None
) -> list[Affected]:
    """Return each thing of this room whose holder is another after the event.

    `event` is the slug of a recorded one, announced or in force, or a view, which may be a
    draft (`parties.queries.draft`). Things past and done are not moved.
    """
    compared = parties.shift(event, on)
    if compared is None:
        return []
    return [
        compared.affected(ROOM, kind, label, public_id, slug)
        for kind, label, public_id, slug in _things(by, set(compared.moved))
    ]


def _things(by: Actor, givers: set[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, label, public id and the slug of the party of what those parties hold."""
    for member in Member.objects.filter(party__in=givers, until=None).select_related("forum"):
        yield "forum membership", str(member.forum), member.public_id, member.party
    plans = PlannedWork.objects.filter(parties.visible_to(by), owner__slug__in=givers)
    for plan in plans.exclude(stage__in=OVER).select_related("owner"):
        yield "planned work", plan.title, plan.public_id, plan.owner.slug if plan.owner else ""
    if by.joined:
        for action in Action.objects.filter(party__in=givers, done_on=None):
            yield "action", action.text, action.public_id, action.party
    areas = JointWorkArea.objects.filter(parties.visible_to(by), lead__in=givers)
    for area in areas.exclude(state=AreaState.ENDED):
        yield "joint work area", area.title, area.public_id, area.lead
    asked = PartyQuestion.objects.filter(parties.visible_to(by), asked_of__in=givers)
    for question in asked.filter(answered_at=None):
        yield "question to answer", question.text, question.public_id, question.asked_of

"""What a succession moves in this room, for the wizard that shows it before it acts."""

from collections.abc import Iterator
from datetime import date, timedelta

from concordat.forum.models import Action, JointWorkArea, Member, PartyQuestion, PlannedWork
from concordat.forum.words import AreaState, PlanStage
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Affected, Holding, SuccessionStatus

ROOM = "forum"
_OVER = (PlanStage.FINISHED, PlanStage.STOPPED)


def affected_by(succession: str, *, by: Actor, on: date | None = None) -> list[Affected]:
    """Return each thing of this room whose holder is another after the event (slug).

    It may be announced or in force. Things past and done are not moved.
    """
    event = parties.succession(succession)
    if event is None:
        return []
    day = on or event.on.latest or event.on.earliest
    ahead = [succession] if event.status is SuccessionStatus.ANNOUNCED else []
    eve = day if ahead or day is None else day - timedelta(days=1)
    moved: dict[str, tuple[Holding, Holding] | None] = {}
    found = []
    for kind, label, public_id, slug in _things(by, {p.giver.slug for p in event.parts}):
        if slug not in moved:
            before = parties.holder_of(slug, on=eve)
            after = parties.holder_of(slug, on=day, as_if=ahead)
            moved[slug] = (before, after) if before and after else None
        pair = moved[slug]
        if pair and _slugs(pair[0]) != _slugs(pair[1]):
            found.append(_affected(kind, label, public_id, *pair))
    return found


def _affected(kind: str, label: str, public_id: str, before: Holding, after: Holding) -> Affected:
    return Affected(
        room=ROOM,
        kind=kind,
        label=label,
        id=public_id,
        before=before.holders[0].party,
        after=after.holders,
        decisions=after.decisions,
    )


def _slugs(holding: Holding) -> set[str]:
    return {holder.party.slug for holder in holding.holders}


def _things(by: Actor, givers: set[str]) -> Iterator[tuple[str, str, str, str]]:
    """Yield kind, label, public id and the slug of the party of what those parties hold."""
    for member in Member.objects.filter(party__in=givers, until=None).select_related("forum"):
        yield "forum membership", str(member.forum), member.public_id, member.party
    plans = PlannedWork.objects.filter(parties.visible_to(by), owner__slug__in=givers)
    for plan in plans.exclude(stage__in=_OVER).select_related("owner"):
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

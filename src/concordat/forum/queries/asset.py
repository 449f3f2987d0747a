"""What knowledge is kept in this room: joint work areas by their lead, and planned work."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from concordat.forum.models import JointWorkArea, PlannedWork
from concordat.forum.words import AreaState, PlanStage
from concordat.parties import queries as parties
from concordat.parties.words import NO_CHARGE, NOBODY, Actor, Asset, Day, LastUse

ROOM = "forum"
OVER = (PlanStage.FINISHED, PlanStage.STOPPED)


def assets_of(
    slug: str, *, by: Actor, on: date | None = None, as_if: Collection[str] = ()
) -> list[Asset]:
    """Return the joint work areas that the party leads on `on`, and what it plans.

    What is over is the record of the forum and nobody's task any more.
    """
    return list(_assets(parties.keepers_of(slug, on=on, as_if=as_if), by, on))


def orphans(*, by: Actor, on: date | None = None, as_if: Collection[str] = ()) -> list[Asset]:
    """Return the joint and planned work for which nobody answers for certain on `on`."""
    return list(_assets(parties.keepers_adrift(on=on, as_if=as_if), by, on))


def _assets(keepers: parties.Keepers, by: Actor, on: date | None) -> Iterator[Asset]:
    leads = keepers.slugs
    led = Q(lead__in=leads) | (Q(lead="") if keepers.nobody else Q(pk__in=[]))
    areas = JointWorkArea.objects.filter(parties.visible_to(by), led)
    for area in areas.exclude(state=AreaState.ENDED).order_by("title", "pk"):
        if on is None or localdate(area.proposed_at) <= on:
            yield Asset(
                room=ROOM,
                kind="joint work area",
                label=area.title,
                id=area.public_id,
                owner=leads[area.lead] if area.lead else NOBODY,
                review_on=Day.of(area.ends_on) if area.ends_on else None,
                address=area.public_id,
                cost=NO_CHARGE,
                used=LastUse("last written about", Day.of(localdate(area.active_at))),
                review="ends",
            )
    yield from _plans(keepers, by, on)


def _plans(keepers: parties.Keepers, by: Actor, on: date | None) -> Iterator[Asset]:
    asked = parties.visible_to(by) & keepers.owning("owner")
    rows = PlannedWork.objects.filter(asked).exclude(stage__in=OVER).select_related("owner")
    for plan in rows.order_by("title", "pk"):
        if on is None or localdate(plan.entered_at) <= on:
            yield Asset(
                room=ROOM,
                kind="planned work",
                label=plan.title,
                id=plan.public_id,
                owner=keepers.of(plan.owner.public_id if plan.owner else None),
                review_on=Day.of(plan.ends_on) if plan.ends_on else None,
                address=plan.public_id,
                cost=NO_CHARGE,
                review="to be done",
            )

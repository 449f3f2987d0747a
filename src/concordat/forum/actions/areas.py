"""Joint work areas: propose, complete, agree, write what was done."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from concordat.forum.actions.given import (
    known_forum,
    known_party,
    local_day,
    same_version,
    text_of,
)
from concordat.forum.actions.rights import need_member_post, need_post, need_secretariat
from concordat.forum.models import AreaEntry, Decision, JointWorkArea, PlannedWork
from concordat.forum.queries.areas import missing
from concordat.forum.words import AreaState, Beneficiary, Refused
from concordat.parties import queries as parties
from concordat.parties.actions import note
from concordat.parties.rows import LONG, NAME
from concordat.parties.words import Actor, Visibility


@transaction.atomic
def propose_area(
    *,
    by: Actor,
    forum: str,
    title: str,
    scope: str,
    lead: str,
    partners: Sequence[str],
    plans: Sequence[str] = (),
    ends_on: date | None = None,
    now: datetime,
) -> str:
    """Propose joint work of two parties or more (slugs); return its public id."""
    need_post(by)
    leader = known_party("lead", lead)
    need_member_post(by, leader)
    others = [known_party("partners", each).slug for each in partners]
    others = [slug for slug in dict.fromkeys(others) if slug != leader.slug]
    if not others:
        raise Refused("partners", "Joint work needs a second party.")
    row = JointWorkArea.objects.create(
        forum=known_forum(forum),
        title=text_of("title", title, limit=NAME),
        scope=text_of("scope", scope, limit=LONG),
        lead=leader.slug,
        partners=others,
        ends_on=ends_on,
        proposed_at=now,
        active_at=now,
        owner_id=leader.id,
        visibility=Visibility.PARTIES.value,
    )
    row.plans.set(PlannedWork.objects.filter(parties.visible_to(by), public_id__in=plans))
    note(by=by, deed="propose area", about=f"area:{row.public_id}", changed={"lead": leader.slug})
    return row.public_id


@transaction.atomic
def measure_area(
    *,
    by: Actor,
    area: str,
    beneficiary: Beneficiary,
    who: str,
    measure: str,
    baseline: str,
    baseline_on: date | None,
    target: str = "",
    version: int,
    now: datetime,
) -> None:
    """Say who gains and how that is measured, before it is agreed. Raises Conflict, Refused."""
    row = _area(by, area)
    same_version(row.version, version)
    if row.state != AreaState.PROPOSED:
        raise Refused("measure", "It is agreed: beneficiary, measure and baseline stay.")
    if baseline_on and baseline_on > local_day(now):
        raise Refused("baseline_on", "A baseline was measured on a day that has been.")
    row.beneficiary = beneficiary.value
    row.who = text_of("who", who, limit=NAME, needed=False)
    row.measure = text_of("measure", measure, limit=LONG, needed=False)
    row.baseline = text_of("baseline", baseline, limit=NAME, needed=False)
    row.target = text_of("target", target, limit=NAME, needed=False)
    row.baseline_on, row.active_at, row.version = baseline_on, now, row.version + 1
    row.save()
    note(by=by, deed="measure area", about=f"area:{area}")


@transaction.atomic
def agree_area(*, by: Actor, area: str, decision: str, now: datetime) -> None:
    """Mark joint work as agreed by a decision (public id) of the forum that stands.

    Refused as long as beneficiary, measure or baseline are missing.
    """
    need_secretariat(by)
    row = _area(by, area)
    if row.state != AreaState.PROPOSED:
        raise Refused("area", f"It is {row.state} already.")
    if lacking := missing(row):
        raise Refused("area", f"It cannot be agreed before it says {', '.join(lacking)}.")
    by_what = Decision.objects.filter(public_id=decision, forum=row.forum).first()
    if by_what is None:
        raise Refused("decision", "It is agreed by a decision of its forum.")
    if by_what.chairs_action and by_what.ratified_by is None:
        raise Refused("decision", "That decision waits to be ratified.")
    row.state, row.decision = AreaState.AGREED.value, by_what
    row.agreed_on, row.active_at, row.version = local_day(now), now, row.version + 1
    row.save()
    note(by=by, deed="agree area", about=f"area:{area}", changed={"decision": decision})


@transaction.atomic
def write_entry(*, by: Actor, area: str, text: str, now: datetime) -> str:
    """Write what was done in joint work, or measured; return the entry's public id."""
    row = _area(by, area)
    if row.state == AreaState.ENDED:
        raise Refused("text", "This joint work has ended.")
    entry = AreaEntry.objects.create(
        area=row, text=text_of("text", text, limit=LONG), by=by.name, at=now
    )
    row.active_at = now
    row.save(update_fields=["active_at"])
    note(by=by, deed="write entry", about=f"area:{area}", changed={"entry": entry.public_id})
    return entry.public_id


@transaction.atomic
def end_area(*, by: Actor, area: str, text: str, now: datetime) -> None:
    """End joint work with a last word on what came of it."""
    row = _area(by, area)
    if row.state == AreaState.ENDED:
        raise Refused("text", "This joint work has ended already.")
    AreaEntry.objects.create(area=row, text=text_of("text", text, limit=LONG), by=by.name, at=now)
    row.state, row.version = AreaState.ENDED.value, row.version + 1
    row.save()
    note(by=by, deed="end area", about=f"area:{area}")


def _area(by: Actor, public_id: str) -> JointWorkArea:
    """Return an area that `by` may write in: of its lead, of a partner, or the secretariat."""
    need_post(by)
    rows = JointWorkArea.objects.filter(parties.visible_to(by), public_id=public_id)
    row = JointWorkArea.objects.select_for_update().filter(pk__in=rows.values("pk")).first()
    if row is None:
        raise Refused("area", "There is no such joint work area.")
    mine = known_party("party", by.party).slug if by.party else ""
    if mine not in row.partners:
        need_member_post(by, known_party("lead", row.lead))
    return row

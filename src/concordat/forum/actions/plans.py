"""Enter planned work, see what is alike, answer."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from concordat.forum.actions.agenda import gather_for
from concordat.forum.actions.given import (
    known_party,
    local_day,
    own_party,
    same_version,
    text_of,
    working_days,
    write_letter,
)
from concordat.forum.actions.rights import WRITERS, need_post
from concordat.forum.models import Likeness, LikenessAnswer, PlannedWork
from concordat.forum.queries.names import acts_for
from concordat.forum.queries.plans import called, matches, reasons_back, veil
from concordat.forum.words import Choice, PlanGiven, PlanStage, Refused
from concordat.parties.actions import NotAllowedError, note
from concordat.parties.rows import LONG, NAME
from concordat.parties.words import Actor, PartyView, Visibility

#: An answer is owed from this score on; below, the like is shown and that is all.
OBLIGED = 0.45
ANSWER_WITHIN = 10  # working days
_SHORT = ("population", "intervention", "comparison", "outcome", "setting", "contact_name")


@transaction.atomic
def enter_plan(*, by: Actor, given: PlanGiven, now: datetime, party: str = "") -> str:
    """Keep planned work and look at once for what is alike; return its public id.

    It belongs to the party acted for; an operator names it by slug. Raises Refused,
    NotAllowedError.
    """
    need_post(by)
    owner = own_party(by, party)
    row = PlannedWork.objects.create(
        **_checked(given), owner_id=owner.id, entered_by=by.person, entered_at=now
    )
    _look(row, by, now)
    note(by=by, deed="enter plan", about=f"plan:{row.public_id}", changed={"kind": row.kind})
    return row.public_id


@transaction.atomic
def change_plan(*, by: Actor, plan: str, given: PlanGiven, version: int, now: datetime) -> None:
    """Change planned work (public id) and look again. Raises Conflict when it has moved on."""
    row = _own_plan(by, plan)
    same_version(row.version, version)
    values = _checked(given)
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    _look(row, by, now)
    about = f"plan:{row.public_id}"
    note(by=by, deed="change plan", about=about, changed={"fields": changed})


def _checked(given: PlanGiven) -> dict[str, Any]:
    values: dict[str, Any] = asdict(given)
    values["title"] = text_of("title", given.title, limit=NAME)
    values["question"] = text_of("question", given.question, limit=LONG, needed=False)
    values["words"] = text_of("words", given.words, limit=LONG, needed=False)
    for name in _SHORT:
        values[name] = text_of(name, values[name], limit=NAME, needed=False)
    headings = [text_of("headings", h, limit=NAME, needed=False) for h in given.headings]
    values["headings"] = list(dict.fromkeys(filter(None, headings)))[:30]
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        raise Refused("ends_on", "It ends before it starts.")
    if given.visibility is Visibility.OWN_SERVICE:
        raise Refused("visibility", "A plan belongs to a party: choose another.")
    if not (given.contact_name or given.contact_email):
        raise Refused("contact_email", "Say whom others may ask.")
    for name in ("kind", "stage", "visibility"):
        values[name] = values[name].value
    return values


def _own_plan(by: Actor, public_id: str) -> PlannedWork:
    need_post(by)
    row = PlannedWork.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise Refused("plan", "There is no such planned work.")
    if not acts_for(by, row.owner_id or ""):
        raise NotAllowedError(by, WRITERS, row.owner_id or "")
    return row


def _look(row: PlannedWork, by: Actor, now: datetime) -> None:
    """Keep what is alike now, let lapse what is so no more, and tell the owners once."""
    private = row.visibility == Visibility.OWN_PARTY or row.stage == PlanStage.STOPPED
    found = [] if row.stage == PlanStage.STOPPED else matches(row, by=by)
    kept = {other.pk for other, _ in found}
    before = Likeness.objects.filter(Q(newer=row) | Q(older=row), lapsed=False)
    for pair in before.select_related("newer", "older"):
        other = pair.older if pair.newer_id == row.pk else pair.newer
        if other.pk not in kept:
            pair.lapsed = True
            pair.save(update_fields=["lapsed"])
    for other, match in found:
        pair, new = _keep(row, other, match.score, now)
        forth, back = match.reasons, reasons_back(row, other)
        if pair.newer_id != row.pk:
            forth, back = back, forth
        pair.relation, pair.lapsed = match.relation.value, False
        pair.reasons, pair.reasons_back = list(forth), list(back)
        pair.save()
        if new and pair.obliged and not private:
            _tell(pair, now)


def _keep(
    row: PlannedWork, other: PlannedWork, score: float, now: datetime
) -> tuple[Likeness, bool]:
    pair = Likeness.objects.filter(Q(newer=row, older=other) | Q(newer=other, older=row)).first()
    obliged = score >= OBLIGED and row.owner_id != other.owner_id
    if pair is not None:
        pair.score, pair.obliged = score, obliged or pair.obliged
        return pair, False
    due = working_days(local_day(now), ANSWER_WITHIN)
    made = Likeness.objects.create(
        newer=row, older=other, score=score, obliged=obliged, due_on=due, found_at=now
    )
    return made, True


def _tell(pair: Likeness, now: datetime) -> None:
    """Write to both owners. Each learns of the other plan what it may read of it, no more."""
    for mine, other in ((pair.newer, pair.older), (pair.older, pair.newer)):
        body = (
            f"Your planned work “{mine.title}” is like another one:\n\n{_said(other)}\n\n"
            f"Please answer by {pair.due_on.day} {pair.due_on:%B %Y}: join, share the "
            f"protocol, wait, or proceed with a reason.\n"
            f"The page: {settings.SITE}/planned/{mine.public_id}/alike\n"
        )
        write_letter(
            to=mine.contact_email,
            subject="Planned work that is like yours",
            body=body,
            about=f"likeness:{pair.public_id}",
            now=now,
        )


def _said(other: PlannedWork) -> str:
    if veiled := veil(other):
        starts = f", starts on {veiled.starts_on.isoformat()}" if veiled.starts_on else ""
        return f"A {veiled.kind} that is not shared{starts}. Ask: {veiled.contact}"
    return f"{other.title}\nAsk: {other.contact_name} {other.contact_email}".strip()


@transaction.atomic
def answer_likeness(
    *, by: Actor, likeness: str, plan: str, choice: Choice, reason: str = "", now: datetime
) -> str:
    """Answer for the owner of `plan` (public id) what will be done; return the answer's id.

    A reason is needed to wait and to proceed. Joining goes to the agenda of the next
    meeting at once. Both owners are told.
    """
    row = _own_plan(by, plan)
    pair = Likeness.objects.select_related("newer", "older").filter(public_id=likeness).first()
    if pair is None or row.pk not in (pair.newer_id, pair.older_id):
        raise Refused("likeness", "These two plans are not recorded as alike.")
    needed = choice in (Choice.WAIT, Choice.PROCEED)
    reason = text_of("reason", reason, limit=LONG, needed=needed)
    owner = known_party("party", row.owner_id or "")
    kept = LikenessAnswer.objects.create(
        likeness=pair,
        plan=row,
        choice=choice.value,
        reason=reason,
        person=by.person,
        by=owner.name,
        at=now,
    )
    if choice is Choice.JOIN:
        gather_for(row, now=now)
    _tell_answer(pair, row, kept, owner, now)
    about = f"likeness:{pair.public_id}"
    note(by=by, deed="answer likeness", about=about, changed={"choice": choice.value})
    return kept.public_id


def _tell_answer(
    pair: Likeness, mine: PlannedWork, kept: LikenessAnswer, owner: PartyView, now: datetime
) -> None:
    other = pair.older if pair.newer_id == mine.pk else pair.newer
    hidden = mine.visibility == Visibility.MATCH
    who = f"The owner of {called(mine)}" if hidden else f"{owner.name}, for {called(mine)},"
    body = f"{who} answers: {kept.choice}.\n{kept.reason}\n"
    page = f"The page: {settings.SITE}/planned/{other.public_id}/alike\n"
    subject = f"Alike planned work: {kept.choice}"
    about = f"likeness:{pair.public_id}"
    write_letter(to=other.contact_email, subject=subject, body=body + page, about=about, now=now)
    confirmed = f"You answered: {kept.choice}.\n{kept.reason}\n"
    write_letter(to=mine.contact_email, subject=subject, body=confirmed, about=about, now=now)

"""Say whether a work still stands."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concordat.evidence.actions import log
from concordat.evidence.actions.desk import Desk
from concordat.evidence.actions.events import STATED
from concordat.evidence.models import StatusEvent, Work
from concordat.evidence.words import Identifier, Standing
from concordat.parties import actions as parties
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor, Role

#: Who may state how a work stands: those whose post is to know.
WHO_MAY = (Role.PUBLISHER, Role.KNOWLEDGE_SPECIALIST)
#: What may be reported against a work, the gravest first.
FOUND_AGAINST = ("retracted", "withdrawn", "replaced", "concern", "corrected")


class NoSuchWorkError(Exception):
    """There is no such work for this actor. The message names it."""


def set_standing(
    *,
    work: str,
    standing: Standing,
    on: str,
    source: str,
    note: str = "",
    notice: Identifier | None = None,
    seen: int | None = None,
    by: Actor,
    now: datetime | None = None,
) -> None:
    """State the standing of the work with this public id.

    `on` is the ISO date (or part of one) on which it was true, `source` the name or address
    of who said so, `notice` what was published about it. It clears what feeds reported so
    far, not what they report later. `seen` is the work's revision that the form was made
    from. Raises NotAllowedError, NoSuchWorkError, ChangedMeanwhileError, and ValueError when
    `source` is empty: a standing needs a witness.
    """
    event = StatusEvent(relation=STATED, standing=standing.value, on=on, source=source, note=note)
    _enter(event, work, notice=notice, seen=seen, by=by, now=now)


def report(
    *,
    work: str,
    relation: str,
    on: str,
    source: str,
    note: str = "",
    notice: Identifier | None = None,
    seen: int | None = None,
    by: Actor,
    now: datetime | None = None,
) -> None:
    """Enter what was found against a work: retracted, withdrawn, replaced, concern, corrected.

    Unlike a statement of its standing it holds whatever was stated for another date: a
    retraction of 2013 is not undone by a list that called the work current in 2020. Else as
    `set_standing`; raises ValueError for any other relation too.
    """
    if relation not in FOUND_AGAINST:
        raise ValueError(f"{relation!r} is not one of: {', '.join(FOUND_AGAINST)}.")
    event = StatusEvent(relation=relation, on=on, source=source, note=note)
    _enter(event, work, notice=notice, seen=seen, by=by, now=now)


def _enter(
    event: StatusEvent,
    work: str,
    *,
    notice: Identifier | None,
    seen: int | None,
    by: Actor,
    now: datetime | None,
) -> None:
    parties.require(by, *WHO_MAY)
    if not event.source.strip():
        raise ValueError("Say who said so: a standing without a source cannot be checked.")
    now = now or timezone.now()
    with transaction.atomic():
        ledger = log.lock()
        row = living_work(work, by=by)
        if seen is not None and seen != row.revision:
            raise parties.ChangedMeanwhileError(row.title)
        event.work, event.seen_at = row, now
        if notice:
            event.target_scheme, event.target_value = notice.scheme, notice.value
        event.save()
        desk = Desk(ledger, now=now)
        desk.fetch({row.pk})
        desk.by_key[row.pk].stale = True
        desk.by_key[row.pk].change = "standing"
        desk.write()
        said = event.standing or event.relation
        changed = {"standing": said, "on": event.on, "source": event.source, "note": event.note}
        parties.note(by=by, deed="set standing", about=f"work:{work}", changed=changed)


def living_work(work: str, *, by: Actor) -> Work:
    """Return the row of a work that `by` may see and that was not merged away."""
    row = Work.objects.filter(visible_to(by), public_id=work, merged_into=None).first()
    if row is None:
        raise NoSuchWorkError(f"There is no work {work}, or it was merged into another.")
    return row

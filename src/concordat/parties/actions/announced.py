"""What comes of an announced succession: it comes into force, is put off, or is called off."""

from datetime import date

from django.db import transaction

from concordat.parties.actions.audit import note
from concordat.parties.actions.editing import count_change
from concordat.parties.actions.facts import WrongFactError, day_of, one_line
from concordat.parties.actions.rights import require
from concordat.parties.models import Succession
from concordat.parties.models.succession import POSTPONED
from concordat.parties.rows import LONG
from concordat.parties.rules import faults_of_status
from concordat.parties.words import Actor, Certainty, Day, Role, SuccessionStatus


@transaction.atomic
def bring_into_force(
    *, by: Actor, slug: str, on: Day | date, instrument: str = "", edition: int | None = None
) -> None:
    """Record that an announced succession has come into force.

    Raises WrongFactError when there is no such succession or it is no longer announced;
    ChangedMeanwhileError when `edition`, the one that the form was made from, is not the last.
    """
    event = _announced(by, slug, edition)
    before = {"on": event.on, "status": event.status}
    event.status, event.on = SuccessionStatus.IN_FORCE.value, day_of(on)
    event.instrument = instrument or event.instrument
    event.settled_here = True
    event.save(update_fields=["status", "on", "instrument", "settled_here"])
    changed = {"before": {k: str(v) for k, v in before.items()}, "on": on}
    note(by=by, deed="bring into force", about=f"succession:{slug}", changed=changed)


@transaction.atomic
def postpone_succession(
    *,
    by: Actor,
    slug: str,
    on: Day | date | None,
    reason: str,
    today: date,
    edition: int | None = None,
) -> None:
    """Record that an announced succession is to take effect on another day (None: not known).

    The day that was planned before stays in the note, with the reason. Raises WrongFactError
    when the day is the same or the succession no longer announced, ChangedMeanwhileError,
    NotAllowedError.
    """
    event = _announced(by, slug, edition)
    before, day, why = event.on, day_of(on), one_line("reason", reason)
    if day == before:
        raise WrongFactError("on", "That is the day that is planned already.")
    told = event.announced_on.earliest if event.announced_on else None
    if day and day.latest and told and day.latest < told:
        raise WrongFactError("on", f"It was announced on {event.announced_on}, after that day.")
    said = f"{POSTPONED}{Day.of(today)}: planned {_planned(before)} until then. Reason: {why}"
    event.on, event.note = day, f"{event.note}\n{said}".strip()
    event.settled_here = True
    event.save(update_fields=["on", "note", "settled_here"])
    changed = {"before": str(before or ""), "on": str(day or ""), "reason": why}
    note(by=by, deed="postpone succession", about=f"succession:{slug}", changed=changed)


@transaction.atomic
def withdraw_succession(
    *,
    by: Actor,
    slug: str,
    on: Day | date,
    reason: str,
    today: date,
    source: str = "",
    edition: int | None = None,
) -> None:
    """Record that an announced succession was called off on a day, why, and who says so.

    Pages as at days before tell it as announced. It moves nothing on any day. Raises
    WrongFactError when it is no longer announced or the day cannot be, ChangedMeanwhileError,
    NotAllowedError.
    """
    event = _announced(by, slug, edition)
    day, why = _no_later(day_of(on), today), one_line("reason", reason)
    source = source.strip()
    if len(source) > LONG:
        raise WrongFactError("source", f"Write {LONG} signs at most; these are {len(source)}.")
    for fault in faults_of_status(
        SuccessionStatus.WITHDRAWN,
        announced_on=event.announced_on,
        withdrawn_on=day,
        reason=why,
    ):
        raise WrongFactError("on", fault)
    event.status, event.withdrawn_on = SuccessionStatus.WITHDRAWN.value, day
    event.withdrawn_reason, event.withdrawn_source = why, source
    event.settled_here = True
    event.save(
        update_fields=[
            "status",
            "withdrawn_on",
            "withdrawn_reason",
            "withdrawn_source",
            "settled_here",
        ]
    )
    changed = {"on": str(day), "reason": why, "source": source}
    note(by=by, deed="withdraw succession", about=f"succession:{slug}", changed=changed)


def _announced(by: Actor, slug: str, edition: int | None) -> Succession:
    """Return an event that is announced and nothing else, counted as changed once more."""
    require(by, Role.SECRETARIAT)
    event = Succession.objects.select_for_update().filter(slug=slug).first()
    if event is None:
        raise WrongFactError("slug", f"There is no announced succession “{slug}”.")
    count_change(event, seen=edition)
    if event.status != SuccessionStatus.ANNOUNCED:
        said = f"There is no announced succession “{slug}”: it is {event.status}."
        raise WrongFactError("slug", said)
    return event


def _no_later(day: Day | None, today: date) -> Day | None:
    """Return the day, which has come: what is recorded as done was done by today."""
    if day is None:
        return None
    if day.by(today) is Certainty.NO:
        raise WrongFactError("on", "That day is still to come. Record it once it was withdrawn.")
    return Day(day.earliest, min(day.latest or today, today))


def _planned(day: Day | None) -> str:
    if day is None or not (day.earliest or day.latest):
        return "for no known day"
    return f"for {day}" if day.known else str(day)

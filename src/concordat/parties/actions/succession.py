"""Carry out a succession: one event, written at once or not at all."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from concordat.parties.actions.audit import note
from concordat.parties.actions.editing import count_change
from concordat.parties.actions.facts import (
    WrongFactError,
    day_of,
    known_party,
    new_slug,
    one_line,
    text_of,
)
from concordat.parties.actions.rights import require, require_over
from concordat.parties.models import Part, Succession
from concordat.parties.models.succession import CORRECTION
from concordat.parties.queries.shift import draft, faults_in
from concordat.parties.rows import NAME
from concordat.parties.rules import faults_of
from concordat.parties.words import (
    Actor,
    Day,
    PartGiven,
    PartyKind,
    Role,
    SuccessionKind,
    SuccessionStatus,
)


@transaction.atomic
def succeed(
    *,
    by: Actor,
    slug: str,
    kind: SuccessionKind,
    parts: Sequence[PartGiven],
    on: Day | date | None,
    status: SuccessionStatus = SuccessionStatus.IN_FORCE,
    title: str = "",
    announced_on: Day | date | None = None,
    instrument: str = "",
    instrument_url: str = "",
    source: str = "",
    comment: str = "",
) -> str:
    """Record one event of reorganisation and return its public id.

    Nothing else is written: who holds agreements, memberships and the rest follows when it
    is read. Show `queries.affected_by` first. `on`: None when nobody says. Raises
    WrongFactError (also when a giver is gone already), NotAllowedError.
    """
    require(by, Role.SECRETARIAT)
    if status is SuccessionStatus.WITHDRAWN:
        raise WrongFactError("status", "Record it as announced, then that it was withdrawn.")
    return _record(
        by=by,
        slug=slug,
        kind=kind,
        parts=parts,
        on=on,
        status=status,
        title=title,
        announced_on=announced_on,
        instrument=instrument,
        instrument_url=instrument_url,
        source=source,
        comment=comment,
    )


def _record(
    *,
    by: Actor,
    slug: str,
    kind: SuccessionKind,
    parts: Sequence[PartGiven],
    on: Day | date | None,
    title: str,
    source: str,
    status: SuccessionStatus = SuccessionStatus.IN_FORCE,
    announced_on: Day | date | None = None,
    instrument: str = "",
    instrument_url: str = "",
    comment: str = "",
) -> str:
    for fault in faults_in(draft(kind=kind, parts=parts, on=day_of(on), status=status)):
        raise WrongFactError("parts", fault)
    new_slug("slug", slug, Succession)
    event = Succession.objects.create(
        slug=slug,
        kind=kind.value,
        status=status.value,
        on=day_of(on),
        announced_on=day_of(announced_on),
        title=title.strip(),
        instrument=instrument,
        instrument_url=instrument_url,
        source=source,
        note=comment,
    )
    for part in parts:
        _keep_part(event, part)
    changed = {"kind": kind, "on": on, "status": status, "parts": [_told(p) for p in parts]}
    note(by=by, deed="succeed", about=f"succession:{slug}", changed=changed)
    return event.public_id


def _keep_part(event: Succession, part: PartGiven) -> None:
    Part.objects.create(
        succession=event,
        giver=known_party("parts", part.giver),
        taker=known_party("parts", part.taker),
        function=part.function.strip(),
        name=part.name.strip(),
        short=part.short.strip(),
        note=part.note,
    )


def _told(part: PartGiven) -> str:
    what = part.function or part.name
    return f"{part.giver} -> {part.taker}{f' ({what})' if what else ''}"


@transaction.atomic
def complete_succession(
    *, by: Actor, slug: str, part: PartGiven, edition: int | None = None
) -> None:
    """Decide what a split left open: who took over a function, or all that no part names.

    What was recorded stays; a part is added. `edition` is the one that the form was made
    from. Raises WrongFactError when the event says it already or is no split,
    ChangedMeanwhileError, NotAllowedError.
    """
    require(by, Role.SECRETARIAT)
    event = Succession.objects.filter(slug=slug).first()
    if event is None or event.kind != SuccessionKind.SPLIT:
        raise WrongFactError("slug", f"There is no split “{slug}”: only a split leaves this open.")
    if event.status == SuccessionStatus.WITHDRAWN:
        raise WrongFactError("slug", f"“{slug}” was withdrawn: it leaves nothing to decide.")
    parts = [_given(row) for row in event.parts.select_related("giver", "taker")]
    if part.giver not in {each.giver for each in parts}:
        raise WrongFactError("giver", f"{part.giver} gave nothing in this event.")
    wanted = part.function.strip().casefold()
    if any(each.giver == part.giver and each.function.casefold() == wanted for each in parts):
        what = f"“{part.function}”" if wanted else "all that no part names"
        raise WrongFactError("function", f"The event says already who took {what}.")
    for fault in faults_of(SuccessionKind.SPLIT, [*parts, part]):
        raise WrongFactError("parts", fault)
    count_change(event, seen=edition)
    _keep_part(event, part)
    about = f"succession:{slug}"
    note(by=by, deed="complete succession", about=about, changed={"part": _told(part)})


@transaction.atomic
def correct_succession(
    *, by: Actor, slug: str, text: str, reason: str, today: date, edition: int | None = None
) -> None:
    """Add to an event what is right of it and why. What was recorded stays beside it.

    Nothing moves by it: who holds what follows from the parts of events. Raises
    WrongFactError, ChangedMeanwhileError, NotAllowedError.
    """
    require(by, Role.SECRETARIAT)
    event = Succession.objects.select_for_update().filter(slug=slug).first()
    if event is None:
        raise WrongFactError("slug", f"There is no succession “{slug}”.")
    right, why = one_line("text", text), one_line("reason", reason)
    count_change(event, seen=edition)
    said = f"{CORRECTION}{Day.of(today)}: {right} Reason: {why}"
    event.note = f"{event.note}\n{said}".strip()
    event.save(update_fields=["note"])
    changed = {"correction": right, "reason": why}
    note(by=by, deed="correct succession", about=f"succession:{slug}", changed=changed)


def _given(row: Part) -> PartGiven:
    return PartGiven(row.giver.slug, row.taker.slug, row.function, row.name, row.short, row.note)


@transaction.atomic
def rename_party(
    *, by: Actor, party: str, name: str, on: Day | date, short: str = "", source: str = ""
) -> str:
    """Record that a party bears another name from `on`; return the event's public id.

    A knowledge service is renamed by the administrators of its party too.
    """
    row = known_party("party", party)
    if row.kind == PartyKind.KNOWLEDGE_SERVICE:
        require_over(by, Role.SECRETARIAT, Role.ADMINISTRATOR, party=row)
    else:
        require(by, Role.SECRETARIAT)
    day = day_of(on)
    when = day.earliest.isoformat() if day and day.earliest else "undated"
    new_name = text_of("name", name, limit=NAME)
    return _record(
        by=by,
        slug=f"{party[:70]}-renamed-{when}",
        kind=SuccessionKind.RENAME,
        parts=[PartGiven(party, party, name=new_name, short=short)],
        on=on,
        title=f"Renamed {new_name}"[:NAME],
        source=source,
    )

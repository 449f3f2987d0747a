"""What a record or a notice says of standing, as events; and what follows for the work."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Q

from concordat.evidence.actions.dossier import Dossier, Held
from concordat.evidence.actions.weighing import Said, weigh
from concordat.evidence.models import StatusEvent
from concordat.evidence.models.event import living_events
from concordat.evidence.models.rows import select
from concordat.evidence.models.status import SAID_OF_ITSELF, SAID_OF_TARGET
from concordat.evidence.words import Identifier, Standing

STATED = "stated"


def events_of(dossier: Dossier, held: Held, *, now: datetime) -> Iterator[StatusEvent]:
    """Yield the events that a record newly taken into the dossier brings.

    An event that an earlier state of the same record brought keeps the time at which it
    was first seen: a feed that repeats itself says nothing new.
    """
    record = held.record
    for relation, standing, target, on, source in _said(held):
        event = StatusEvent(
            work=dossier.work,
            record=record,
            relation=relation,
            standing=standing,
            on=on,
            source=source,
            target_scheme=target.scheme if target else "",
            target_value=target.value if target else "",
            seen_at=now,
        )
        event.seen_at = _first_seen(dossier, event)
        yield event


def _said(held: Held) -> Iterator[tuple[str, str, Identifier | None, str, str]]:
    source, claims = held.record.source.name, held.known.claims
    for note in held.known.reference.status:
        if note.relation in SAID_OF_ITSELF or note.relation in SAID_OF_TARGET:
            yield note.relation, "", note.target, note.on, source
    if claims.standing:
        yield STATED, claims.standing, None, claims.standing_on, claims.standing_source or source
    if claims.replaced_by:
        yield "replaced", "", claims.replaced_by, claims.standing_on, claims.standing_source


def _first_seen(dossier: Dossier, event: StatusEvent) -> datetime:
    sources: dict[int | None, int] = {
        held.record.pk: held.record.source_id for held in dossier.held if held.record.pk
    }
    assert event.record is not None  # noqa: S101 - records bring these events
    same = [
        other.seen_at
        for other in dossier.events
        if sources.get(other.record_id) == event.record.source_id
        and _content(other) == _content(event)
    ]
    return min(same, default=event.seen_at)


def _content(event: StatusEvent) -> tuple[str, ...]:
    target = event.target_scheme, event.target_value
    return event.relation, event.standing, event.on, *target


def targets_of(dossiers: Iterable[Dossier]) -> set[Identifier]:
    """Return the identifiers that the dossiers' notices are about, of any state of a record."""
    return {
        Identifier(event.target_scheme, event.target_value)
        for dossier in dossiers
        for event in dossier.events
        if event.relation in SAID_OF_TARGET and event.target_value
    }


def notices_about(
    dossiers: Sequence[Dossier], *, shelf: str, pending: Iterable[StatusEvent]
) -> dict[Identifier, list[StatusEvent]]:
    """Return the notices about any of the dossiers' names: those kept, and those pending.

    A notice of the open shelf reaches private copies; a private one stays on its shelf. What
    a superseded state of a record said does not count.
    """
    found: defaultdict[Identifier, list[StatusEvent]] = defaultdict(list)
    for event in pending:
        if event.relation in SAID_OF_TARGET:
            found[Identifier(event.target_scheme, event.target_value)].append(event)
    names = {name for dossier in dossiers for name in dossier.names}
    for event in _kept_about(names, shelf=shelf):
        found[Identifier(event.target_scheme, event.target_value)].append(event)
    return found


def _kept_about(names: set[Identifier], *, shelf: str) -> Iterable[StatusEvent]:
    values = {name.value for name in names}
    columns = ("target_value", "target_scheme", "relation", "id")
    keys = [
        key
        for value, scheme, relation, key in select(StatusEvent, columns, among=values)
        if relation in SAID_OF_TARGET and Identifier(scheme, value) in names
    ]
    if not keys:  # as nearly always: the dearer question is not asked
        return ()
    heard = Q(work=None) | Q(record__shelf__in={"", shelf})  # a list is heard everywhere
    return StatusEvent.objects.filter(living_events(), heard, pk__in=keys).order_by("pk")


def weigh_dossier(dossier: Dossier, notices: Iterable[StatusEvent]) -> None:
    """Set the work's standing by its own living events and the notices about it."""
    living = {id(held.record) for held in dossier.living()}
    dead = {held.record.pk for held in dossier.held if id(held.record) not in living}
    said = [
        _weighable(event, SAID_OF_ITSELF)
        for event in dossier.events
        if event.record_id is None or event.record_id not in dead
    ]
    said += [_weighable(event, SAID_OF_TARGET) for event in notices]
    verdict = weigh(each for each in said if each)
    work = dossier.work
    work.standing = verdict.standing.value
    work.standing_on = verdict.on
    work.standing_source = verdict.source
    work.standing_note = verdict.note


def _weighable(event: StatusEvent, meaning: dict[str, Standing]) -> Said | None:
    stated = event.relation == STATED
    standing = Standing(event.standing) if stated else meaning.get(event.relation)
    if standing is None:
        return None
    return Said(
        standing=standing,
        seen=event.seen_at.timestamp(),
        on=event.on,
        source=event.source,
        note=event.note,
        stated=stated,
        # A new event of a record has no record_id yet, but the record itself.
        by_person=event.record_id is None and event.record is None,
    )

"""Load lists of organisations: trusts, regions, boards. Loading twice changes nothing.

`parties.directory` says what a list looks like. A list says how things are on the day it is
read, not since when, so what it says of belonging is dated "on or before" that day, and a
change between two lists "between" their days: as-at answers in between say "possibly".
Organisations are known by their ODS code. What content files or people recorded of one is
left alone; it only gets its ties. Nothing is deleted: what a list names no more stays.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from concordat.parties.actions.audit import note
from concordat.parties.actions.keeping import Tally
from concordat.parties.actions.rights import require
from concordat.parties.directory import Listed, as_written, read_lists
from concordat.parties.models import (
    Part,
    Party,
    PartyIdentifier,
    PartyName,
    Succession,
    Tie,
)
from concordat.parties.rows import NAME
from concordat.parties.words import (
    Actor,
    Day,
    LoadReport,
    PartyKind,
    Role,
    SuccessionKind,
    SuccessionStatus,
    TieKind,
)

SCHEME = "ods"
#: The origin of rows that a list made: only these does a later list alter.
ORIGIN = "list"
_ABOVE = {
    TieKind.IN_REGION: (PartyKind.REGION, "NHS region"),
    TieKind.IN_SYSTEM: (PartyKind.INTEGRATED_CARE_BOARD, "Integrated care system"),
}


@dataclass(slots=True)
class _Desk:
    """One run: what is known by code, which addresses are taken, and what came of it."""

    today: date
    source: str
    by_code: dict[str, Party]
    slugs: set[str]
    tally: Tally = field(default_factory=Tally)
    complaints: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@transaction.atomic
def load_directory(*, paths: Sequence[Path], by: Actor, today: date) -> LoadReport:
    """Load lists of organisations, read on `today`; see the top of this file for the rules.

    Complaints name file and line of what was left out; the rest is loaded. What the lists
    leave open, such as an heir that none of them names, is a note. Raises NotAllowedError.
    """
    require(by, Role.SECRETARIAT)
    listed, complaints = read_lists(paths)
    desk = _Desk(
        today=today,
        source=f"{', '.join(path.name for path in paths)}, read {today}"[:2000],
        by_code=_by_code(),
        slugs=set(Party.objects.values_list("slug", flat=True)),
        complaints=complaints,
    )
    for each in listed:
        _keep(each, desk)
    for each in listed:
        _keep_ties(each, desk)
    _keep_successions(listed, desk)
    tally = desk.tally
    if tally.wrote:
        counts = {"new": tally.new, "changed": tally.changed, "source": desk.source}
        note(by=by, deed="load directory", about="list:" + SCHEME, changed=counts)
    return LoadReport(
        new=tally.new,
        changed=tally.changed,
        unchanged=tally.unchanged,
        files=len(paths),
        complaints=tuple(desk.complaints),
        notes=tuple(desk.notes),
    )


def _by_code() -> dict[str, Party]:
    rows = PartyIdentifier.objects.filter(scheme=SCHEME, until="").select_related("party")
    found = rows.prefetch_related("party__names", "party__ties__to")
    return {row.value: row.party for row in found}


def _keep(listed: Listed, desk: _Desk) -> None:
    """Make the organisation, or set right what an earlier list said of it."""
    party = desk.by_code.get(listed.code)
    if party is None:
        _found(desk, listed)
        return
    if party.origin != ORIGIN:
        desk.tally.unchanged += 1
        return
    # A successor's event says when it ended; `until` is for those that ended without one.
    until = Day.of(listed.gone) if listed.gone and not listed.successor else party.until
    since = Day.of(listed.opened) if listed.opened else party.since
    _alter(party, since, until, listed.kind, desk)
    _rename(party, as_written(listed.name), desk)


def _found(desk: _Desk, listed: Listed) -> Party:
    name = as_written(listed.name)
    ended = listed.gone and not listed.successor
    party = Party.objects.create(
        slug=_free_slug(name, listed.code, desk),
        kind=(listed.kind or PartyKind.OTHER).value,
        # Nobody says since when; it was there on the day of the list.
        since=Day.of(listed.opened) if listed.opened else Day(None, desk.today),
        until=Day.of(listed.gone) if listed.gone and ended else None,
        source=desk.source,
        origin=ORIGIN,
    )
    _name(party, name, desk)
    PartyIdentifier.objects.create(
        party=party, scheme=SCHEME, value=listed.code, source=desk.source, origin=ORIGIN
    )
    desk.by_code[listed.code] = party
    desk.tally.new += 1
    return party


def _free_slug(name: str, code: str, desk: _Desk) -> str:
    base = slugify(name)[:85].strip("-") or code.lower()
    slug = base if base not in desk.slugs else f"{base}-{code.lower()}"
    desk.slugs.add(slug)
    return slug


def _name(party: Party, name: str, desk: _Desk, *, since: Day | None = None) -> None:
    PartyName.objects.create(
        party=party, name=name[:NAME], since=since, source=desk.source, origin=ORIGIN
    )


def _alter(
    party: Party, since: Day | None, until: Day | None, kind: PartyKind | None, desk: _Desk
) -> None:
    said = {"since": since, "until": until, "kind": kind.value if kind else party.kind}
    different = [name for name, value in said.items() if getattr(party, name) != value]
    for name in different:
        setattr(party, name, said[name])
    if different:
        party.save(update_fields=different)
        desk.tally.changed += 1
    else:
        desk.tally.unchanged += 1


def _rename(party: Party, name: str, desk: _Desk) -> None:
    """Let another name follow when the list has one; large or small letters are no matter."""
    names = [row for row in party.names.all() if row.until is None and row.kind == "name"]
    if any(row.name.casefold() == name.casefold() for row in names):
        return
    changed_on = Day(None, desk.today)
    for row in names:
        if row.origin == ORIGIN:
            row.until = changed_on
            row.save(update_fields=["until"])
    # One that had only its code was never known by another name.
    _name(party, name, desk, since=changed_on if names else None)
    desk.tally.changed += 1


def _keep_ties(listed: Listed, desk: _Desk) -> None:
    party = desk.by_code[listed.code]
    for kind, code, name in (
        (TieKind.IN_REGION, listed.region, listed.region_name),
        (TieKind.IN_SYSTEM, listed.system, listed.system_name),
    ):
        if not code or code == listed.code:
            continue
        above = _above(kind, code, name, listed, desk)
        if above is not None:
            _keep_tie(party, above, kind, desk)


def _above(kind: TieKind, code: str, name: str, listed: Listed, desk: _Desk) -> Party | None:
    """Return the region or system, made when a list names it and nobody knew it."""
    party_kind, called = _ABOVE[kind]
    known = desk.by_code.get(code)
    if known is None:
        if code[0] not in "QY" or code == "Q99":  # Q99, W00: Wales, the Channel Islands and others
            desk.notes.append(
                f"{listed.where}: {listed.code} lies in {code}, which is no region or system of "
                "England: it has none here."
            )
            return None
        shown = Listed(listed.where, code, name or f"{called} {code}", party_kind)
        known = _found(desk, shown)
        if not name:
            # A name for want of one: any other, of kind "name", is shown before it.
            known.names.update(kind="code")
    elif name and not any(row.kind == "name" for row in known.names.all()):
        _name(known, as_written(name), desk)
        desk.tally.changed += 1
        known = Party.objects.get(pk=known.pk)  # with its new name, asked for again
        desk.by_code[code] = known
    return known


def _keep_tie(party: Party, above: Party, kind: TieKind, desk: _Desk) -> None:
    open_ties = [t for t in party.ties.all() if t.kind == kind and t.until is None]
    if any(tie.to_id == above.pk for tie in open_ties):
        desk.tally.unchanged += 1
        return
    mine = [tie for tie in open_ties if tie.origin == ORIGIN]
    # On the day of the last list the old tie still was: the change came after.
    seen = max((t.since.latest for t in mine if t.since and t.since.latest), default=None)
    changed_on = Day(min(seen + timedelta(days=1), desk.today) if seen else None, desk.today)
    for tie in mine:
        tie.until = changed_on
        tie.save(update_fields=["until"])
    Tie.objects.create(
        party=party, to=above, kind=kind.value, since=changed_on, source=desk.source, origin=ORIGIN
    )
    desk.tally.new += 1


def _keep_successions(listed: Iterable[Listed], desk: _Desk) -> None:
    """Make one event of all that closed into one successor on one day."""
    events: dict[tuple[str, date], list[Listed]] = {}
    unknown: dict[str, list[Listed]] = {}
    for each in listed:
        if not each.successor or not each.gone:
            continue
        if each.successor not in desk.by_code or each.successor == each.code:
            unknown.setdefault(each.successor, []).append(each)
            party = desk.by_code[each.code]
            if party.origin == ORIGIN and party.until is None:
                party.until = Day.of(each.gone)
                party.save(update_fields=["until"])
            continue
        events.setdefault((each.successor, each.gone), []).append(each)
    desk.notes += [_unknown_heir(successor, gone) for successor, gone in unknown.items()]
    for (successor, day), givers in events.items():
        _keep_event(successor, day, givers, desk)


def _unknown_heir(successor: str, gone: Sequence[Listed]) -> str:
    codes = ", ".join(each.code for each in gone)
    return (
        f"{gone[0].where}: {successor} took over from {codes}, and no list names it. Their end "
        "is dated, their heir is not known: load the list that names it together with this one."
    )


def _keep_event(successor: str, day: date, givers: Sequence[Listed], desk: _Desk) -> None:
    slug = f"{SCHEME}-{successor.lower()}-{day}"
    taker = desk.by_code[successor]
    event = Succession.objects.filter(slug=slug).first()
    if event is None:
        new_body = taker.since == Day.of(day) and len(givers) > 1
        event = Succession.objects.create(
            slug=slug,
            kind=(SuccessionKind.MERGE if new_body else SuccessionKind.ABSORB).value,
            status=SuccessionStatus.IN_FORCE.value,
            on=Day.of(day),
            title=f"Closed into {successor}",
            source=desk.source,
            origin=ORIGIN,
        )
        desk.tally.new += 1
    there = set(event.parts.values_list("giver_id", flat=True))
    for each in givers:
        giver = desk.by_code[each.code]
        if giver.pk in there:
            desk.tally.unchanged += 1
            continue
        Part.objects.create(succession=event, giver=giver, taker=taker, origin=ORIGIN)
        desk.tally.new += 1

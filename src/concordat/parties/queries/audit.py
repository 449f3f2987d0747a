"""Read the audit record, and find out whether anybody tampered with it."""

import json
from collections.abc import Iterator
from datetime import UTC, timedelta
from pathlib import Path
from typing import TypedDict

from django.conf import settings
from django.db.models import Max, Min

from concordat.parties import chain
from concordat.parties.models import AuditEntry, AuditHead, Person
from concordat.parties.words import Actor, AuditCheck, AuditFault, AuditLine, Role

#: The deed of a row that says which rows the law had emptied.
ERASED = "erase person"
#: A write that was interrupted leaves the head file behind by rows of a moment, not of days.
ONE_WRITE = timedelta(minutes=1)


class Stamp(TypedDict):
    """What a seal covers, apart from the seal before it."""

    number: int
    at: str
    by: str
    party: str
    deed: str
    about: str
    digest: str


def audit_key() -> bytes:
    return bytes(settings.AUDIT_KEY)


def head_path(data_dir: Path) -> Path:
    return Path(data_dir) / "audit.head"


def stamp(entry: AuditEntry) -> Stamp:
    """Return what the seal of a row covers, in the form in which it is sealed."""
    return Stamp(
        number=entry.number,
        at=entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        by=entry.by,
        party=entry.party,
        deed=entry.deed,
        about=entry.about,
        digest=entry.digest,
    )


def verify_audit() -> AuditCheck:
    """Check the whole record: finds a changed, deleted, inserted or cut-off row.

    Rows committed when the machine died before the head file was written are sealed in
    the chain; that the file is behind by those is a note, not a fault. Without the file, or
    with one that is further behind, nothing tells whether the whole record was put back to
    an earlier state.
    """
    faults: list[AuditFault] = []
    broken: list[AuditFault] = []
    heads, wrong = chain.read_heads(head_path(settings.DATA_DIR))
    faults += [AuditFault(0, f"Line {n} of audit.head was altered.") for n in wrong]
    previous, number, emptied, excused = "", 0, set[int](), set[int]()
    for entry in AuditEntry.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        if entry.number != number:
            faults.append(_gap(number, entry.number))
            number = entry.number
        broken += _broken(entry, previous)
        faults += _faults_of(entry, heads)
        if not entry.salt:
            emptied.add(entry.number)
        if entry.deed == ERASED:
            excused.update(_numbers(entry))
        previous = entry.mac
    faults += [
        AuditFault(n, f"What row {n} says was emptied, and no erasure accounts for it.")
        for n in sorted(emptied - excused)
    ]
    rows = AuditEntry.objects.count()
    if len(broken) == rows > 1:
        broken = [AuditFault(1, _OTHER_KEY.format(rows=rows))]
    behind, notes = _behind(number, heads)
    ended = _faults_of_end(number, previous, heads)
    return AuditCheck(rows, (*broken, *faults, *behind, *ended), tuple(notes))


_OTHER_KEY = (
    "None of the {rows} rows is sealed with the audit key that is here, so nothing can be "
    "verified: put the key back under which the record was written (AUDIT_KEY, or "
    "secrets/audit_key in the data folder). A backup does not hold it."
)


def _broken(entry: AuditEntry, previous: str) -> Iterator[AuditFault]:
    if entry.mac != chain.seal(audit_key(), **stamp(entry), previous=previous):
        number = entry.number
        yield AuditFault(number, f"Row {number} or the row before it is not as it was sealed.")


def _faults_of(entry: AuditEntry, heads: dict[int, str]) -> Iterator[AuditFault]:
    number = entry.number
    if entry.salt and entry.digest != chain.digest_of(salt=entry.salt, changed=entry.changed):
        yield AuditFault(number, f"What row {number} says was changed is not as it was sealed.")
    if heads.get(number, entry.mac) != entry.mac:
        yield AuditFault(number, f"Row {number} is not the one that audit.head knows.")


def _faults_of_end(number: int, previous: str, heads: dict[int, str]) -> Iterator[AuditFault]:
    last = max(heads, default=0)
    if last > number:
        cut = f"The record ends at row {number}, but audit.head knows of {last}: rows were cut off."
        yield AuditFault(number + 1, cut)
    head = AuditHead.objects.filter(pk=1).first()
    count, mac = (head.count, head.mac) if head else (0, "")
    if (count, mac) != (number, previous):
        yield AuditFault(number, f"The record ends at row {number}, but its head says {count}.")


def _behind(number: int, heads: dict[int, str]) -> tuple[list[AuditFault], list[str]]:
    """Return faults and notes on a head file that knows fewer rows than there are."""
    last = max(heads, default=0)
    if last >= number:
        return [], []
    if not heads:
        lost = "audit.head is not in the data folder, or is empty: put it back from a copy."
        return [AuditFault(number, f"{lost} Without it a cut-off record looks whole.")], []
    after = AuditEntry.objects.filter(number__gt=last).aggregate(first=Min("at"), last=Max("at"))
    known = f"audit.head knows {last} rows of {number}"
    if after["last"] - after["first"] > ONE_WRITE:
        old = f"{known}, and the others were not written at one time: it is an old copy."
        return [AuditFault(last + 1, old)], []
    return [], [f"{known}: the last write was interrupted. The next write adds the head again."]


def _gap(expected: int, found: int) -> AuditFault:
    if found < expected:
        return AuditFault(found, f"Row {found} stands twice.")
    missing = f"row {expected}" if found == expected + 1 else f"rows {expected} to {found - 1}"
    return AuditFault(expected, f"The record lacks {missing}.")


def _numbers(entry: AuditEntry) -> list[int]:
    """Return the numbers of the rows that an erasure emptied."""
    try:
        return [int(number) for number in json.loads(entry.changed)["rows"]]
    except (ValueError, KeyError, TypeError):
        return []


def audit_lines(
    *, by: Actor, about: str = "", before: int | None = None, limit: int = 100
) -> list[AuditLine]:
    """Return rows of the record, newest first: an operator's all, an administrator's own party's.

    Anybody else gets none. `about` keeps to one thing ("party:hee"), `before` pages on.
    """
    rows = AuditEntry.objects.order_by("-number")
    if not by.operator:
        if not (by.party and by.may(Role.ADMINISTRATOR)):
            return []
        rows = rows.filter(party__in=[by.party, *by.heir_to])
    if about:
        rows = rows.filter(about=about)
    if before is not None:
        rows = rows.filter(number__lt=before)
    chosen = list(rows[:limit])
    names = _names(chosen)
    return [_line(entry, names) for entry in chosen]


def deeds_of(person: str, *, by: Actor) -> list[AuditLine]:
    """Return all that a person (public id) did, oldest first, for themselves or an operator."""
    if not (by.operator or (by.person and by.person == person)):
        return []
    rows = list(AuditEntry.objects.filter(by=f"person:{person}").order_by("number"))
    names = _names(rows[:1])
    return [_line(entry, names) for entry in rows]


def _names(entries: list[AuditEntry]) -> dict[str, str]:
    ids = {entry.by.removeprefix("person:") for entry in entries}
    people = Person.objects.filter(public_id__in=ids)
    return {f"person:{person.public_id}": str(person) for person in people}


def _line(entry: AuditEntry, names: dict[str, str]) -> AuditLine:
    return AuditLine(
        number=entry.number,
        at=entry.at.astimezone(UTC).isoformat(timespec="seconds"),
        by=names.get(entry.by, entry.by),
        deed=entry.deed,
        about=entry.about,
        changed=entry.changed,
        erased=not entry.salt,
    )


def deeds_done() -> int:
    """Return how many rows the record has: while it is the same, nothing was written."""
    return AuditHead.objects.values_list("count", flat=True).first() or 0

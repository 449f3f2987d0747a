"""Drop a file into a private collection: read it, match it, take it in part by part.

The write lock is held for one small part at a time. Until the last part nobody sees any of
it; killed in between it leaves nothing to be seen, and the same file can be dropped in again.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from concordat.evidence.actions import match_keys
from concordat.evidence.actions.collections import delete_records, own_collection
from concordat.evidence.actions.pace import Pace
from concordat.evidence.formats import FORMATS, detect_name, why_unknown
from concordat.evidence.identity.matching import match
from concordat.evidence.models import CollectedRecord, Collection, Deposit, ScreeningVote
from concordat.evidence.models.fields import pack
from concordat.evidence.models.stored_reference import reference_from
from concordat.evidence.queries.candidates import find_known
from concordat.evidence.queries.collections import arrived
from concordat.evidence.sources.folder import OpenedFile, open_all
from concordat.evidence.words import Found, Reference, Refused, SetAside
from concordat.parties.actions import note
from concordat.parties.words import Actor

#: Records of one collection. A search of more is not screened by people.
MOST_RECORDS = 50_000
LARGEST_FILE = 30 * 1024 * 1024  # bytes, as it comes
LONGEST_STRATEGY = 100_000  # signs
MATCHER = f"Concordat {version('concordat')}"
#: After so long without a new part, whoever took the file in is gone.
_STALLED = timedelta(minutes=2)
_TOLD = 50  # complaints kept


def deposit(
    *,
    by: Actor,
    collection: str,
    path: Path,
    name: str,
    database: str,
    platform: str = "",
    searched_on: date | None = None,
    strategy: str = "",
    now: datetime,
) -> str:
    """Take the records of a file into a collection and match them; return the deposit's id.

    `name` is the file's own, `database` where it was exported from; `platform`, the day
    `searched_on` and the `strategy` as run there stand in the report. Reads all that
    `formats` reads, gzip and zip too. The very same file a second time is refused, so that
    nothing is counted twice. Nothing of it is seen when it cannot be read at all.
    Raises NotAllowedError, Refused.
    """
    row = own_collection(by, collection)
    database = " ".join(database.split())
    if not database or len(database) > 120:
        raise Refused("database", "Say which database the file is from, in at most 120 signs.")
    if searched_on and searched_on > timezone.localdate(now):
        raise Refused("searched_on", "The day of the search cannot be in the future.")
    if path.stat().st_size > LARGEST_FILE:
        raise Refused("file", f"The file is larger than {LARGEST_FILE >> 20} MB. Divide it.")
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    read = _read(path, name)
    match_keys.follow_log()
    kept = _begin(
        row,
        Deposit(
            collection=row,
            name=Path(name).name[:200],
            sha256=sha256,
            database=database,
            platform=" ".join(platform.split())[:120],
            searched_on=searched_on,
            strategy=strategy.replace("\r\n", "\n").strip()[:LONGEST_STRATEGY],
            format=read.format,
            taken=len(read.found),
            set_aside=len(read.set_aside),
            complaints=[f"{each.position}: {each.reason}" for each in read.set_aside[:_TOLD]],
            matched_by=MATCHER,
            made_by=by.name,
            made_at=now,
        ),
    )
    try:
        _Arrival(
            kept, _records(kept, read.found), [each.reference for each in read.found], by
        ).run()
    except Exception:
        _forget(kept)
        raise
    return kept.public_id


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file gave, before anything is written."""

    format: str
    found: Sequence[Found]
    set_aside: Sequence[SetAside]


def _read(path: Path, name: str) -> _Read:
    found: list[Found] = []
    aside: list[SetAside] = []
    used: set[str] = set()
    for opened in open_all([path]):
        if not isinstance(opened, OpenedFile):
            aside.append(SetAside("file", opened.reason))
            continue
        key = detect_name(opened.head, name)
        if key is None:
            aside.append(SetAside("file", why_unknown(opened.head)))
            continue
        used.add(key)
        for item in FORMATS[key].read(opened.stream):
            (found if isinstance(item, Found) else aside).append(item)  # type: ignore[arg-type]
            if len(found) > MOST_RECORDS:
                raise Refused("file", f"The file has more than {MOST_RECORDS:,} records.")
    if not found:
        why = aside[0].reason if aside else "It has no record that can be read."
        raise Refused("file", f"Nothing could be read of this file. {why}")
    return _Read(", ".join(sorted(used)), found, aside)


def _begin(collection: Collection, fresh: Deposit) -> Deposit:
    """Write that a file is being taken in. One that stood still is begun anew."""
    fresh.arriving_at = moment = timezone.now()
    with transaction.atomic():
        locked = Collection.objects.select_for_update().get(pk=collection.pk)
        held = locked.deposits.filter(sha256=fresh.sha256).first()
        if held is None:
            fresh.save()
            return fresh
        if held.arriving_at is None:
            raise Refused("file", "This very file is in the collection already.")
        if held.arriving_at > moment - _STALLED:
            raise Refused("file", "This very file is being taken in. Look again in two minutes.")
        fresh.pk = held.pk  # under another public id: whoever stood still cannot go on
        fresh.save()
    delete_records(CollectedRecord.objects.filter(deposit=fresh))
    return fresh


def _forget(kept: Deposit) -> None:
    """Leave nothing of a file that was not taken in to the end."""
    mine = Deposit.objects.filter(pk=kept.pk, public_id=kept.public_id, arriving_at__isnull=False)
    if mine.exists():
        delete_records(CollectedRecord.objects.filter(deposit=kept))
        mine.delete()


def _records(kept: Deposit, found: Sequence[Found]) -> list[CollectedRecord]:
    return [
        CollectedRecord(
            collection=kept.collection,
            deposit=kept,
            position=item.position[:60],
            facts=pack(item.reference),
            title=item.reference.title[:1_000],
        )
        for item in found
    ]


_GROUPED = ["copy_of", "copy_why", "work", "why"]


@dataclass(slots=True)
class _Arrival:
    """The records of one file on their way in, a part at a time, the lock free in between."""

    kept: Deposit
    made: list[CollectedRecord]
    references: list[Reference]  # of those, in the same order
    by: Actor
    pace: Pace = field(default_factory=Pace)

    def run(self) -> None:
        """Write the records, then let all be seen at once, with the copies that they bring.

        Copies are looked for without the lock, and again if somebody was quicker.
        """
        mine = {id(record) for record in self.made}
        while True:
            groups = _Groups(self.kept.collection, self.made, self.references, self.by)
            changed = groups.apply()
            written = [each for each in changed if id(each) in mine and each.pk is not None]
            self._each([each for each in self.made if each.pk is None], self._create)
            self._each(written, self._update)
            if self._show(groups, [each for each in changed if id(each) not in mine]):
                return

    def _each(
        self,
        records: list[CollectedRecord],
        write: Callable[[Sequence[CollectedRecord]], None],
    ) -> None:
        while part := records[: self.pace.size]:
            with self.pace.holding() as hold, transaction.atomic():
                own = Deposit.objects.filter(pk=self.kept.pk, public_id=self.kept.public_id)
                if not own.update(arriving_at=timezone.now()):
                    raise Refused("file", "Somebody has begun to take this very file in anew.")
                hold.begin()
                write(part)
                hold.count = len(part)
            records = records[len(part) :]

    def _create(self, part: Sequence[CollectedRecord]) -> None:
        """Write new records; one that is a copy of another of this part is tied to it after."""
        tied = [(each, each.copy_of) for each in part if each.copy_of and not each.copy_of.pk]
        for each, _ in tied:
            each.copy_of = None
        CollectedRecord.objects.bulk_create(part)
        for each, first in tied:
            each.copy_of = first
        CollectedRecord.objects.bulk_update([each for each, _ in tied], ["copy_of"])

    def _update(self, part: Sequence[CollectedRecord]) -> None:
        CollectedRecord.objects.bulk_update(part, _GROUPED)

    def _show(self, groups: "_Groups", others: Sequence[CollectedRecord]) -> bool:
        """Let the records be seen; False when the collection changed since it was matched."""
        kept = self.kept
        with transaction.atomic():
            locked = Collection.objects.select_for_update().get(pk=kept.collection_id)
            if locked.expired:
                raise Refused("collection", "This collection has expired meanwhile.")
            if arrived(locked).count() != len(groups.held) or _touched(others):
                return False
            CollectedRecord.objects.bulk_update(others, _GROUPED, batch_size=200)
            mine = Deposit.objects.filter(pk=kept.pk, public_id=kept.public_id)
            if not mine.update(arriving_at=None):
                raise Refused("file", "Somebody has begun to take this very file in anew.")
            changed = {"database": kept.database, "taken": kept.taken, "set aside": kept.set_aside}
            about = f"collection:{locked.public_id}"
            note(by=self.by, deed="deposit file", about=about, changed=changed)
        return True


def _touched(records: Sequence[CollectedRecord]) -> bool:
    """Return whether somebody screened one of these, or took it apart, since they were read."""
    keys = [each.pk for each in records if each.copy_of_id]
    rows = CollectedRecord.objects.filter(pk__in=keys)
    return rows.filter(Q(apart=True) | Q(votes__isnull=False)).exists()


class _Groups:
    """Which records of a collection, with those to come, are one, and which works they are.

    A record that somebody has screened goes on standing for its work; what a person took
    apart stays apart.
    """

    def __init__(
        self,
        collection: Collection,
        coming: Sequence[CollectedRecord],
        shown: Sequence[Reference],
        by: Actor,
    ) -> None:
        self.held = list(arrived(collection))
        if len(self.held) + len(coming) > MOST_RECORDS:
            raise Refused("file", f"A collection holds {MOST_RECORDS:,} records at most.")
        self.records = [*self.held, *coming]
        references = [*(reference_from(record.facts) for record in self.held), *shown]
        votes = ScreeningVote.objects.filter(record__collection=collection)
        screened = set(votes.values_list("record_id", flat=True))
        fixed = {at for at, record in enumerate(self.held) if record.pk in screened}
        apart = {at for at, record in enumerate(self.held) if record.apart}
        self.copies = _copies(references, fixed, apart)
        self.known = find_known(references, by=by)

    def apply(self) -> list[CollectedRecord]:
        """Tell the records; return those of which their rows say something else."""
        rows = {record.pk: record for record in self.records if record.pk}
        changed = []
        for at, record in enumerate(self.records):
            place, copy_why = self.copies.get(at, (None, ""))
            first = None if place is None else self.records[place]
            known = self.known[at]
            work = known.pk if known else None
            was = rows.get(record.copy_of_id) if record.copy_of_id else None
            if was is first and record.work_id == work:
                continue
            record.copy_of, record.work_id = first, work
            record.copy_why, record.why = copy_why, known.compared.reason() if known else ""
            changed.append(record)
        return changed


def _copies(
    references: Sequence[Reference], fixed: set[int], apart: set[int]
) -> dict[int, tuple[int, str]]:
    """Return place of a copy -> place of the record that stands for it, and why."""
    free = [at for at in range(len(references)) if at not in apart]
    matched = match([references[at] for at in free])
    why: dict[int, str] = {}
    for join in matched.joins:
        for place in (join.first, join.second):
            why.setdefault(free[place], join.compared.reason())
    found = {}
    for group in matched.groups:
        places = [free[place] for place in group]
        first = min(places, key=lambda at: (at not in fixed, at))
        found.update({at: (first, why[at]) for at in places if at != first and at not in fixed})
    return found

"""Take a file into a private collection: read it, match it, write it part by part.

The write lock is held for one small part at a time. Until the last part nobody sees any of
it; killed in between it leaves nothing to be seen, and the same file can be dropped in again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from concordat.evidence.actions import match_keys
from concordat.evidence.actions.collections import delete_records, own_collection
from concordat.evidence.actions.grouping import GROUPED, Groups
from concordat.evidence.actions.pace import Pace
from concordat.evidence.actions.reading import ReadFile, read_file
from concordat.evidence.actions.said import Said, say
from concordat.evidence.actions.telling import Telling
from concordat.evidence.models import CollectedRecord, Collection, ComingFile, Deposit
from concordat.evidence.models.fields import pack
from concordat.evidence.queries.collections import arrived
from concordat.evidence.words import Found, Reference, Refused
from concordat.parties.actions import note
from concordat.parties.words import Actor

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
    However long it takes: `drop` hands a large file to an errand.
    Raises NotAllowedError, Refused.
    """
    row = own_collection(by, collection)
    said = say(
        by=by,
        path=path,
        name=name,
        database=database,
        platform=platform,
        searched_on=searched_on,
        strategy=strategy,
        now=now,
    )
    return take_read(row, said, read_file(path, name, Telling()), by)


def take_read(
    row: Collection,
    said: Said,
    read: ReadFile,
    by: Actor,
    *,
    telling: Telling | None = None,
    anew: bool = False,
) -> str:
    """Take in what was read of a file; return the deposit's id.

    `anew`: whoever began this very file before is known to be gone. Whatever is raised, nothing
    of the file is left.
    """
    match_keys.follow_log()
    kept = _begin(
        row,
        Deposit(
            collection=row,
            format=read.format,
            taken=len(read.found),
            set_aside=len(read.set_aside),
            complaints=[f"{each.position}: {each.reason}" for each in read.set_aside[:_TOLD]],
            matched_by=MATCHER,
            **said.columns(),
        ),
        anew=anew,
    )
    references = [each.reference for each in read.found]
    try:
        _Arrival(kept, _records(kept, read.found), references, by, telling or Telling()).run()
    except Exception:
        _forget(Deposit.objects.filter(pk=kept.pk, public_id=kept.public_id))
        raise
    return kept.public_id


def forget_half(row: ComingFile) -> None:
    """Leave nothing of what an earlier attempt has written of a file."""
    _forget(Deposit.objects.filter(collection=row.collection, sha256=row.sha256))


def _begin(collection: Collection, fresh: Deposit, *, anew: bool) -> Deposit:
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
        if not anew and held.arriving_at > moment - _STALLED:
            raise Refused("file", "This very file is being taken in. Look again in two minutes.")
        fresh.pk = held.pk  # under another public id: whoever stood still cannot go on
        fresh.save()
    delete_records(CollectedRecord.objects.filter(deposit=fresh))
    return fresh


def _forget(kept: QuerySet[Deposit]) -> None:
    """Leave nothing of a file that was not taken in to the end."""
    half = kept.filter(arriving_at__isnull=False)
    if half.exists():
        delete_records(CollectedRecord.objects.filter(deposit__in=half))
        half.delete()


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


class OvertakenError(Refused):
    """Whoever began the file anew owns it now; what stood still leaves it alone."""

    def __init__(self) -> None:
        super().__init__("file", "Somebody has begun to take this very file in anew.")


@dataclass(slots=True)
class _Arrival:
    """The records of one file on their way in, a part at a time, the lock free in between."""

    kept: Deposit
    made: list[CollectedRecord]
    references: list[Reference]  # of those, in the same order
    by: Actor
    telling: Telling
    pace: Pace = field(default_factory=Pace)

    def run(self) -> None:
        """Write the records, then let all be seen at once, with the copies that they bring.

        Copies are looked for without the lock, and again if somebody was quicker.
        """
        mine = {id(record) for record in self.made}
        while True:
            groups = Groups(self.kept.collection, self.made, self.references, self.by, self.telling)
            changed = groups.apply()
            written = [each for each in changed if id(each) in mine and each.pk is not None]
            self._each([each for each in self.made if each.pk is None], self._create)
            self._each(written, self._update)
            count = len(self.made)
            self.telling.written(count, count)  # the last moment at which it can be called off
            if self._show(groups, [each for each in changed if id(each) not in mine]):
                return

    def _each(
        self,
        records: list[CollectedRecord],
        write: Callable[[Sequence[CollectedRecord]], None],
    ) -> None:
        total = len(records)
        while part := records[: self.pace.size]:
            self.telling.written(total - len(records), total)
            with self.pace.holding() as hold, transaction.atomic():
                own = Deposit.objects.filter(pk=self.kept.pk, public_id=self.kept.public_id)
                if not own.update(arriving_at=timezone.now()):
                    raise OvertakenError
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
        CollectedRecord.objects.bulk_update(part, GROUPED)

    def _show(self, groups: Groups, others: Sequence[CollectedRecord]) -> bool:
        """Let the records be seen; False when the collection changed since it was matched."""
        kept = self.kept
        with transaction.atomic():
            locked = Collection.objects.select_for_update().get(pk=kept.collection_id)
            if locked.expired:
                raise Refused("collection", "This collection has expired meanwhile.")
            if arrived(locked).count() != len(groups.held) or _touched(others):
                return False
            CollectedRecord.objects.bulk_update(others, GROUPED, batch_size=200)
            mine = Deposit.objects.filter(pk=kept.pk, public_id=kept.public_id)
            if not mine.update(arriving_at=None):
                raise OvertakenError
            # In this very transaction: killed after it, nobody takes the file in again.
            locked.coming.filter(sha256=kept.sha256).delete()
            changed = {"database": kept.database, "taken": kept.taken, "set aside": kept.set_aside}
            about = f"collection:{locked.public_id}"
            note(by=self.by, deed="deposit file", about=about, changed=changed)
        return True


def _touched(records: Sequence[CollectedRecord]) -> bool:
    """Return whether somebody screened one of these, or took it apart, since they were read."""
    keys = [each.pk for each in records if each.copy_of_id]
    rows = CollectedRecord.objects.filter(pk__in=keys)
    return rows.filter(Q(apart=True) | Q(votes__isnull=False)).exists()

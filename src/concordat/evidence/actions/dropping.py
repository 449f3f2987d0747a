"""Drop a file in: a short one is in at once, a long one is taken in by an errand.

What an errand needs lies in `DATA_DIR/coming` and in a row that whoever sees the collection
sees. The errand itself says nothing of the file: neither its name nor where it is from.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from concordat.errands import actions as errands
from concordat.errands.queries import errand
from concordat.errands.words import Cancelled, Report
from concordat.evidence.actions.collections import own_collection
from concordat.evidence.actions.coming import keep, place_of, remove, remove_left
from concordat.evidence.actions.depositing import OvertakenError, forget_half, take_read
from concordat.evidence.actions.grouping import MOST_RECORDS
from concordat.evidence.actions.reading import read_file, read_if_short
from concordat.evidence.actions.said import Said, said_of, say
from concordat.evidence.actions.telling import Telling
from concordat.evidence.models import Collection, ComingFile
from concordat.evidence.queries.collections import arrived
from concordat.evidence.words import Dropped, Refused
from concordat.parties.actions import NotAllowedError, note
from concordat.parties.words import Actor

KIND = "deposit"
TITLE = "A file for a private collection"
#: Records that a request takes in, with those that they are compared with: 2,000 took 1.3
#: seconds on one core of a busy machine, and it grows with their number
#: (benchmarks/deposits.py). A short file for a full collection is long work too.
AT_ONCE = 2_000
#: Bytes of a file that a request reads to its end. Abstracts cost little: 2,000 records in 6 MB
#: took no longer than in 2 MB.
READ_AT_ONCE = 8 * 1024 * 1024
_GLANCE = 50  # records that say of a larger one whether anything can be read at all
MOST_WAITING = 20  # files of one collection


def drop(
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
) -> Dropped:
    """Take a short file in as `deposit` does; keep a long one, and put it in the queue.

    All that can be known at once is refused at once. Who is no person, as a command at the
    machine, waits for it. Raises NotAllowedError, Refused.
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
    _refuse_again(row, said.sha256)
    held = arrived(row).count()
    if held >= MOST_RECORDS:
        raise Refused("file", f"A collection holds {MOST_RECORDS:,} records at most.")
    short = path.stat().st_size <= READ_AT_ONCE
    read = read_if_short(path, said.name, most=AT_ONCE if short else _GLANCE)
    if read and held + len(read.found) <= AT_ONCE:
        return Dropped(deposit=take_read(row, said, read, by))
    if not by.person:
        return Dropped(deposit=take_read(row, said, read_file(path, said.name, Telling()), by))
    return Dropped(coming=_put_in_queue(row, said, path, by))


def _refuse_again(row: Collection, sha256: str) -> None:
    """Refuse the very same file; what could not be taken in may be dropped in again."""
    if row.deposits.filter(sha256=sha256, arriving_at=None).exists():
        raise Refused("file", "This very file is in the collection already.")
    coming = row.coming.filter(sha256=sha256).first()
    if coming and not _is_over(coming):
        raise Refused("file", "This very file is being taken in already.")


def _is_over(row: ComingFile) -> bool:
    found = errand(row.errand)
    return found is None or found.over


def _put_in_queue(row: Collection, said: Said, path: Path, by: Actor) -> str:
    kept = ComingFile(collection=row, **said.columns())
    keep(path, kept.public_id)
    try:
        with transaction.atomic():
            locked = Collection.objects.select_for_update().get(pk=row.pk)
            _refuse_again(locked, said.sha256)
            if locked.coming.count() >= MOST_WAITING:
                raise Refused("file", f"{MOST_WAITING} files wait already. Wait for those.")
            for failed in locked.coming.filter(sha256=said.sha256):
                remove(failed.public_id)
                failed.delete()
            kept.errand = errands.ask(
                kind=KIND,
                title=TITLE,
                payload={"coming": kept.public_id, "person": by.person, "party": by.party},
                asked_by=by.person,
            )
            kept.save()
            changed = {"database": said.database, "bytes": path.stat().st_size}
            note(by=by, deed="drop file", about=f"collection:{row.public_id}", changed=changed)
    except BaseException:
        remove(kept.public_id)
        raise
    return kept.public_id


def take_in(*, by: Actor, coming: str, report: Report) -> str:
    """Take in a file that was put in the queue, as `by`; return the deposit's id.

    To be repeated after its process died: nothing is taken in twice, and "" comes back when it
    is in already or was called off. Whatever is raised, nothing of the file is left but the row
    that says so; called off, not that either. Raises Refused, and what `report` raises.
    """
    row = ComingFile.objects.select_related("collection").filter(public_id=coming).first()
    if row is None:
        remove(coming)
        return ""
    with _nothing_left(row):
        _check_rights(row, by)
        place, telling = place_of(coming), Telling(report)
        if not place.exists():
            raise Refused("file", "It is not here any more: a backup does not hold such files.")
        read = read_file(place, row.name, telling)
        # Only this errand takes this file in: whoever has begun it before is gone.
        made = take_read(row.collection, said_of(row), read, by, telling=telling, anew=True)
    remove(coming)
    return made


@contextmanager
def _nothing_left(row: ComingFile) -> Iterator[None]:
    try:
        yield
    except OvertakenError:
        raise
    except Exception as error:
        forget_half(row)
        remove(row.public_id)
        if isinstance(error, Cancelled):
            row.delete()
        raise


def _check_rights(row: ComingFile, by: Actor) -> None:
    try:
        own_collection(by, row.collection.public_id)
    except (NotAllowedError, Refused) as error:
        if row.collection.expired:
            raise
        reason = f"{row.made_by} may no longer drop files into this collection."
        raise Refused("file", f"{reason} A colleague can.") from error


def call_off(*, by: Actor, coming: str) -> bool:
    """Call off a file that is taken in or waits; or take away the note that it did not get in.

    Who dropped it in may call it off, whoever writes to the collection take the note away.
    Return False for one that is just being taken in: it stops at its next step.
    Raises NotAllowedError, Refused.
    """
    row = ComingFile.objects.select_related("collection").filter(public_id=coming).first()
    if row is None:
        raise Refused("file", "It is in already, or was called off.")
    collection = own_collection(by, row.collection.public_id)
    with transaction.atomic():
        ended = _ended(row, by)
        if ended:
            ComingFile.objects.filter(pk=row.pk).delete()
        about = f"collection:{collection.public_id}"
        note(by=by, deed="call off file", about=about, changed={"database": row.database})
    if ended:
        forget_half(row)
        remove(coming)
    return ended


def _ended(row: ComingFile, by: Actor) -> bool:
    """Call the errand of a file off; return whether nothing goes on. A running one cleans up."""
    found = errand(row.errand)
    if found is None or found.over:
        return True
    if found.asked_by != by.person:
        raise Refused("file", f"Only {row.made_by} can call it off.")
    errands.cancel(public_id=row.errand, asked_by=by.person)
    return _is_over(row)


def clear_coming(*, by: Actor, now: datetime) -> int:
    """Remove the bytes of files that nobody takes in any more; return how many.

    Those of collections that have expired, those whose errand has ended without its process,
    and what a process that died has left. Safe to kill and repeat.
    """
    if not by.operator:
        raise NotAllowedError(by, ())
    count = remove_left(now)
    for row in ComingFile.objects.select_related("collection"):
        expired, found = row.collection.expired, errand(row.errand)
        if expired and found:
            errands.cancel(public_id=row.errand, asked_by=found.asked_by)
        if _is_over(row):
            count += _clear(row, expired=expired)
    if count:
        note(by=by, deed="clear coming files", about="collections", changed={"files": count})
    return count


def _clear(row: ComingFile, *, expired: bool) -> bool:
    """Remove what is left of a file; its row, which says why, stays until the collection ends."""
    left = place_of(row.public_id).exists()
    if left or expired:
        forget_half(row)
        remove(row.public_id)
    if expired:
        ComingFile.objects.filter(pk=row.pk).delete()
    return left

"""The revision log: one lock, numbers in the order of commits."""

from collections.abc import Iterable
from datetime import datetime

from concordat.evidence.models import Revision, RevisionLog, Work
from concordat.evidence.models.rows import insert_rows
from concordat.evidence.models.view import snapshot


def lock() -> RevisionLog:
    """Take the one lock of evidence, held until the transaction ends.

    Taken before anything is looked up: so two ingests can never both find that a DOI names
    nothing and both make a work of it.
    """
    return RevisionLog.objects.select_for_update().get_or_create(pk=1)[0]


def write(log: RevisionLog, changes: Iterable[tuple[Work, str]], *, now: datetime) -> None:
    """Number the changes, in order, and keep each work as it is now.

    Sets `work.revision`: call it before the works themselves are saved. A work that was
    merged away or taken down is entered without a view.
    """
    entries = []
    for work, change in changes:
        log.last += 1
        work.revision = log.last
        left = work.merged_into_id is not None or change == "takedown"
        entries.append((log.last, work.public_id, change, None if left else snapshot(work), now))
    if entries:
        insert_rows(Revision, ("number", "work", "change", "view", "at"), entries)
        log.save(update_fields=["last"])

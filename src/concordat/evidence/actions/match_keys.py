"""Keep the keys by which a record finds its work, from the log of revisions."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max

from concordat.evidence.identity.candidates import numbered_keys
from concordat.evidence.identity.traits import traits
from concordat.evidence.models import MatchKey, Revision, Work
from concordat.evidence.queries.candidates import reference_of
from concordat.evidence.queries.changes_since import latest_revision

_AT_ONCE = 200  # entries of the log: nobody waits long for the write lock
_MARK = -1  # a key that no record has


def follow_log() -> int:
    """Make the keys of works that changed since the last time; return how many.

    Safe to kill and repeat. A work that was merged away or taken down has none.
    """
    done, before = 0, -1
    while before < (cursor := _cursor()) < latest_revision():
        entries = list(
            Revision.objects.filter(number__gt=cursor)
            .order_by("number")
            .values_list("number", "work")[:_AT_ONCE]
        )
        _renew(entries)
        before = cursor
        done += len(entries)
    return done


def _cursor() -> int:
    return MatchKey.objects.aggregate(last=Max("revision"))["last"] or 0


@transaction.atomic
def _renew(entries: Sequence[tuple[int, str]]) -> None:
    """Make anew the keys of these works. The last entry marks how far the log was read."""
    last = {work: number for number, work in entries}
    rows = list(Work.objects.filter(public_id__in=last))
    MatchKey.objects.filter(work__in=rows).delete()
    MatchKey.objects.bulk_create(
        [
            MatchKey(work=row, key=key, revision=last[row.public_id])
            for row in rows
            if row.merged_into_id is None
            for key in numbered_keys(traits(reference_of(row)))
        ],
        batch_size=500,
    )
    _mark(entries[-1][0], rows)


def _mark(number: int, rows: Sequence[Work]) -> None:
    """Note the cursor on a key of its own, which no record has."""
    if rows and not MatchKey.objects.filter(revision=number).exists():
        MatchKey.objects.filter(key=_MARK).delete()
        MatchKey.objects.create(work=rows[-1], key=_MARK, revision=number)

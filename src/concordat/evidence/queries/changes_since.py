"""What changed since a reader last looked?"""

from concordat.evidence.models import Revision, RevisionLog
from concordat.evidence.models.view import view_of_snapshot
from concordat.evidence.queries.freshness import source_names
from concordat.evidence.words import Revised


def changes_since(revision: int, *, limit: int = 1000) -> list[Revised]:
    """Return at most `limit` entries of the log after number `revision`, in order.

    Asked by the index, the alerts and the like with a cursor of their own. It holds private
    works too: whoever shows or indexes them keeps to `owner`, `service` and `visibility`.
    """
    names = source_names()
    entries = Revision.objects.filter(number__gt=revision).order_by("number")[:limit]
    return [
        Revised(
            number=entry.number,
            work=entry.work,
            change=entry.change,
            view=view_of_snapshot(entry.view, names) if entry.view else None,
        )
        for entry in entries
    ]


def latest_revision() -> int:
    """Return the number of the last entry of the log; 0 when there is none."""
    return RevisionLog.objects.values_list("last", flat=True).first() or 0

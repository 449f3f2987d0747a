"""Which files are on their way into a private collection?"""

from concordat.evidence.models import ComingFile
from concordat.evidence.queries.collections import collection_row
from concordat.evidence.words import ComingView
from concordat.parties.words import Actor


def coming(collection: str, *, by: Actor) -> list[ComingView]:
    """Return the files that are taken in, wait for it, or could not be, the oldest first.

    They are seen by whoever sees the collection. Their errands say how far they are.
    """
    row = collection_row(collection, by=by)
    return [_view(each) for each in row.coming.all()] if row else []


def _view(row: ComingFile) -> ComingView:
    return ComingView(
        id=row.public_id,
        name=row.name,
        database=row.database,
        made_by=row.made_by,
        made_at=row.made_at,
        errand=row.errand,
    )

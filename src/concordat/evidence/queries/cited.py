"""What decides, of every work, whether it can be opened?"""

from collections.abc import Collection, Iterator

from django.db.models import QuerySet

from concordat.evidence.models import Work
from concordat.evidence.words import Cited, Kind

#: Fields of `Cited`, in order.
_FIELDS = (
    "public_id",
    "title",
    "kind",
    "issns",
    "identifiers",
    "published_on",
    "year",
    "volume",
    "issue",
    "party_id",
    "url",
)
_AT_ONCE = 2_000


def cited(ids: Collection[str] | None = None) -> Iterator[Cited]:
    """Yield every work, or those with these public ids, as shortly as a citation says it.

    Private ones too: what is made of it may be put beside what a reader is allowed to find,
    and is never shown itself.
    """
    rows: QuerySet[Work] = Work.objects.filter(merged_into=None)
    if ids is not None:
        rows = rows.filter(public_id__in=list(ids))
    for row in rows.order_by("pk").values_list(*_FIELDS).iterator(chunk_size=_AT_ONCE):
        id_, title, kind, *rest = row
        yield Cited(id_, title, Kind(kind), *rest)


def how_many_cited() -> int:
    """Return how many works `cited` yields."""
    return Work.objects.filter(merged_into=None).count()

"""Questions that other rooms and pages may ask of the evidence."""

from concordat.evidence.queries.changes_since import changes_since, latest_revision
from concordat.evidence.queries.freshness import freshness
from concordat.evidence.queries.inventory import inventory
from concordat.evidence.queries.published_by import published_by
from concordat.evidence.queries.source_records import source_records
from concordat.evidence.queries.work import work, work_named
from concordat.evidence.queries.works_by_id import works_by_id

__all__ = [
    "changes_since",
    "freshness",
    "inventory",
    "latest_revision",
    "published_by",
    "source_records",
    "work",
    "work_named",
    "works_by_id",
]

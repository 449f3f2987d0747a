"""Questions that other rooms and pages may ask of the evidence."""

from concordat.evidence.queries.affected import affected_by
from concordat.evidence.queries.asset import assets_of, orphans
from concordat.evidence.queries.chain import chain, resting_on
from concordat.evidence.queries.changes_since import changes_since, latest_revision
from concordat.evidence.queries.cited import cited, how_many_cited
from concordat.evidence.queries.collections import (
    collected,
    collected_record,
    collected_works,
    collection,
    collections,
    included,
    included_works,
)
from concordat.evidence.queries.coming import coming
from concordat.evidence.queries.coverage import coverage
from concordat.evidence.queries.fallen import FALLEN, fallen
from concordat.evidence.queries.freshness import freshness
from concordat.evidence.queries.harvest import (
    first_change,
    gone_lately,
    harvest,
    harvest_one,
    works_after,
)
from concordat.evidence.queries.inventory import inventory
from concordat.evidence.queries.published_by import published_by
from concordat.evidence.queries.source_records import source_records
from concordat.evidence.queries.takedown import taken_down
from concordat.evidence.queries.ties import last_tie, newly_rested_on
from concordat.evidence.queries.work import ids_of, ids_of_all, read_identifier, work, work_named
from concordat.evidence.queries.works_by_id import works_by_id

__all__ = [
    "FALLEN",
    "affected_by",
    "assets_of",
    "chain",
    "changes_since",
    "cited",
    "collected",
    "collected_record",
    "collected_works",
    "collection",
    "collections",
    "coming",
    "coverage",
    "fallen",
    "first_change",
    "freshness",
    "gone_lately",
    "harvest",
    "harvest_one",
    "how_many_cited",
    "ids_of",
    "ids_of_all",
    "included",
    "included_works",
    "inventory",
    "last_tie",
    "latest_revision",
    "newly_rested_on",
    "orphans",
    "published_by",
    "read_identifier",
    "resting_on",
    "source_records",
    "taken_down",
    "work",
    "work_named",
    "works_after",
    "works_by_id",
]

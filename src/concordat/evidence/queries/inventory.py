"""What is inside?"""

from collections import Counter

from django.db.models import Count, Max

from concordat.evidence.models import Work
from concordat.evidence.models.view import iso
from concordat.evidence.queries.freshness import freshness
from concordat.evidence.words import Inventory, Kind, Standing
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor


def inventory(*, by: Actor) -> Inventory:
    """Return counts by kind and standing of the works that `by` may see."""
    works = Work.objects.filter(visible_to(by), merged_into=None)
    kinds: Counter[str] = Counter()
    standings: Counter[str] = Counter()
    for row in works.values("kind", "standing").annotate(count=Count("id")).order_by():
        kinds[row["kind"]] += row["count"]
        standings[row["standing"]] += row["count"]
    return Inventory(
        total=kinds.total(),
        kinds=tuple((kind, kinds[kind]) for kind in Kind if kinds[kind]),
        standings=tuple((each, standings[each]) for each in Standing if standings[each]),
        changed_at=iso(works.aggregate(newest=Max("changed_at"))["newest"]),
        sources=freshness(),
    )

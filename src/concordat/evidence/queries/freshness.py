"""Which sources are there, and how old is what they gave?"""

from django.db.models import Count, Q

from concordat.evidence.models import Source
from concordat.evidence.models.view import iso
from concordat.evidence.words import Freshness


def freshness() -> tuple[Freshness, ...]:
    """Return every source by name, with the records of the open shelf that it gave."""
    sources = Source.objects.annotate(held=Count("records", filter=Q(records__shelf=""))).order_by(
        "name"
    )
    return tuple(
        Freshness(
            source=source.slug,
            name=source.name,
            licence=source.licence,
            records=source.held,
            good_at=iso(source.good_at),
            counts=tuple((source.counts or {}).items()),
        )
        for source in sources
    )


def source_names() -> dict[str, str]:
    """Return the names of all sources by slug."""
    return dict(Source.objects.values_list("slug", "name"))

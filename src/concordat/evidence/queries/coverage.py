"""What do we hold of what a party publishes, from which lists and files, of what date?"""

from django.db.models import Count, Exists, OuterRef, Q

from concordat.evidence.models import Source, SourceRecord, Work
from concordat.evidence.models.view import iso
from concordat.evidence.words import Coverage
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor


def coverage(party_slug: str, *, by: Actor, sources: tuple[str, ...] = ()) -> tuple[Coverage, ...]:
    """Return each source that gave works of the party, by name, with what it gave and when.

    `sources` are slugs to be listed even if nothing came from them yet. What a harvest found
    and set aside is known for a source as a whole, so it is given only for sources that
    hold this party's works alone.
    """
    theirs = Work.objects.filter(visible_to(by), merged_into=None, party_id=party_slug)
    given = Q(records__shelf="", records__work__in=theirs)
    others = SourceRecord.objects.filter(source=OuterRef("pk"), shelf="").exclude(
        work__party_id=party_slug
    )
    rows = Source.objects.annotate(
        held=Count("records__work", filter=given, distinct=True), shared=Exists(others)
    ).filter(Q(held__gt=0) | Q(slug__in=sources))
    return tuple(_view(row) for row in rows.order_by("name"))


def _view(row: Source) -> Coverage:
    counts = dict(row.counts or {})
    shared: bool = row.shared  # type: ignore[attr-defined]
    return Coverage(
        source=row.slug,
        name=row.name,
        licence=row.licence,
        held=row.held,  # type: ignore[attr-defined]
        found=None if shared else counts.get("found"),
        failed=None if shared else counts.get("set_aside"),
        good_at=iso(row.good_at),
        as_of=row.as_of,
    )

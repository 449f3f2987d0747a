"""What do others harvest: every public work, and those that left?"""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Min, Q

from concordat.evidence.models import Work
from concordat.evidence.models.view import iso
from concordat.evidence.queries.works_by_id import views
from concordat.evidence.words import Harvested, Kind, Standing
from concordat.parties.queries import visible_to
from concordat.parties.words import VISITOR, Actor, Visibility

#: What is public, and what was until it was taken down: it stays listed as deleted.
_PUBLIC = Q(visibility=Visibility.PUBLIC) | Q(takedown__isnull=False)


def harvest(
    *,
    after: str = "",
    changed_from: datetime | None = None,
    changed_to: datetime | None = None,
    kind: Kind | None = None,
    party: str = "",
    limit: int = 100,
) -> list[Harvested]:
    """Return at most `limit` public works after the public id `after`, in order of public ids.

    That order never changes, so a harvest that takes hours meets every work that was there
    when it began, whatever is changed meanwhile. Works that were merged away or taken down
    stay listed as deleted. `changed_from` and `changed_to` are inclusive.
    """
    chosen = _PUBLIC & Q(public_id__gt=after)
    if changed_from:
        chosen &= Q(changed_at__gte=changed_from)
    if changed_to:
        chosen &= Q(changed_at__lte=changed_to)
    if kind:
        chosen &= Q(kind=kind.value)
    if party:
        chosen &= Q(party=party)
    return _harvested(list(Work.objects.filter(chosen).order_by("public_id")[:limit]))


def harvest_one(id: str) -> Harvested | None:  # noqa: A002 - the door's word
    """Return one public work as harvesters see it."""
    rows = Work.objects.filter(_PUBLIC, public_id=id)
    return next(iter(_harvested(list(rows))), None)


def gone_lately(*, limit: int = 100) -> list[Harvested]:
    """Return the works that were public and left (merged away, taken down), the latest first."""
    left = _PUBLIC & (Q(merged_into__isnull=False) | ~Q(visibility=Visibility.PUBLIC))
    rows = Work.objects.filter(left).order_by("-changed_at", "-pk")[:limit]
    return [Harvested(row.public_id, iso(row.changed_at), None) for row in rows]


def first_change() -> str:
    """Return when the oldest public work last changed: ISO, UTC, "" when there is none."""
    public = Work.objects.filter(visibility=Visibility.PUBLIC)
    return iso(public.aggregate(oldest=Min("changed_at"))["oldest"])


def works_after(
    after: str, *, by: Actor, standing: Standing | None = None, kind: Kind | None = None, limit: int
) -> list[Harvested]:
    """Return works that `by` may see after a public id, in order of public ids."""
    chosen = Q(public_id__gt=after, merged_into=None)
    if standing:
        chosen &= Q(standing=standing.value)
    if kind:
        chosen &= Q(kind=kind.value)
    rows = list(Work.objects.filter(visible_to(by), chosen).order_by("public_id")[:limit])
    seen = views(rows, by=by)
    return [Harvested(row.public_id, iso(row.changed_at), seen[row.public_id]) for row in rows]


def _harvested(rows: Sequence[Work]) -> list[Harvested]:
    here = [
        row for row in rows if row.merged_into_id is None and row.visibility == Visibility.PUBLIC
    ]
    seen = views(here, by=VISITOR)
    return [Harvested(row.public_id, iso(row.changed_at), seen.get(row.public_id)) for row in rows]

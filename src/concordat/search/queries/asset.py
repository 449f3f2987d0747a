"""What knowledge is kept in this room: strategies, with their runs."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max
from django.utils.timezone import localdate

from concordat.parties import queries as parties
from concordat.parties.words import STAFF_TIME, Actor, Asset, Day, LastUse
from concordat.search.models import DatabaseSearch, SavedStrategy, SearchRun

ROOM = "search"
_WHAT = "last run, here or in another database"


def assets_of(
    slug: str, *, by: Actor, on: date | None = None, as_if: Collection[str] = ()
) -> list[Asset]:
    """Return the kept strategies that the party answers for on `on`."""
    return _assets(parties.keepers_of(slug, on=on, as_if=as_if), by, on)


def orphans(*, by: Actor, on: date | None = None, as_if: Collection[str] = ()) -> list[Asset]:
    """Return the kept strategies that nobody answers for for certain on `on`."""
    return _assets(parties.keepers_adrift(on=on, as_if=as_if), by, on)


def _assets(keepers: parties.Keepers, by: Actor, on: date | None) -> list[Asset]:
    rows = SavedStrategy.objects.filter(parties.visible_to(by), keepers.owning("owner"))
    there = [
        row for row in rows.order_by("name", "pk") if on is None or localdate(row.made_at) <= on
    ]
    ran = _last_runs([row.pk for row in there])
    return [
        Asset(
            room=ROOM,
            kind="strategy",
            label=row.name,
            id=row.public_id,
            owner=keepers.of(row.owner_id),
            address=row.public_id,
            cost=STAFF_TIME,
            used=LastUse(_WHAT, Day.of(ran[row.pk]) if row.pk in ran else None),
        )
        for row in there
    ]


def _last_runs(strategies: Collection[int]) -> dict[int, date]:
    """Return the day of the newest run of each strategy that was ever run."""
    here = SearchRun.objects.filter(strategy__in=strategies).values("strategy")
    found = {row["strategy"]: localdate(row["last"]) for row in here.annotate(last=Max("ran_at"))}
    elsewhere = DatabaseSearch.objects.filter(strategy__in=strategies).values("strategy")
    for row in elsewhere.annotate(last=Max("searched_on")):
        found[row["strategy"]] = max(row["last"], found.get(row["strategy"], date.min))
    return found

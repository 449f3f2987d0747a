"""What knowledge is kept in this room: works, a line for each party, and private collections."""

from collections.abc import Collection as Several
from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Max
from django.utils.timezone import localdate

from concordat.evidence.models import Collection, Deposit, ScreeningVote, Work
from concordat.parties.queries import Keepers, keepers_adrift, keepers_of, visible_to
from concordat.parties.words import NO_CHARGE, STAFF_TIME, Actor, Asset, Day, LastUse

ROOM = "evidence"
#: How a work is a party's own, by the field that says so.
HOW = (("party", "published by"), ("owner", "kept to itself by"))


def assets_of(
    slug: str, *, by: Actor, on: date | None = None, as_if: Several[str] = ()
) -> list[Asset]:
    """Return what the party answers for on `on`: works, counted, and collections.

    The works are those of today. A collection is here until it expires: then its records go.
    """
    return list(_assets(keepers_of(slug, on=on, as_if=as_if), by, on))


def orphans(*, by: Actor, on: date | None = None, as_if: Several[str] = ()) -> list[Asset]:
    """Return the works and collections of which nobody answers for certain on `on`.

    A work without publisher and owner is the world's literature, and no party's to lose.
    """
    return list(_assets(keepers_adrift(on=on, as_if=as_if), by, on))


def _assets(keepers: Keepers, by: Actor, on: date | None) -> Iterator[Asset]:
    yield from _works(keepers, by)
    asked = visible_to(by) & keepers.owning("owner")
    rows = Collection.objects.filter(asked, expired=False).select_related("owner")
    there = [
        row for row in rows.order_by("name", "pk") if on is None or localdate(row.made_at) <= on
    ]
    used = _last_uses([row.pk for row in there])
    for row in there:
        yield Asset(
            room=ROOM,
            kind="collection",
            label=row.name,
            id=row.public_id,
            owner=keepers.of(row.owner.public_id if row.owner else None),
            review_on=Day.of(row.expires_on),
            address=row.public_id,
            cost=STAFF_TIME,
            used=used.get(row.pk, LastUse(_SCREENED)),
            review="expires",
        )


def _works(keepers: Keepers, by: Actor) -> Iterator[Asset]:
    seen = Work.objects.filter(visible_to(by), merged_into=None)
    for field, how in HOW:
        theirs = seen.filter(**{f"{field}__public_id__in": list(keepers.holdings)})
        for key, count in theirs.values_list(f"{field}__public_id").annotate(Count("pk")):
            owner = keepers.of(key)
            yield Asset(
                room=ROOM,
                kind="collection of works",
                label=works(count, how, owner.party.name),
                id=f"{owner.party.slug} {how}",
                owner=owner,
                address=owner.party.slug,
                cost=NO_CHARGE,
            )


def works(count: int, how: str, name: str) -> str:
    return f"{count} {'work' if count == 1 else 'works'} {how} {name}"


_SCREENED = "last screened, or given a file"


def _last_uses(collections: Several[int]) -> dict[int, LastUse]:
    """Return the later of the newest vote and the newest file. Exports leave no trace here."""
    found: dict[int, date] = {}
    votes = ScreeningVote.objects.filter(record__collection__in=collections)
    files = Deposit.objects.filter(collection__in=collections, arriving_at=None)
    for rows in (
        votes.values_list("record__collection").annotate(Max("at")).order_by(),
        files.values_list("collection").annotate(Max("made_at")).order_by(),
    ):
        for key, last in rows:
            found[key] = max(localdate(last), found.get(key, date.min))
    return {key: LastUse(_SCREENED, Day.of(last)) for key, last in found.items()}

"""What a party knows and keeps, of this room: what it publishes, convenes and has promised."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Q

from concordat.parties.models import Agreement, Commitment, Party, Publishing
from concordat.parties.permissions import visible_to
from concordat.parties.queries.history import History, read_history
from concordat.parties.words import Actor, Asset, Certainty, Holding, PartyKind, Period

ROOM = "parties"


def assets_of(
    slug: str, *, by: Actor, on: date | None = None, as_if: Collection[str] = ()
) -> list[Asset]:
    """Return what the party answers for on `on`, with what it took over from others.

    What nobody holds for certain is among the assets of each who may hold it. Other rooms
    offer the same for theirs.
    """
    history = read_history(on, as_if=as_if)
    found = [*_published(history), *_agreements(history, by), *_commitments(history, by)]
    return [each for each in found if any(h.party.slug == slug for h in each.owner.holders)]


def holdings_of(
    slug: str, *, on: date | None = None, as_if: Collection[str] = ()
) -> dict[str, Holding]:
    """Return by public id each party whose things `slug` holds, or may hold, on `on`.

    For rooms that keep things under their first owner and list them for today's. What
    belongs to a named function may have gone elsewhere: such rooms name none.
    """
    history = read_history(on, as_if=as_if)
    before = Q(slug__in=history.lineage.givers) | Q(kind=PartyKind.JOINT_NAME)
    rows = Party.objects.filter(Q(slug=slug) | before).prefetch_related("names")
    found = {row.public_id: history.holding(row) for row in rows}
    return {
        public_id: holding
        for public_id, holding in found.items()
        if any(holder.party.slug == slug for holder in holding.holders)
    }


def _published(history: History) -> Iterator[Asset]:
    rows = Publishing.objects.select_related("party").prefetch_related("party__names")
    for row in rows:
        if row.period.covers(history.on) is not Certainty.NO:
            owner = history.holding(row.party, since=row.since)
            yield Asset(
                ROOM, "publication", row.what, row.public_id, owner, row.review_on, row.where
            )


def _agreements(history: History, by: Actor) -> Iterator[Asset]:
    """An agreement belongs to who convenes it, else to its owner; signing is no owning."""
    rows = Agreement.objects.filter(visible_to(by)).prefetch_related(
        "owner__names", "convenors__party__names"
    )
    for row in rows:
        if Period(row.since or row.signed_on, row.until).covers(history.on) is Certainty.NO:
            continue
        for party, function, period in _keepers(row, history):
            owner = history.holding(party, function=function, since=period.since)
            yield Asset(ROOM, "agreement", row.title, row.public_id, owner, row.review_on, row.slug)


def _keepers(row: Agreement, history: History) -> list[tuple[Party, str, Period]]:
    found = [
        (each.party, each.function, each.period)
        for each in row.convenors.all()
        if each.period.covers(history.on) is not Certainty.NO
    ]
    return found or ([(row.owner, "", row.period)] if row.owner else [])


def _commitments(history: History, by: Actor) -> Iterator[Asset]:
    seen = Agreement.objects.filter(visible_to(by))
    rows = Commitment.objects.filter(visible_to(by), agreement__in=seen).select_related(
        "party", "agreement"
    )
    for row in rows.prefetch_related("party__names"):
        since = row.since or row.agreement.signed_on
        if Period(since, row.until).covers(history.on) is Certainty.NO:
            continue
        owner = history.holding(row.party, function=row.function, since=since)
        due = row.until or row.agreement.review_on
        yield Asset(ROOM, "commitment", row.text, row.public_id, owner, due, row.agreement.slug)

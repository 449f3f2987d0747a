"""What a party knows and keeps, of this room: what it publishes, convenes and has promised."""

from collections.abc import Collection, Iterator
from datetime import date

from concordat.parties.models import Agreement, Commitment, Publishing
from concordat.parties.permissions import visible_to
from concordat.parties.queries.history import History, read_history
from concordat.parties.queries.keeping import convened_by, over, signed
from concordat.parties.queries.services import services
from concordat.parties.words import (
    NO_CHARGE,
    NOBODY,
    Actor,
    Asset,
    Certainty,
    Holding,
    Period,
)

ROOM = "parties"


def assets_of(
    slug: str, *, by: Actor, on: date | None = None, as_if: Collection[str] = ()
) -> list[Asset]:
    """Return what the party answers for on `on`, with what it took over from others.

    What nobody holds for certain is among the assets of each who may hold it. Other rooms
    offer the same for theirs.
    """
    found = _assets(read_history(on, as_if=as_if), by)
    return [each for each in found if any(h.party.slug == slug for h in each.owner.holders)]


def orphans(*, by: Actor, on: date | None = None, as_if: Collection[str] = ()) -> list[Asset]:
    """Return what nobody answers for for certain on `on`, of every party, as far as `by` may see.

    Other rooms offer the same for theirs.
    """
    history = read_history(on, as_if=as_if)
    found = (*_assets(history, by), *services(history))
    return [each for each in found if each.orphaned]


def _assets(history: History, by: Actor) -> Iterator[Asset]:
    yield from _published(history)
    yield from _agreements(history, by)
    yield from _commitments(history, by)


def _published(history: History) -> Iterator[Asset]:
    rows = Publishing.objects.select_related("party").prefetch_related("party__names")
    for row in rows:
        if row.period.covers(history.on) is not Certainty.NO:
            owner = history.holding(row.party, since=row.since)
            yield Asset(
                room=ROOM,
                kind="publication",
                label=row.what,
                id=row.public_id,
                owner=owner,
                review_on=row.review_on,
                address=row.where,
                cost=NO_CHARGE,
            )


def _agreements(history: History, by: Actor) -> Iterator[Asset]:
    rows = Agreement.objects.filter(visible_to(by)).prefetch_related(
        "owner__names", "convenors__party__names"
    )
    for row in rows:
        if over(row, history.on):
            continue
        for owner in _owners(row, history):
            yield Asset(
                room=ROOM,
                kind="agreement",
                label=row.title,
                id=row.public_id,
                owner=owner,
                review_on=row.review_on,
                address=row.slug,
                cost=NO_CHARGE,
            )


def _owners(row: Agreement, history: History) -> list[Holding]:
    """An agreement belongs to who convenes it, else to its owner; signing is no owning."""
    begun = signed(row)
    convenors = [
        history.holding(each.party, function=each.function, since=each.since or begun)
        for each in convened_by(row, history.on)
    ]
    if convenors:
        return convenors
    return [history.holding(row.owner, since=begun)] if row.owner else [NOBODY]


def _commitments(history: History, by: Actor) -> Iterator[Asset]:
    seen = Agreement.objects.filter(visible_to(by))
    rows = Commitment.objects.filter(visible_to(by), agreement__in=seen).select_related(
        "party", "agreement"
    )
    for row in rows.prefetch_related("party__names"):
        since = row.since or signed(row.agreement)
        if Period(since, row.until).covers(history.on) is Certainty.NO:
            continue
        yield Asset(
            room=ROOM,
            kind="commitment",
            label=row.text,
            id=row.public_id,
            owner=history.holding(row.party, function=row.function, since=since),
            review_on=row.until or row.agreement.review_on,
            address=row.agreement.slug,
            cost=NO_CHARGE,
        )

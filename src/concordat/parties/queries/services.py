"""Knowledge services below a party, and to whom each belongs after every succession."""

from collections.abc import Iterator

from concordat.parties.models import Tie
from concordat.parties.queries.history import History
from concordat.parties.words import NO_CHARGE, Asset, Certainty, PartyKind, TieKind

KIND = "service below it"


def ties_of_services() -> list[Tie]:
    """Return what says that a knowledge service is part of a party."""
    rows = Tie.objects.filter(kind=TieKind.PART_OF, party__kind=PartyKind.KNOWLEDGE_SERVICE)
    return list(rows.select_related("party", "to").prefetch_related("party__names", "to__names"))


def services(history: History) -> Iterator[Asset]:
    """Yield each service on the day, with who holds what the party above it held."""
    for tie in ties_of_services():
        there = history.exists(tie.party) is not Certainty.NO
        if there and tie.period.covers(history.on) is not Certainty.NO:
            yield Asset(
                room="parties",
                kind=KIND,
                label=history.name(tie.party).name,
                id=tie.public_id,
                owner=history.holding(tie.to, since=tie.since),
                review_on=None,
                address=tie.party.slug,
                cost=NO_CHARGE,
            )

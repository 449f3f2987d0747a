"""The libraries of which something may be asked."""

from datetime import date

from concordat.parties import queries as parties
from concordat.parties.words import Certainty, PartyKind, PartyRef, TieKind


def libraries(*, on: date) -> list[PartyRef]:
    """Return the knowledge services that exist on a date, by name."""
    found = parties.parties(on=on, kinds=[PartyKind.KNOWLEDGE_SERVICE])
    return [each.ref for each in found if each.exists is Certainty.YES]


def library(public_id: str, *, on: date) -> tuple[str, str] | None:
    """Return the public ids of the party that owns a library's requests and of the library.

    The owner is what the library is part of, else itself. None: there is no such library.
    """
    found = parties.party(public_id, on=on) if public_id else None
    if found is None or found.kind is not PartyKind.KNOWLEDGE_SERVICE:
        return None
    for tie in found.ties:
        if tie.kind is TieKind.PART_OF and tie.period.covers(on) is Certainty.YES:
            return tie.party.id, found.id
    return found.id, found.id

"""Parties by slug, under the names that they bore on a date."""

from collections.abc import Iterable
from datetime import date

from concordat.parties import queries as parties
from concordat.parties.words import Actor, Day, Holder, Holding, PartyRef


class Names:
    """Looks up many parties at once; a slug that nobody has is its own name."""

    def __init__(self, slugs: Iterable[str], *, on: date | None = None) -> None:
        wanted = {slug for slug in slugs if slug}
        found = parties.parties(on=on, slugs=wanted) if wanted else []
        self._refs = {view.slug: view.ref for view in found}
        self._held = {view.slug: view.holding for view in found}
        self._on = on

    def ref(self, slug: str) -> PartyRef:
        return self._refs.get(slug) or PartyRef(slug, slug)

    def holding(self, slug: str, *, since: date) -> Holding:
        """Return who holds on the day what a party took on at `since`.

        Only what an event may have moved costs another question, with the day it began.
        """
        held = self._held.get(slug)
        if held is None:
            ref = self.ref(slug)
            return Holding(ref, (Holder(ref),))
        if not held.moved and not held.decisions:
            return held
        return parties.holder_of(slug, on=self._on, since=Day.of(since)) or held

    def maybe(self, slug: str) -> PartyRef | None:
        return self.ref(slug) if slug else None


def acts_for(by: Actor, public_id: str) -> bool:
    """Return whether the actor acts for a party (public id), or for its sole heir."""
    return by.operator or bool(public_id and public_id in (by.party, *by.heir_to))


def slug_of(by: Actor) -> str:
    """Return the slug of the party that the actor acts for, or nothing."""
    found = parties.party(by.party) if by.party else None
    return found.slug if found else ""

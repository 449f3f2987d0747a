"""Who holds now what a party once took on: successions replayed, never written down.

Pure. The rules, for a party in an event that has happened:
- it passes on what the part for that function says, or else the part without a function;
- a transfer of function moves that function only, everything else stays;
- when an ending party's parts do not say who takes a function, every taker may hold it and
  somebody must decide: nobody is chosen here.
Events count in the order of their earliest possible days. One whose day may lie either side
of the date asked leaves both answers open.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from concordat.parties.words import (
    Certainty,
    Day,
    Holder,
    Holding,
    NameView,
    PartyRef,
    Period,
    SuccessionKind,
    SuccessionStatus,
    SuccessionView,
)


@dataclass(frozen=True, slots=True)
class _Passing:
    """Who may take over, and whether the event leaves that open."""

    takers: tuple[PartyRef, ...]
    doubtful: bool


class Lineage:
    """All successions, replayed for one date.

    One that was withdrawn is among `events` to be told of; it moves nothing, as if or not.
    `as_if` names events taken as in force whatever their date, to look ahead; `without`
    names events left out, to look at what one of them changes.
    """

    def __init__(
        self,
        events: Iterable[SuccessionView],
        *,
        on: date,
        as_if: Collection[str] = (),
        without: Collection[str] = (),
    ) -> None:
        self.on = on
        found = [event for event in events if event.slug not in without]
        withdrawn = {e.slug for e in found if e.status is SuccessionStatus.WITHDRAWN}
        self._as_if = frozenset(as_if) - withdrawn
        self.events = tuple(sorted(found, key=self._order))
        self._by_giver: dict[str, list[SuccessionView]] = {}
        for event in self.events:
            if event.slug in withdrawn:
                continue  # told of, and nothing else
            for giver in {part.giver.slug for part in event.parts}:
                self._by_giver.setdefault(giver, []).append(event)

    def _order(self, event: SuccessionView) -> tuple[bool, date, date, str]:
        announced = event.announced_on.earliest if event.announced_on else None
        first = event.on.earliest or announced or date.min
        return event.slug in self._as_if, first, event.on.latest or date.max, event.slug

    def happened(self, event: SuccessionView) -> Certainty:
        """Return whether the event had taken place by the date asked."""
        if event.slug in self._as_if:
            return Certainty.YES
        if event.status is not SuccessionStatus.IN_FORCE:
            return Certainty.NO
        return event.on.by(self.on)

    def _counts(self, event: SuccessionView) -> bool:
        """Return whether the event moves anything at any date: it is no mere announcement."""
        return event.status is SuccessionStatus.IN_FORCE or event.slug in self._as_if

    def names_giver(self, slug: str) -> bool:
        """Return whether any event takes something from this party, at any date."""
        return any(self._counts(event) for event in self._by_giver.get(slug, ()))

    @property
    def givers(self) -> Collection[str]:
        return self._by_giver.keys()

    def ended(self, slug: str) -> Certainty:
        """Return whether a succession had ended the party by the date asked."""
        ending = (event for event in self._by_giver.get(slug, ()) if event.ends(slug))
        return max((self.happened(event) for event in ending), default=Certainty.NO)

    def ended_on(self, slug: str) -> Day | None:
        """Return the day of the first event in force that ends the party, at any date."""
        for event in self._by_giver.get(slug, ()):
            if self._counts(event) and event.ends(slug):
                return event.on
        return None

    def holding(self, party: PartyRef, *, function: str = "", since: Day | None = None) -> Holding:
        """Return who holds, on the date asked, what `party` took on at `since`.

        A transfer of function before `since` moved nothing of it; None: since ever.
        """
        may_hold: dict[str, tuple[PartyRef, tuple[str, ...]]] = {party.slug: (party, ())}
        decisions: list[str] = []
        for event in self.events:
            after: dict[str, tuple[PartyRef, tuple[str, ...]]] = {}
            for slug, (ref, path) in may_hold.items():
                passing = _passing(event, slug, function)
                certainty = self._moved(event, slug, since if not path else None)
                if passing is None or certainty is not Certainty.YES:
                    after.setdefault(slug, (ref, path))
                if passing is None or certainty is Certainty.NO:
                    continue
                for taker in passing.takers:
                    after.setdefault(taker.slug, (taker, (*path, event.slug)))
                if passing.doubtful:
                    decisions.append(_open_decision(event, ref, function, passing.takers))
            may_hold = after
        sure = Certainty.YES if len(may_hold) == 1 else Certainty.POSSIBLY
        holders = tuple(Holder(ref, sure, path) for ref, path in may_hold.values())
        return Holding(party, holders, tuple(dict.fromkeys(decisions)))

    def _moved(self, event: SuccessionView, slug: str, since: Day | None) -> Certainty:
        happened = self.happened(event)
        # Whoever acted had not been ended yet, so an ending always comes after the act.
        if since is None or event.slug in self._as_if or event.ends(slug):
            return happened
        return min(happened, since.before(event.on))

    def names(self, slug: str, written: Iterable[NameView]) -> tuple[NameView, ...]:
        """Return the names of a party with those that renaming events gave it, oldest first."""
        names = list(written)
        for event in self._by_giver.get(slug, ()):
            given = self._new_name(event, slug)
            if given is None:
                continue
            names = [_closed(name, event.on) for name in names]
            names.append(given)
        return tuple(names)

    def _new_name(self, event: SuccessionView, slug: str) -> NameView | None:
        if not self._counts(event):
            return None
        for part in event.parts:
            if part.giver.slug == part.taker.slug == slug and part.name:
                period = Period(event.on, None)
                return NameView(part.name, part.short, "name", period, event.source)
        return None


#: A body is shown under the name it works by, else its name; other kinds only for want of these.
_SHOWN_FIRST = {"operating name": 2, "name": 1}


def name_on(names: Iterable[NameView], on: date) -> NameView | None:
    """Return the name to use on a date: one that held, or may have; else the nearest before."""

    def fitness(name: NameView) -> tuple[Certainty, Certainty, int, date]:
        since = name.period.since
        return (
            name.period.covers(on),
            since.by(on) if since else Certainty.YES,
            _SHOWN_FIRST.get(name.kind, 0),
            (since.earliest if since else None) or date.min,
        )

    return max(names, key=fitness, default=None)


def _closed(name: NameView, on: Day) -> NameView:
    if name.kind != "name" or name.period.until is not None:
        return name
    return replace(name, period=Period(name.period.since, on))


def _passing(event: SuccessionView, slug: str, function: str) -> _Passing | None:
    """Return who takes over from the party in this event; None when it stays where it is."""
    parts = [part for part in event.parts if part.giver.slug == slug]
    if not parts:
        return None
    wanted = function.casefold()
    exact = [part for part in parts if wanted and part.function.casefold() == wanted]
    if event.kind is SuccessionKind.TRANSFER:
        chosen = exact
        if not chosen:
            return None
    else:
        chosen = exact or [part for part in parts if not part.function] or parts
    takers = {part.taker.slug: part.taker for part in chosen}
    if set(takers) == {slug}:
        return None
    return _Passing(tuple(takers.values()), doubtful=len(takers) > 1)


def _open_decision(
    event: SuccessionView, party: PartyRef, function: str, takers: Iterable[PartyRef]
) -> str:
    what = f"the function “{function}”" if function else "this"
    names = ", ".join(taker.name for taker in takers)
    return (
        f"“{event.title or event.slug}” does not say who took {what} over from {party.name}: "
        f"decide between {names}."
    )

"""The successions as read for one date: what the other queries of this room stand on."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from django.db.models import Q, prefetch_related_objects

from concordat.parties.lineage import Lineage, name_on
from concordat.parties.models import Party, PartyName, Succession, Tie
from concordat.parties.queries.look import shared
from concordat.parties.words import (
    LAST_KNOWN,
    UNKNOWN_DAY,
    Certainty,
    Day,
    Holder,
    Holding,
    NameView,
    PartyKind,
    PartyRef,
    Period,
    SuccessionKind,
    SuccessionPart,
    SuccessionStatus,
    SuccessionView,
    TieKind,
)


def read_history(on: date | None, *, as_if: Collection[str] = ()) -> "History":
    """Return the successions as at `on` (None: as last known): those of this look, or new ones."""
    return shared(("history", on, frozenset(as_if)), lambda: History(on, as_if=as_if))


class History:
    """All successions as at `on`; made once for a query or a look, and thrown away with it.

    `as_if`, `without`: see `lineage.Lineage`. `drafts` are events that nobody has recorded
    yet. Parties passed in should have their `names` prefetched, or each costs a query.
    """

    def __init__(
        self,
        on: date | None,
        *,
        as_if: Collection[str] = (),
        without: Collection[str] = (),
        drafts: Collection[SuccessionView] = (),
    ) -> None:
        self.on = on or LAST_KNOWN
        self._refs: dict[int, PartyRef] = {}
        self._names: dict[int, list[PartyName]] | None = None
        rows, self._parties = _rows(drafts) if drafts else shared("successions", _rows)
        bare = [_event(row, lambda party: PartyRef(party.slug, party.slug)) for row in rows]
        self.lineage = Lineage([*bare, *drafts], on=self.on, as_if=as_if, without=without)
        named = [_event(row, self.ref) for row in rows]
        self.lineage = Lineage([*named, *drafts], on=self.on, as_if=as_if, without=without)
        self._under: dict[str, list[Tie]] | None = None
        self._heirs: dict[str, list[Party]] | None = None

    def know_all_names(self) -> None:
        """Read every name at once, for a list: prefetching costs a tenth of a millisecond each."""
        self._names = {}
        for row in PartyName.objects.order_by("pk"):
            self._names.setdefault(row.party_id, []).append(row)

    def names(self, party: Party) -> tuple[NameView, ...]:
        rows = party.names.all() if self._names is None else self._names.get(party.pk, [])
        written = [
            NameView(row.name, row.short, row.kind, row.period, row.source, row.public_id)
            for row in rows
        ]
        return self.lineage.names(party.slug, written)

    def name(self, party: Party) -> NameView:
        return name_on(self.names(party), self.on) or NameView(party.slug)

    def ref(self, party: Party) -> PartyRef:
        """Return the party under the name that it bore on the date asked."""
        known = self._refs.get(party.pk)
        if known is None:
            known = PartyRef(party.slug, self.name(party).name, party.public_id)
            self._refs[party.pk] = known
        return known

    def life(self, party: Party) -> Period:
        """Return from when to when it was, as far as any dated fact tells."""
        return Period(party.since or self._seen(party), self.ended_on(party))

    def ended_on(self, party: Party) -> Day | None:
        return party.until or self.lineage.ended_on(party.slug)

    def _seen(self, party: Party) -> Day:
        """Nobody says when it began; it was there when it was first seen doing something."""
        days = [name.period.since for name in self.names(party)]
        days += [
            event.on
            for event in self.events_of(party.slug)
            if event.status is not SuccessionStatus.WITHDRAWN
        ]
        latest = [day.latest for day in days if day and day.latest]
        return Day(None, min(latest)) if latest else UNKNOWN_DAY

    def ended(self, party: Party) -> Certainty:
        written = party.until.by(self.on) if party.until else Certainty.NO
        return max(written, self.lineage.ended(party.slug))

    def exists(self, party: Party) -> Certainty:
        begun = (party.since or self._seen(party)).by(self.on)
        return min(begun, self.ended(party).negated())

    def events_of(self, slug: str) -> tuple[SuccessionView, ...]:
        """Return the events in which a party gave or took, in order."""
        return tuple(
            event
            for event in self.lineage.events
            if any(slug in (part.giver.slug, part.taker.slug) for part in event.parts)
        )

    def holding(self, party: Party, *, function: str = "", since: Day | None = None) -> Holding:
        """Return who holds what the party took on at `since`, and what must be decided.

        A joint name that no succession names holds for as long as those who act under it
        do; what each of them held goes where its own successions say.
        """
        ref = self.ref(party)
        if party.kind == PartyKind.JOINT_NAME and not self.lineage.names_giver(party.slug):
            return self._joint(party, ref, function, since)
        return self._checked(party, self.lineage.holding(ref, function=function, since=since))

    def _joint(self, party: Party, ref: PartyRef, function: str, since: Day | None) -> Holding:
        ties = self._ties_to(party)
        each = [self.holding(tie.party, function=function, since=since) for tie in ties]
        if not any(holding.moved for holding in each):
            return self._checked(party, Holding(ref, (Holder(ref),)))
        return Holding(
            ref,
            _united(holder for holding in each for holder in holding.holders),
            tuple(dict.fromkeys(text for holding in each for text in holding.decisions)),
        )

    def _checked(self, party: Party, holding: Holding) -> Holding:
        """Add that somebody must decide, when the only holder is gone and has no heir."""
        if holding.moved or self.ended(party) is not Certainty.YES:
            return holding
        text = f"{holding.party.name} is no longer there and nobody is known to have taken over."
        return Holding(holding.party, holding.holders, (*holding.decisions, text))

    def _ties_to(self, party: Party) -> list[Tie]:
        if self._under is None:
            self._under = {}
            rows = Tie.objects.filter(kind=TieKind.ACTS_AS).select_related("party", "to")
            for tie in rows.prefetch_related("party__names"):
                self._under.setdefault(tie.to.slug, []).append(tie)
        return self._under.get(party.slug, [])

    def heir_to(self, party: Party) -> list[Party]:
        """Return the parties that are gone and whose things this one alone holds for certain."""
        if self._heirs is None:
            self._heirs = {}
            gone = [self._parties[slug] for slug in sorted(self.lineage.givers)]
            prefetch_related_objects(gone, "memberships")  # whoever asks wants these next
            for giver in gone:
                heir = self.sole_heir(giver)
                if heir is not None and heir.slug != giver.slug:
                    self._heirs.setdefault(heir.slug, []).append(giver)
        return self._heirs.get(party.slug, [])

    def sole_heir(self, party: Party) -> Party | None:
        """Return who alone holds what the ended party held; itself while it is there."""
        if self.ended(party) is not Certainty.YES:
            return party
        slug = _sole(self.lineage.holding(self.ref(party)))
        return party if slug == party.slug else self._parties.get(slug)


def _sole(holding: Holding) -> str:
    if len(holding.holders) != 1 or holding.decisions:
        return ""
    return holding.holders[0].party.slug


def _united(holders: Iterable[Holder]) -> tuple[Holder, ...]:
    """Return each holder once, with the surest of what is said of it."""
    best: dict[str, Holder] = {}
    for holder in holders:
        known = best.get(holder.party.slug)
        if known is None or holder.certainty > known.certainty:
            best[holder.party.slug] = holder
    return tuple(best.values())


def _rows(
    drafts: Collection[SuccessionView] = (),
) -> tuple[list[Succession], dict[str, Party]]:
    """Return all events, and the parties of their parts by slug, each one object: 4 queries."""
    rows = list(Succession.objects.prefetch_related("parts"))
    parts = [part for row in rows for part in row.parts.all()]
    keys = {key for part in parts for key in (part.giver_id, part.taker_id)}
    named = {
        ref.slug for event in drafts for part in event.parts for ref in (part.giver, part.taker)
    }
    found = Party.objects.filter(Q(pk__in=keys) | Q(slug__in=named)).prefetch_related("names")
    parties = {party.pk: party for party in found}
    for part in parts:
        part.giver, part.taker = parties[part.giver_id], parties[part.taker_id]
    return rows, {party.slug: party for party in parties.values()}


def _event(row: Succession, ref: Callable[[Party], PartyRef]) -> SuccessionView:
    return SuccessionView(
        id=row.public_id,
        slug=row.slug,
        kind=SuccessionKind(row.kind),
        status=SuccessionStatus(row.status),
        on=row.on or UNKNOWN_DAY,
        parts=tuple(
            SuccessionPart(
                ref(part.giver), ref(part.taker), part.function, part.name, part.short, part.note
            )
            for part in row.parts.all()
        ),
        title=row.title,
        announced_on=row.announced_on,
        instrument=row.instrument,
        instrument_url=row.instrument_url,
        source=row.source,
        note=row.note,
        edition=row.edition,
        withdrawn_on=row.withdrawn_on,
        withdrawn_reason=row.withdrawn_reason,
        withdrawn_source=row.withdrawn_source,
    )

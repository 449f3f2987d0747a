"""What one event of reorganisation changes: the world without it beside the world with it."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.db.models import Q

from concordat.parties.models import Party
from concordat.parties.queries.history import History, read_history
from concordat.parties.queries.look import shared
from concordat.parties.queries.party import succession
from concordat.parties.rules import faults_of
from concordat.parties.words import (
    LAST_KNOWN,
    UNKNOWN_DAY,
    Affected,
    Certainty,
    Day,
    Holding,
    PartGiven,
    PartyKind,
    PartyRef,
    SuccessionKind,
    SuccessionPart,
    SuccessionStatus,
    SuccessionView,
)

#: The slug of an event that nobody has recorded yet: no slug that can be recorded.
DRAFT = "not recorded yet"


class Shift:
    """Compares, for the things of any room, who holds them without an event and with it.

    `event` may be recorded or a draft. `on`: the day to compare at; None: the day of the
    event, or as last known. Made once for a query and thrown away with it.
    """

    def __init__(self, event: SuccessionView, on: date | None = None) -> None:
        self.event = event
        drafts = [event] if event.slug == DRAFT else []
        day = on or event.on.latest
        self.before = History(day, without=[event.slug])
        self.after = History(day, as_if=[event.slug], drafts=drafts)

    def of(
        self, party: Party, *, function: str = "", since: Day | None = None
    ) -> tuple[Holding, Holding] | None:
        """Return who holds the thing before and after; None when the event moves nothing of it."""
        was, becomes = (
            history.holding(party, function=function, since=since)
            for history in (self.before, self.after)
        )
        before, after = ({each.party.slug for each in held.holders} for held in (was, becomes))
        return None if before == after else (was, becomes)

    @cached_property
    def moved(self) -> dict[str, tuple[Holding, Holding]]:
        """Each party, by slug, whose things go to another when no function is said of them.

        Not the givers alone: who gave to them before, and whose things they had held, too.
        """
        rows = Party.objects.filter(
            Q(slug__in=self.after.lineage.givers) | Q(kind=PartyKind.JOINT_NAME)
        ).prefetch_related("names")
        changes = {row.slug: self.of(row) for row in rows}
        return {slug: change for slug, change in changes.items() if change is not None}

    @cached_property
    def ids(self) -> dict[str, str]:
        """The slug of each moved party by its public id, for rooms that name parties so."""
        return {change[0].party.id: slug for slug, change in self.moved.items()}

    def affected(self, room: str, kind: str, label: str, id: str, party: str) -> Affected:  # noqa: A002
        """Return the line of one thing of a room, held by a moved party (slug or public id)."""
        was, becomes = self.moved[self.ids.get(party, party)]
        return Affected(
            room=room,
            kind=kind,
            label=label,
            id=id,
            before=was.holders[0].party,
            after=becomes.holders,
            decisions=becomes.decisions,
        )


def shift(event: SuccessionView | str, on: date | None = None) -> Shift | None:
    """Return the comparison for an event: a slug, or a view, which may be a draft.

    None when there is no such event. Rooms above this one answer `affected_by` with it.
    """
    found = succession(event) if isinstance(event, str) else event
    if found is None:
        return None
    return shared(("shift", found, on), lambda: Shift(found, on))


def draft(
    *,
    kind: SuccessionKind,
    parts: Iterable[PartGiven],
    on: Day | None,
    title: str = "",
    status: SuccessionStatus = SuccessionStatus.IN_FORCE,
) -> SuccessionView:
    """Return an event as it would be recorded, to look at what it would move. Writes nothing."""
    history = read_history(on.latest if on else None)
    given = list(parts)
    slugs = {slug for part in given for slug in (part.giver, part.taker)}
    rows = Party.objects.filter(slug__in=slugs).prefetch_related("names")
    refs = {row.slug: history.ref(row) for row in rows}

    def ref(slug: str) -> PartyRef:
        return refs.get(slug) or PartyRef(slug, slug)

    return SuccessionView(
        id="",
        slug=DRAFT,
        kind=kind,
        status=status,
        on=on or UNKNOWN_DAY,
        title=title,
        parts=tuple(
            SuccessionPart(ref(p.giver), ref(p.taker), p.function, p.name, p.short, p.note)
            for p in given
        ),
    )


def faults_in(event: SuccessionView) -> list[str]:
    """Return what is wrong with an event that is to be recorded, each a whole sentence.

    What an event in force takes from a party that had certainly ended by then is a fault:
    it had nothing to give. Parties that nobody knows are one too.
    """
    parts = [
        PartGiven(p.giver.slug, p.taker.slug, p.function, p.name, p.short) for p in event.parts
    ]
    faults = list(faults_of(event.kind, parts))
    slugs = {slug for part in parts for slug in (part.giver, part.taker)}
    known = {row.slug: row for row in Party.objects.filter(slug__in=slugs)}
    faults += [f"There is no party “{slug}”." for slug in sorted(slugs - known.keys())]
    if event.status is SuccessionStatus.IN_FORCE:
        history = read_history(event.on.earliest or LAST_KNOWN)
        faults += [
            f"{part.giver} was gone by then: it had nothing to give."
            for part in parts
            if part.giver in known and history.ended(known[part.giver]) is Certainty.YES
        ]
    return list(dict.fromkeys(faults))

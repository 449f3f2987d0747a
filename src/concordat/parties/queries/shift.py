"""What one event of reorganisation changes: the world without it beside the world with it."""

from collections.abc import Iterable
from datetime import date

from concordat.parties.models import Party
from concordat.parties.queries.history import History
from concordat.parties.words import (
    UNKNOWN_DAY,
    Day,
    Holding,
    PartGiven,
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
        self._known: dict[str, Party | None] = {}

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

    def of_slug(
        self, slug: str, *, function: str = "", since: Day | None = None
    ) -> tuple[Holding, Holding] | None:
        """Return the same for a party named by slug, as rooms above this one name it."""
        if slug not in self._known:
            found = Party.objects.prefetch_related("names").filter(slug=slug).first()
            self._known[slug] = found
        party = self._known[slug]
        return self.of(party, function=function, since=since) if party else None


def draft(
    *,
    kind: SuccessionKind,
    parts: Iterable[PartGiven],
    on: Day | None,
    title: str = "",
    status: SuccessionStatus = SuccessionStatus.IN_FORCE,
) -> SuccessionView:
    """Return an event as it would be recorded, to look at what it would move. Writes nothing."""
    history = History(on.latest if on else None)
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

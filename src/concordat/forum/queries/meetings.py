"""Meetings as their members see them."""

from datetime import date

from django.utils import timezone

from concordat.forum import quorum
from concordat.forum.models import AgendaItem, Meeting
from concordat.forum.queries.decisions import action_views, positions_of
from concordat.forum.queries.decisions import views as decision_views
from concordat.forum.queries.forums import members_on, seat, terms_on
from concordat.forum.queries.names import Names
from concordat.forum.words import (
    AgendaItemView,
    AttendanceView,
    InterestView,
    ItemKind,
    MeetingState,
    MeetingView,
    MinutesState,
    PositionView,
    Quorum,
    Stance,
)
from concordat.parties import queries as parties
from concordat.parties.words import Actor


def meetings(*, by: Actor, forum: str = "") -> list[MeetingView]:
    """Return the meetings that `by` may read, of one forum (slug) or all, newest first."""
    rows = Meeting.objects.filter(parties.visible_to(by)).order_by("-starts_at", "-pk")
    if forum:
        rows = rows.filter(forum__slug=forum)
    return [_view(row, by) for row in rows.select_related("forum")]


def meeting(public_id: str, *, by: Actor) -> MeetingView | None:
    """Return a meeting; None: no such, or not for `by` to read."""
    rows = Meeting.objects.filter(parties.visible_to(by), public_id=public_id)
    row = rows.select_related("forum").first()
    return _view(row, by) if row else None


def day_of(row: Meeting) -> date:
    """Return the day of a meeting where it is held."""
    return timezone.localtime(row.starts_at).date()


def heading_of(item: AgendaItem) -> str:
    """Return the heading under which minutes tell of an item."""
    return f"{item.number}. {item.title}"


def objections(item: AgendaItem) -> list[PositionView]:
    """Return the positions of the parties that object to an item as things stand."""
    rows = list(item.positions.all())
    found = positions_of(rows, Names({row.party for row in rows}))
    return [each for each in found if each.standing and each.stance is Stance.OBJECT]


def quorum_of(row: Meeting) -> Quorum:
    """Return how the quorum stands with those who are there and have not left."""
    on = day_of(row)
    terms = terms_on(row.forum, on)
    members = members_on(row.forum, on)
    there = list(row.attendance.filter(left_at=None))
    names = Names((each.party for each in there), on=on)
    present = [seat(members, each.person, names.ref(each.party)) for each in there]
    rules = [quorum.read_rule(raw) for raw in terms.rules] if terms else []
    return quorum.evaluate(rules, present)


def _view(row: Meeting, by: Actor) -> MeetingView:
    items = list(row.items.prefetch_related("positions"))
    names = Names(_slugs(row, items), on=day_of(row))
    numbers = {item.pk: item.number for item in items}
    minutes = getattr(row, "minutes", None)
    return MeetingView(
        id=row.public_id,
        forum=row.forum.slug,
        forum_name=row.forum.name,
        number=row.number,
        title=row.title,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        state=MeetingState(row.state),
        items_until=row.items_until,
        items=tuple(_item(item, names) for item in items),
        attendance=tuple(
            AttendanceView(a.public_id, a.person, names.ref(a.party), a.arrived_at, a.left_at)
            for a in row.attendance.all()
        ),
        interests=tuple(
            InterestView(
                i.person, names.ref(i.party), numbers.get(i.item_id or 0, 0), i.text, i.handling
            )
            for i in row.interests.all()
        ),
        decisions=tuple(decision_views(row.decisions.prefetch_related("citations"), by=by)),
        actions=tuple(action_views(row.actions.all(), today=timezone.localdate())),
        quorum=quorum_of(row),
        minutes=MinutesState(minutes.state) if minutes else None,
        version=row.version,
    )


def _slugs(row: Meeting, items: list[AgendaItem]) -> set[str]:
    found = {item.proposed_by for item in items}
    found |= {each.party for item in items for each in item.positions.all()}
    found |= set(row.attendance.values_list("party", flat=True))
    return found | set(row.interests.values_list("party", flat=True))


def _item(row: AgendaItem, names: Names) -> AgendaItemView:
    return AgendaItemView(
        id=row.public_id,
        number=row.number,
        kind=ItemKind(row.kind),
        title=row.title,
        text=row.text,
        asks=row.asks,
        about=row.about,
        proposed_by=names.maybe(row.proposed_by),
        positions=positions_of(row.positions.all(), names),
    )

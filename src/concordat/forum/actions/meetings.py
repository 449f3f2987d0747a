"""Call a meeting, take items, send papers, keep the list of those present."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from concordat.forum.actions.agenda import last_number, put
from concordat.forum.actions.given import (
    known_forum,
    known_party,
    local_day,
    own_party,
    same_version,
    text_of,
)
from concordat.forum.actions.rights import need_member_post, need_post, need_secretariat, need_voice
from concordat.forum.models import AgendaItem, Attendance, Interest, Meeting, Position
from concordat.forum.queries.forums import members_on
from concordat.forum.queries.meetings import day_of
from concordat.forum.words import ItemKind, MeetingState, Refused, Stance
from concordat.parties import queries as parties
from concordat.parties.actions import note
from concordat.parties.rows import LONG, NAME
from concordat.parties.words import Actor, Visibility

ASKS = ("decision", "discussion", "information")


@transaction.atomic
def call_meeting(
    *,
    by: Actor,
    forum: str,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    items_until: date,
    now: datetime,
) -> str:
    """Call the next meeting of a forum (slug) and return its public id.

    What is due comes on its agenda at once. Raises Refused, NotAllowedError.
    """
    need_secretariat(by)
    row = known_forum(forum)
    if ends_at <= starts_at:
        raise Refused("ends_at", "It ends before it starts.")
    if items_until > local_day(starts_at):
        raise Refused("items_until", "Items cannot be proposed after the meeting.")
    last = row.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        forum=row,
        number=last + 1,
        title=text_of("title", title, limit=NAME),
        starts_at=starts_at,
        ends_at=ends_at,
        place=text_of("place", place, limit=NAME),
        items_until=items_until,
        visibility=Visibility.PARTIES.value,
        owner_id=by.party or None,
    )
    put(meeting, now=now)
    note(by=by, deed="call meeting", about=f"meeting:{meeting.public_id}")
    return meeting.public_id


@transaction.atomic
def gather(*, by: Actor, meeting: str, now: datetime) -> int:
    """Put on the agenda what has become due since; return how many items came."""
    need_secretariat(by)
    row = held(meeting, by)
    count = put(row, now=now)
    note(by=by, deed="gather agenda", about=f"meeting:{meeting}", changed={"items": count})
    return count


@transaction.atomic
def propose_item(
    *,
    by: Actor,
    meeting: str,
    title: str,
    text: str = "",
    asks: str = "decision",
    now: datetime,
    party: str = "",
) -> str:
    """Propose a matter for the agenda; return its public id. Until papers are sent."""
    need_post(by)
    row = held(meeting, by, MeetingState.CALLED)
    if local_day(now) > row.items_until and not by.operator:
        raise Refused("title", "The call for items has closed. Ask the secretariat.")
    if asks not in ASKS:
        raise Refused("asks", "Say whether it asks for a decision, discussion or information.")
    item = AgendaItem.objects.create(
        meeting=row,
        number=last_number(row) + 1,
        kind=ItemKind.MATTER.value,
        title=text_of("title", title, limit=NAME),
        text=text_of("text", text, limit=50_000, needed=False),
        asks=asks,
        proposed_by=own_party(by, party).slug,
    )
    note(by=by, deed="propose item", about=f"meeting:{meeting}", changed={"item": item.public_id})
    return item.public_id


@transaction.atomic
def move_meeting(
    *,
    by: Actor,
    meeting: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    version: int,
) -> None:
    """Change time and place; calendars take the new invitation for the same meeting."""
    need_secretariat(by)
    row = held(meeting, by, MeetingState.CALLED, MeetingState.PAPERS_SENT)
    same_version(row.version, version)
    if ends_at <= starts_at:
        raise Refused("ends_at", "It ends before it starts.")
    row.starts_at, row.ends_at = starts_at, ends_at
    row.place = text_of("place", place, limit=NAME)
    row.version += 1
    row.save()
    note(by=by, deed="move meeting", about=f"meeting:{meeting}", changed={"starts": starts_at})


@transaction.atomic
def set_state(*, by: Actor, meeting: str, state: MeetingState, now: datetime) -> None:
    """Send the papers, open or close a meeting. Steps go forward only.

    But one: papers that were sent may be taken back to ask for items again, until it opens.
    """
    need_secretariat(by)
    row = held(meeting, by)
    order = list(MeetingState)
    again = (row.state, state) == (MeetingState.PAPERS_SENT, MeetingState.CALLED)
    if not again and order.index(state) <= order.index(MeetingState(row.state)):
        raise Refused("state", f"The meeting is {row.state} already.")
    if state is MeetingState.PAPERS_SENT:
        put(row, now=now)
    row.state = state.value
    row.version += 1
    row.save()
    note(by=by, deed=f"meeting {state.value}", about=f"meeting:{meeting}")


@transaction.atomic
def attend(*, by: Actor, meeting: str, person: str, party: str, now: datetime) -> str:
    """Write somebody into the list of those present for a party (slug); return its id."""
    need_secretariat(by)
    row = held(meeting, by, MeetingState.OPEN)
    name = text_of("person", person, limit=NAME)
    slug = known_party("party", party, on=day_of(row)).slug
    if row.attendance.filter(person__iexact=name, party=slug, left_at=None).exists():
        raise Refused("person", f"{name} is on the list already.")
    made = Attendance.objects.create(meeting=row, person=name, party=slug, arrived_at=now)
    note(by=by, deed="attend", about=f"meeting:{meeting}", changed={"party": slug})
    return made.public_id


@transaction.atomic
def leave(*, by: Actor, attendance: str, now: datetime) -> None:
    """Write down that somebody has left; the quorum is then counted without them."""
    need_secretariat(by)
    found = Attendance.objects.select_related("meeting").filter(public_id=attendance).first()
    if found is None or found.left_at:
        raise Refused("person", "They are not on the list, or have left.")
    held(found.meeting.public_id, by, MeetingState.OPEN)
    found.left_at = now
    found.save(update_fields=["left_at"])
    about = f"meeting:{found.meeting.public_id}"
    note(by=by, deed="leave meeting", about=about, changed={"party": found.party})


@transaction.atomic
def declare_interest(
    *,
    by: Actor,
    meeting: str,
    person: str,
    party: str,
    text: str,
    handling: str = "",
    item: str = "",
) -> str:
    """Record somebody's conflict of interest in an item (public id), or in the whole meeting."""
    row = held(meeting, by)
    whose = known_party("party", party, on=day_of(row))
    need_member_post(by, whose)
    if row.state == MeetingState.CLOSED:
        raise Refused("text", "The meeting is closed.")
    about = row.items.filter(public_id=item).first() if item else None
    if item and about is None:
        raise Refused("item", "That item is not on this agenda.")
    made = Interest.objects.create(
        meeting=row,
        item=about,
        party=whose.slug,
        person=text_of("person", person, limit=NAME),
        text=text_of("text", text, limit=LONG),
        handling=text_of("handling", handling, limit=LONG, needed=False),
    )
    note(by=by, deed="declare interest", about=f"meeting:{meeting}", changed={"party": whose.slug})
    return made.public_id


@transaction.atomic
def take_position(
    *,
    by: Actor,
    item: str,
    party: str,
    stance: Stance,
    reasons: str = "",
    evidence: tuple[str, ...] = (),
    now: datetime,
    spoken_by: str = "",
) -> str:
    """Record a party's position (slug) on an item; earlier ones stay as history.

    Only a delegate with a mandate on that day does so: raises NoMandate otherwise. An
    objection needs its reasons. Raises Refused.
    """
    row = AgendaItem.objects.select_related("meeting__forum").filter(public_id=item).first()
    if row is None:
        raise Refused("item", "There is no such item.")
    meeting = held(row.meeting.public_id, by)
    if meeting.state == MeetingState.CLOSED:
        raise Refused("stance", "The meeting is closed; positions can no longer be recorded.")
    if stance is Stance.OBJECT and not reasons.strip():
        raise Refused("reasons", "Give the reasons of the objection: the others must answer them.")
    whose = known_party("party", party, on=local_day(now))
    need_voice(by, whose, on=local_day(now), forum=meeting.forum.slug)
    members = members_on(meeting.forum, day_of(meeting))
    if not any(whose.slug in (m.holder.slug, m.party.slug) for m in members):
        raise Refused("party", f"{whose.name} is no member of this forum on that day.")
    made = Position.objects.create(
        item=row,
        party=whose.slug,
        stance=stance.value,
        reasons=text_of("reasons", reasons, limit=LONG, needed=False),
        evidence=[text_of("evidence", each, limit=NAME) for each in evidence if each.strip()],
        person=by.person,
        spoken_by=spoken_by if by.operator and spoken_by else by.name,
        at=now,
    )
    changed = {"party": whose.slug, "stance": stance.value}
    note(by=by, deed="take position", about=f"item:{item}", changed=changed)
    return made.public_id


def held(public_id: str, by: Actor, *states: MeetingState) -> Meeting:
    """Return a meeting that `by` may see, locked; refuse when it is in none of the states."""
    rows = Meeting.objects.filter(parties.visible_to(by), public_id=public_id)
    row = (
        Meeting.objects.select_for_update()
        .filter(pk__in=rows.values("pk"))
        .select_related("forum")
        .first()
    )
    if row is None:
        raise Refused("meeting", "There is no such meeting.")
    if states and row.state not in states:
        wanted = " or ".join(state.value for state in states)
        raise Refused("meeting", f"The meeting is {row.state}; this needs it to be {wanted}.")
    return row

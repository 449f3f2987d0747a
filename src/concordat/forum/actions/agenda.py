"""Put on an agenda what comes by itself."""

from datetime import datetime

from concordat.forum.actions.given import local_day
from concordat.forum.models import AgendaItem, Meeting, PlannedWork
from concordat.forum.queries.agenda import due
from concordat.forum.queries.forums import members_on
from concordat.forum.words import MeetingState

_STILL = (MeetingState.CALLED, MeetingState.PAPERS_SENT, MeetingState.OPEN)


def put(meeting: Meeting, *, now: datetime) -> int:
    """Add to a meeting's agenda all that is due and not on it; return how many. Inner step."""
    there = set(meeting.items.values_list("about", flat=True))
    added = [each for each in due(meeting, today=local_day(now)) if each.about not in there]
    start = last_number(meeting)
    for number, each in enumerate(added, start=start + 1):
        AgendaItem.objects.create(
            meeting=meeting,
            number=number,
            kind=each.kind.value,
            title=each.title[:300],
            text=each.text,
            asks=each.asks,
            about=each.about,
        )
    return len(added)


def last_number(meeting: Meeting) -> int:
    """Return the number of the last item on the agenda; 0: none yet."""
    last = meeting.items.order_by("-number").first()
    return last.number if last else 0


def gather_for(plan: PlannedWork, *, now: datetime) -> None:
    """Put what concerns a plan's owner on the next agenda of the forums it is a member of."""
    slug = plan.owner.slug if plan.owner else ""
    waiting = Meeting.objects.filter(state__in=_STILL, ends_at__gt=now).select_related("forum")
    first: dict[int, Meeting] = {}
    for meeting in waiting.order_by("starts_at"):
        first.setdefault(meeting.forum_id, meeting)
    for meeting in first.values():
        members = members_on(meeting.forum, local_day(now))
        if any(slug in (member.party.slug, member.holder.slug) for member in members):
            put(meeting, now=now)

"""What becomes public of decisions with the minutes that say it, before and after it does."""

from collections.abc import Iterator

from django.db.models import Q

from concordat.forum.models import Decision, Minutes
from concordat.forum.publishing import Shown, public_part
from concordat.forum.queries.decisions import views
from concordat.forum.queries.meetings import heading_of
from concordat.forum.queries.minutes import withheld
from concordat.forum.words import DecisionView, MinutesState
from concordat.parties.words import Actor


def to_publish(row: Minutes, *, by: Actor) -> Iterator[tuple[DecisionView, Shown]]:
    """Yield each decision that these minutes make public, and what they show of it."""
    for view, part in _parts(row, by):
        if part is not None:
            yield view, part


def foreseen(meeting: str, *, by: Actor) -> list[tuple[DecisionView, Shown | None]]:
    """Return what approved minutes would make public of each decision, to look at before.

    With each what the public would read, or None where the minutes do not name it. Empty
    unless the minutes of the meeting (public id) are approved and not published yet.
    """
    rows = Minutes.objects.filter(meeting__public_id=meeting, state=MinutesState.APPROVED)
    row = rows.select_related("meeting").first()
    return list(_parts(row, by)) if row and by.joined else []


def _parts(row: Minutes, by: Actor) -> Iterator[tuple[DecisionView, Shown | None]]:
    about = Q(meeting=row.meeting) | Q(ratified_by__meeting=row.meeting)
    rows = Decision.objects.filter(about, publication=None).order_by("at", "pk")
    headings = {item.public_id: heading_of(item) for item in row.meeting.items.all()}
    for view in views(rows, by=by):
        heading = headings.get(view.item, "")
        yield view, public_part(row.text, withheld(row), view, heading=heading)

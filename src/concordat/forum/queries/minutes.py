"""Minutes: whole for members, without what is withheld for everybody once published."""

from concordat.forum.minutes import withhold
from concordat.forum.models import Meeting, Minutes
from concordat.forum.words import MinutesState, MinutesView
from concordat.parties import queries as parties
from concordat.parties.words import Actor


def minutes(meeting: str, *, by: Actor) -> MinutesView | None:
    """Return the minutes of a meeting (public id); None: none, or not for `by` to read."""
    row = Minutes.objects.filter(meeting__public_id=meeting).select_related("meeting__forum")
    found = row.first()
    if found is None:
        return None
    member = Meeting.objects.filter(parties.visible_to(by), pk=found.meeting_id).exists()
    if not member and found.state != MinutesState.PUBLISHED:
        return None
    return _view(found, member=member and by.joined)


def published(forum: str) -> list[tuple[str, str]]:
    """Return the meetings of a forum (slug) whose minutes are published: id and title."""
    rows = Minutes.objects.filter(meeting__forum__slug=forum, state=MinutesState.PUBLISHED)
    rows = rows.select_related("meeting").order_by("-meeting__starts_at")
    return [(row.meeting.public_id, str(row.meeting.title)) for row in rows]


def _view(row: Minutes, *, member: bool) -> MinutesView:
    withheld = tuple((each.passage, each.reason) for each in row.redactions.all())
    apart = row.texts.filter(apart=True, based_on__lte=row.version)
    return MinutesView(
        id=row.public_id,
        meeting=row.meeting.public_id,
        forum=row.meeting.forum.slug,
        state=MinutesState(row.state),
        text=row.text if member else withhold(row.text, withheld),
        version=row.version,
        sha256=row.sha256,
        approved_at=row.approved_at,
        published_at=row.published_at,
        redactions=withheld if member else (),
        kept_apart=tuple((each.text, each.by, each.at) for each in apart) if member else (),
    )

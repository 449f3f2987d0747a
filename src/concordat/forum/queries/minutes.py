"""Minutes: whole for members, without what is withheld for everybody once published."""

from concordat.forum.minutes import withhold
from concordat.forum.models import Meeting, Minutes
from concordat.forum.words import MinutesState, MinutesView
from concordat.parties import queries as parties
from concordat.parties.words import Actor


def minutes(meeting: str, *, by: Actor) -> MinutesView | None:
    """Return the minutes of a meeting (public id); None: none, or not for `by` to read.

    The public gets the hash of what it reads: the hash of the whole would let somebody try
    guesses at what is withheld until one fits.
    """
    row = Minutes.objects.filter(meeting__public_id=meeting).select_related("meeting__forum")
    found = row.first()
    if found is None:
        return None
    member = Meeting.objects.filter(parties.visible_to(by), pk=found.meeting_id).exists()
    if not member and found.state != MinutesState.PUBLISHED:
        return None
    return _view(found, member=member and by.joined)


def published(forum: str = "") -> list[tuple[str, str]]:
    """Return the meetings of a forum (slug), or of all, whose minutes are published.

    The newest first: public id, and title as the minutes may show it.
    """
    rows = Minutes.objects.filter(state=MinutesState.PUBLISHED)
    if forum:
        rows = rows.filter(meeting__forum__slug=forum)
    rows = rows.select_related("meeting").prefetch_related("redactions")
    found = rows.order_by("-meeting__starts_at")
    return [(row.meeting.public_id, public_title(row)) for row in found]


def public_title(row: Minutes) -> str:
    """Return the title of a meeting without what its minutes withhold."""
    return withhold(row.meeting.title, withheld(row))


def withheld(row: Minutes) -> tuple[tuple[str, str], ...]:
    """Return the passages that are withheld, each with the reason."""
    return tuple((each.passage, each.reason) for each in row.redactions.all())


def _view(row: Minutes, *, member: bool) -> MinutesView:
    passages = withheld(row)
    apart = row.texts.filter(apart=True, based_on__lte=row.version)
    return MinutesView(
        id=row.public_id,
        meeting=row.meeting.public_id,
        forum=row.meeting.forum.slug,
        state=MinutesState(row.state),
        text=row.text if member else withhold(row.text, passages),
        version=row.version,
        sha256=row.sha256 if member else row.published_sha256,
        approved_at=row.approved_at,
        published_at=row.published_at,
        redactions=passages if member else (),
        kept_apart=tuple((each.text, each.by, each.at) for each in apart) if member else (),
        published_sha256=row.published_sha256,
    )

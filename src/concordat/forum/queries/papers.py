"""The documents of this room, for those who may read what is in them."""

from concordat.forum.models import Likeness, Minutes
from concordat.forum.queries.decisions import decision
from concordat.forum.queries.meetings import meeting
from concordat.forum.queries.minutes import minutes, public_title
from concordat.forum.queries.plans import plan
from concordat.forum.queries.report import year_report
from concordat.forum.words import MeetingView, PlanView
from concordat.forum.writing import papers as written
from concordat.forum.writing import report as reported
from concordat.paper.tree import Paper
from concordat.parties.words import Actor


def papers_of(public_id: str, *, by: Actor) -> Paper | None:
    """Return agenda and papers of a meeting as one document; None: not for `by` to read."""
    found = meeting(public_id, by=by)
    if found is None:
        return None
    earlier = []
    for row in _to_approve(found):
        text = minutes(row.meeting.public_id, by=by)
        if text:
            earlier.append((str(row.meeting.title), text))
    return written.papers(found, earlier=earlier, plans=_plans(found, by))


def _to_approve(found: MeetingView) -> list[Minutes]:
    ids = [i.about.partition(":")[2] for i in found.items if i.about.startswith("minutes:")]
    rows = Minutes.objects.filter(public_id__in=ids).select_related("meeting")
    return list(rows.order_by("meeting__starts_at"))


def _plans(found: MeetingView, by: Actor) -> list[PlanView]:
    ids = [i.about.partition(":")[2] for i in found.items if ":" in i.about]
    pairs = Likeness.objects.filter(public_id__in=ids).select_related("newer", "older")
    named = dict.fromkeys(row.public_id for pair in pairs for row in (pair.newer, pair.older))
    return [view for each in named if (view := plan(each, by=by)) is not None]


def minutes_paper(public_id: str, *, by: Actor) -> Paper | None:
    """Return the minutes of a meeting as a document; None: none, or not for `by` to read."""
    text = minutes(public_id, by=by)
    row = Minutes.objects.filter(meeting__public_id=public_id).select_related("meeting__forum")
    found = row.first()
    if text is None or found is None:
        return None
    whole = text.sha256 == found.sha256
    title = found.meeting.title if whole else public_title(found)
    return written.minutes_paper(title, found.meeting.forum.name, text)


def decision_paper(public_id: str, *, by: Actor) -> Paper | None:
    """Return the published words of a decision as a document; None: none, or altered since.

    Whoever asks: what is handed on as a file is what everybody may read.
    """
    found = decision(public_id, by=by)
    kept = found.publication if found else None
    return written.decision_paper(found, kept) if found and kept and kept.sound else None


def report_paper(forum: str, year: int, *, by: Actor) -> tuple[Paper, str] | None:
    """Return the report of a year as a document and as CSV; None: no such forum."""
    report = year_report(forum, year, by=by)
    return (reported.paper(report), reported.table(report)) if report else None

"""Minutes: draft them from the records, change, circulate, approve, withhold, publish."""

from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concordat.forum import minutes as texts
from concordat.forum.actions.given import local_day, text_of
from concordat.forum.actions.meetings import held
from concordat.forum.actions.rights import need_secretariat
from concordat.forum.models import (
    Decision,
    Meeting,
    Minutes,
    MinutesText,
    Publication,
    Redaction,
)
from concordat.forum.publishing import Shown, archived
from concordat.forum.queries.decisions import views as decision_views
from concordat.forum.queries.meetings import meeting as meeting_view
from concordat.forum.queries.minutes import public_title, withheld
from concordat.forum.queries.publishing import to_publish
from concordat.forum.words import Conflict, DecisionView, MeetingState, MinutesState, Refused
from concordat.parties.actions import note
from concordat.parties.rows import NAME
from concordat.parties.words import Actor

_OPEN = (MinutesState.DRAFT, MinutesState.CIRCULATED)


@transaction.atomic
def draft_minutes(*, by: Actor, meeting: str, now: datetime) -> str:
    """Make the first draft from the records of a closed meeting; return its public id."""
    need_secretariat(by)
    row = held(meeting, by, MeetingState.CLOSED)
    view = meeting_view(meeting, by=by)
    if Minutes.objects.filter(meeting=row).exists() or view is None:
        raise Refused("text", "There are minutes of this meeting already.")
    local = replace(
        view,
        starts_at=timezone.localtime(view.starts_at),
        ends_at=timezone.localtime(view.ends_at),
    )
    text = texts.first_draft(local, _ratified(row, by))
    made = Minutes.objects.create(meeting=row, text=text)
    MinutesText.objects.create(minutes=made, text=text, based_on=0, by=by.name, at=now)
    note(by=by, deed="draft minutes", about=f"minutes:{made.public_id}")
    return made.public_id


def _ratified(row: Meeting, by: Actor) -> dict[str, DecisionView]:
    """Return what the chair did and this meeting ratified, by public id."""
    rows = Decision.objects.filter(ratified_by__meeting=row)
    return {view.id: view for view in decision_views(rows, by=by)}


def save_minutes(*, by: Actor, meeting: str, text: str, version: int, now: datetime) -> None:
    """Keep a new text of minutes that are not approved yet.

    When somebody else has saved since `version`, this text is kept apart and Conflict is
    raised, with both texts: nothing that anybody wrote is lost.
    """
    conflict = _save(by=by, meeting=meeting, text=text, version=version, now=now)
    if conflict:
        raise conflict


@transaction.atomic
def _save(*, by: Actor, meeting: str, text: str, version: int, now: datetime) -> Conflict | None:
    need_secretariat(by)
    row = _minutes(meeting, by)
    text = text_of("text", text.replace("\r\n", "\n"), limit=200_000)
    if row.state not in _OPEN:
        raise Refused("text", f"These minutes are {row.state}: they can no longer be changed.")
    apart = row.version != version
    MinutesText.objects.create(
        minutes=row, text=text, based_on=version, by=by.name, at=now, apart=apart
    )
    if not apart:
        row.text, row.version = text, row.version + 1
        row.save(update_fields=["text", "version"])
    deed = "keep minutes apart" if apart else "change minutes"
    about = f"minutes:{row.public_id}"
    note(by=by, deed=deed, about=about, changed={"sha256": texts.fingerprint(text)})
    if not apart:
        return None
    last = row.texts.filter(apart=False).last()
    return Conflict(mine=text, theirs=row.text, by=last.by if last else "", version=row.version)


@transaction.atomic
def circulate_minutes(*, by: Actor, meeting: str) -> None:
    """Send the draft round, to be approved at the next meeting."""
    need_secretariat(by)
    row = _minutes(meeting, by)
    if row.state != MinutesState.DRAFT:
        raise Refused("text", f"These minutes are {row.state} already.")
    row.state = MinutesState.CIRCULATED.value
    row.save(update_fields=["state"])
    note(by=by, deed="circulate minutes", about=f"minutes:{row.public_id}")


@transaction.atomic
def approve_minutes(*, by: Actor, meeting: str, decision: str, now: datetime) -> None:
    """Approve the minutes of a meeting by a decision (public id) of a later one, with a quorum.

    From then on neither a text nor a state but "published" can follow.
    """
    need_secretariat(by)
    row = _minutes(meeting, by)
    if row.state != MinutesState.CIRCULATED:
        raise Refused("decision", "Only minutes that were circulated can be approved.")
    by_what = Decision.objects.select_related("meeting").filter(public_id=decision).first()
    if by_what is None or by_what.meeting is None or by_what.forum_id != row.meeting.forum_id:
        raise Refused("decision", "Minutes are approved by a decision of a meeting of the forum.")
    if by_what.meeting.starts_at <= row.meeting.starts_at:
        raise Refused("decision", "That was not later. Choose a decision of a later meeting.")
    if not by_what.quorate:
        raise Refused("decision", "There was no quorum when that was decided.")
    row.state, row.approved_by, row.approved_at = MinutesState.APPROVED.value, by_what, now
    row.sha256 = texts.fingerprint(row.text)
    row.save()
    about = f"minutes:{row.public_id}"
    note(by=by, deed="approve minutes", about=about, changed={"sha256": row.sha256})


@transaction.atomic
def withhold_passage(*, by: Actor, meeting: str, passage: str, reason: str) -> str:
    """Withhold a passage from publication, with the reason that stands in its place."""
    need_secretariat(by)
    row = _minutes(meeting, by)
    if row.state != MinutesState.APPROVED:
        raise Refused("passage", "Passages are withheld after approval and before publication.")
    made = Redaction.objects.create(
        minutes=row,
        passage=texts.check_passage(row.text, passage.replace("\r\n", "\n")),
        reason=text_of("reason", reason, limit=NAME),
    )
    note(by=by, deed="withhold passage", about=f"minutes:{row.public_id}")
    return made.public_id


@transaction.atomic
def publish_minutes(*, by: Actor, meeting: str, now: datetime) -> None:
    """Publish approved minutes and what they say of decisions, without what is withheld.

    The words of each decision are kept apart with their hash, and do not change again.
    """
    need_secretariat(by)
    row = _minutes(meeting, by)
    if row.state != MinutesState.APPROVED:
        raise Refused("text", "Only approved minutes can be published.")
    row.state, row.published_at = MinutesState.PUBLISHED.value, now
    row.published_sha256 = texts.fingerprint(texts.withhold(row.text, withheld(row)))
    row.save(update_fields=["state", "published_at", "published_sha256"])
    kept = {view.number: _publish(row, view, part, now) for view, part in to_publish(row, by=by)}
    changed = {"sha256": row.published_sha256, "decisions": kept}
    note(by=by, deed="publish minutes", about=f"minutes:{row.public_id}", changed=changed)


def _publish(row: Minutes, view: DecisionView, part: Shown, now: datetime) -> str:
    """Keep what is public of a decision; return the hash of its words."""
    title = public_title(row)
    text = archived(part, view, meeting=title, decided=local_day(view.at), on=local_day(now))
    digest = texts.fingerprint(text)
    Publication.objects.create(
        decision=Decision.objects.get(public_id=view.id),
        minutes=row,
        text=text,
        sha256=digest,
        shows={**asdict(part), "meeting": title},
        at=now,
    )
    return digest


def _minutes(meeting: str, by: Actor) -> Minutes:
    of = held(meeting, by)
    row = Minutes.objects.select_for_update().filter(meeting=of).first()
    if row is None:
        raise Refused("text", "There are no minutes of this meeting yet.")
    return row

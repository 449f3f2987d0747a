"""What comes on the next agenda by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from concordat.forum import sentences
from concordat.forum.models import (
    Action,
    AgendaItem,
    Decision,
    Forum,
    JointWorkArea,
    Likeness,
    LikenessAnswer,
    Meeting,
    Minutes,
    PartyQuestion,
)
from concordat.forum.queries.forums import members_on
from concordat.forum.queries.names import Names
from concordat.forum.queries.plans import called, closed
from concordat.forum.words import AreaState, Choice, ItemKind, MinutesState

#: A joint work area of which nobody has written for so long comes on the agenda.
QUIET = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Due:
    """An item that comes by itself. `about` names the thing, once on an agenda."""

    kind: ItemKind
    title: str
    text: str
    about: str
    asks: str = "decision"


def due(meeting: Meeting, *, today: date) -> list[Due]:
    """Return what is due for a meeting; what needs one meeting only and had it is left out."""
    forum = meeting.forum
    found = [
        *_minutes(meeting),
        *_ratify(forum),
        *_joining(forum, today),
        *_unanswered(forum, today),
        *_questions(forum, today),
        *_late(forum, today),
        *_quiet(forum, today),
    ]
    had = set(
        AgendaItem.objects.filter(meeting__forum=forum, kind__in=_ONCE)
        .exclude(meeting=meeting)
        .values_list("about", flat=True)
    )
    return [each for each in found if each.about not in had]


#: Dealt with once; the others come again until they are settled.
_ONCE = (ItemKind.JOINING,)


def _minutes(meeting: Meeting) -> Iterator[Due]:
    waiting = Minutes.objects.filter(
        meeting__forum=meeting.forum,
        meeting__starts_at__lt=meeting.starts_at,
        state__in=[MinutesState.DRAFT, MinutesState.CIRCULATED],
    )
    for row in waiting.select_related("meeting").order_by("meeting__starts_at"):
        title = f"Approve the minutes of {row.meeting.title}"
        yield Due(ItemKind.MINUTES, title, "", f"minutes:{row.public_id}")


def _ratify(forum: Forum) -> Iterator[Due]:
    for row in Decision.objects.filter(forum=forum, chairs_action=True, ratified_by=None):
        title = f"Ratify the chair’s action {row.number}"
        yield Due(ItemKind.RATIFY, title, row.text, f"decision:{row.public_id}")


def _pairs(forum: Forum, today: date) -> Iterator[Likeness]:
    """Yield each pair of alike plans in which the newer belongs to a member of the forum."""
    members = members_on(forum, today)
    slugs = {slug for m in members for slug in (m.party.slug, m.holder.slug)}
    pairs = Likeness.objects.filter(lapsed=False, newer__owner__slug__in=slugs)
    yield from pairs.select_related("newer__owner", "older__owner")


def _joining(forum: Forum, today: date) -> Iterator[Due]:
    for pair in _pairs(forum, today):
        latest: dict[int, LikenessAnswer] = {row.plan_id: row for row in pair.answers.all()}
        joining = [row for row in latest.values() if row.choice == Choice.JOIN]
        if joining:
            one, other = called(pair.newer), called(pair.older)
            names = Names(_owner_slugs(pair))
            who = " and ".join(names.ref(slug).name for slug in _owner_slugs(pair))
            yield Due(
                ItemKind.JOINING,
                f"Join {one} and {other}"[:300],
                f"{who}. Asked for by {joining[-1].by}. {joining[-1].reason}".strip(),
                f"likeness:{pair.public_id}",
            )


def _owner_slugs(pair: Likeness) -> list[str]:
    """The owners that may be named: of a plan that is not shared nobody learns whose it is."""
    return [
        plan.owner.slug
        for plan in (pair.newer, pair.older)
        if plan.owner and plan.visibility in ("public", "parties")
    ]


def _unanswered(forum: Forum, today: date) -> Iterator[Due]:
    for pair in _pairs(forum, today):
        open_still = pair.obliged and pair.due_on < today and not closed(pair)
        if open_still and not pair.answers.filter(plan_id=pair.newer_id).exists():
            title = f"No answer: {called(pair.newer)} is like {called(pair.older)}"
            text = f"An answer was due on {_plain(pair.due_on)}."
            yield Due(
                ItemKind.UNANSWERED, title[:300], text, f"unanswered:{pair.public_id}", "discussion"
            )


def _questions(forum: Forum, today: date) -> Iterator[Due]:
    rows = PartyQuestion.objects.filter(forum=forum, answered_at=None, due_on__lt=today)
    for row in rows.filter(visibility__in=["public", "parties"]):
        name = Names([row.asked_of]).ref(row.asked_of).name
        text = f"Asked of {name}, due on {_plain(row.due_on)}."
        about = f"question:{row.public_id}"
        yield Due(ItemKind.QUESTION, f"Question: {row.text}"[:300], text, about, "discussion")


def _late(forum: Forum, today: date) -> Iterator[Due]:
    rows = list(Action.objects.filter(forum=forum, done_on=None, due_on__lt=today))
    names = Names((row.party for row in rows), on=today)
    for row in rows:
        since = timezone.localdate(row.given_at)
        now = sentences.held_now(names.holding(row.party, since=since))
        who = f"{names.ref(row.party).name} ({now})" if now else names.ref(row.party).name
        text = f"{who}, due on {_plain(row.due_on)}."
        title = f"Late: {row.text}"[:300]
        yield Due(ItemKind.ACTION, title, text, f"action:{row.public_id}", "discussion")


def _quiet(forum: Forum, today: date) -> Iterator[Due]:
    before = timezone.make_aware(datetime.combine(today, time())) - QUIET
    rows = JointWorkArea.objects.filter(
        Q(visibility__in=["public", "parties"]),
        forum=forum,
        state=AreaState.AGREED,
        active_at__lt=before,
    )
    for row in rows:
        text = f"Nothing was written about it since {_plain(timezone.localdate(row.active_at))}."
        about = f"area:{row.public_id}"
        yield Due(ItemKind.QUIET, f"Quiet: {row.title}"[:300], text, about, "discussion")


def _plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

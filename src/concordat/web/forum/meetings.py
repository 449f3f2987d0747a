"""Meetings: call one, its agenda and papers, who is there."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concordat.forum import actions, queries
from concordat.forum.words import MeetingState, MeetingView
from concordat.paper import html, pdf
from concordat.web.forum.deeds import Data, Page, perform, press, rights
from concordat.web.forum.forums import as_file, crumbs, known, members
from concordat.web.forum.meeting_forms import (
    ItemForm,
    MeetingForm,
    MoveForm,
    PresentForm,
    StateForm,
)
from concordat.web.forum.saying import SAYING, day
from concordat.web.pages import show
from concordat.web.readers import actor_of


def found_meeting(request: HttpRequest, meeting_id: str) -> MeetingView:
    """Return a meeting that the reader may read, or answer "not found"."""
    found = queries.meeting(meeting_id, by=actor_of(request))
    if found is None:
        raise Http404
    return found


@require_safe
def meeting(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Show a meeting: agenda, who is there, the quorum, positions, decisions."""
    found = found_meeting(request, meeting_id)
    actor = actor_of(request)
    page = {
        "title": found.title,
        "meeting": found,
        "here": queries.slug_of(actor),
        "next_state": _next(found.state),
        "today": timezone.localdate(),
        "trail": crumbs(found)[:2],
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/meeting.jinja", page, room="forum")


def _next(state: MeetingState) -> tuple[str, str]:
    """Return the state that follows and the words of its button."""
    return {
        MeetingState.CALLED: (MeetingState.PAPERS_SENT.value, "Close the agenda, send the papers"),
        MeetingState.PAPERS_SENT: (MeetingState.OPEN.value, "Open the meeting"),
        MeetingState.OPEN: (MeetingState.CLOSED.value, "Close the meeting"),
        MeetingState.CLOSED: ("", ""),
    }[state]


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """Call the next meeting."""
    forum, form = known(slug), MeetingForm(request.POST or None)

    def act(given: Data) -> tuple[str, str]:
        starts, ends = form.moments()
        made = actions.call_meeting(
            by=actor_of(request),
            forum=slug,
            title=given["title"],
            starts_at=starts,
            ends_at=ends,
            place=given["place"],
            items_until=given["items_until"],
            now=timezone.now(),
        )
        said = "The meeting is called. What was due is on its agenda."
        return said, reverse("meeting", args=[made])

    page = Page(
        title="Call a meeting",
        button="Call it",
        lead="Overdue questions and actions, unanswered plans, minutes and quiet joint work "
        "come on the agenda by themselves.",
        trail=[
            {"text": "Forum", "href": reverse("forums")},
            {"text": forum.name, "href": reverse("forum", args=[slug])},
        ],
    )
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Change time and place of a meeting."""
    found = found_meeting(request, meeting_id)
    starts, ends = timezone.localtime(found.starts_at), timezone.localtime(found.ends_at)
    initial = {
        "version": found.version,
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "place": found.place,
    }
    form = MoveForm(request.POST or None, initial=initial)

    def act(given: Data) -> tuple[str, str]:
        new_starts, new_ends = form.moments()
        actions.move_meeting(
            by=actor_of(request),
            meeting=meeting_id,
            starts_at=new_starts,
            ends_at=new_ends,
            place=given["place"],
            version=given["version"],
        )
        return "Time and place are changed.", reverse("meeting", args=[meeting_id])

    page = Page(title="Change time or place", button="Change", trail=crumbs(found))
    return perform(request, page, form, act)


@login_required
@require_POST
def state(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Send the papers, open or close the meeting, or gather what has become due.

    To open or close it before its day is asked about first.
    """
    wanted = request.POST.get("state", "")
    found = found_meeting(request, meeting_id)
    early = timezone.localdate() < timezone.localdate(found.starts_at)
    asked = wanted in (MeetingState.OPEN, MeetingState.CLOSED)
    if early and asked and rights(request)["secretary"] and "confirm" not in request.POST:
        return _ask(request, found, MeetingState(wanted))

    def act() -> str:
        by, now = actor_of(request), timezone.now()
        if wanted == "gather":
            count = actions.gather(by=by, meeting=meeting_id, now=now)
            return f"{count} more on the agenda." if count else "Nothing new is due."
        if wanted not in {each.value for each in MeetingState}:
            raise Http404
        actions.set_state(by=by, meeting=meeting_id, state=MeetingState(wanted), now=now)
        if wanted == MeetingState.CALLED:
            return "Items for the agenda can be proposed again. Send the papers anew after that."
        return f"The meeting is now: {wanted}."

    return press(request, act, reverse("meeting", args=[meeting_id]))


def _ask(request: HttpRequest, found: MeetingView, wanted: MeetingState) -> HttpResponse:
    """Ask whether a meeting is meant to be opened or closed before its day."""
    word = "Open" if wanted is MeetingState.OPEN else "Close"
    page = Page(
        title=f"{word} it today?",
        button=f"{word} it today",
        lead=f"It is called for {day(found.starts_at)}, and today is {day(timezone.localdate())}. "
        + (
            "Once it is open no item can be proposed any more, and decisions can be recorded."
            if wanted is MeetingState.OPEN
            else "Once it is closed neither positions nor decisions can be recorded any more."
        ),
    )
    form = StateForm(initial={"state": wanted.value})
    shown = {"title": page.title, "page": page, "form": form, "trail": crumbs(found)}
    return show(request, "deed.jinja", shown, room="forum")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Propose an item for the agenda."""
    found = found_meeting(request, meeting_id)
    form = ItemForm(request.POST or None, initial={"asks": "decision"})

    def act(given: Data) -> tuple[str, str]:
        actions.propose_item(by=actor_of(request), meeting=meeting_id, now=timezone.now(), **given)
        return "Your item is on the agenda.", reverse("meeting", args=[meeting_id])

    page = Page(title="Propose an item", button="Propose it", trail=crumbs(found))
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def present(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Keep the list of those present, with the quorum beside it."""
    found = found_meeting(request, meeting_id)
    form = PresentForm(request.POST or None, parties=members(found.forum))

    def act(given: Data) -> tuple[str, str]:
        actions.attend(by=actor_of(request), meeting=meeting_id, now=timezone.now(), **given)
        return f"{given['person']} is on the list.", reverse("present", args=[meeting_id])

    page = Page(
        title="Who is here",
        button="Add to the list",
        trail=crumbs(found),
        template="forum/present.jinja",
        more={"meeting": found, **rights(request), **SAYING},
    )
    return perform(request, page, form, act)


@login_required
@require_POST
def left(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Write down that somebody has left."""

    def act() -> str:
        actions.leave(
            by=actor_of(request),
            attendance=request.POST.get("attendance", ""),
            now=timezone.now(),
        )
        return "They have left; the quorum is counted without them."

    return press(request, act, reverse("present", args=[meeting_id]))


@require_safe
def papers(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Show agenda and papers as one page."""
    found = found_meeting(request, meeting_id)
    paper = queries.papers_of(meeting_id, by=actor_of(request))
    if paper is None:
        raise Http404
    page = {
        "title": "Agenda and papers",
        "meeting": found,
        "body": mark_safe(html.body(paper)),  # noqa: S308  paper escapes all text
        "trail": crumbs(found),
    }
    return show(request, "forum/papers.jinja", page, room="forum")


@require_safe
def papers_pdf(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Return agenda and papers as one PDF."""
    paper = queries.papers_of(meeting_id, by=actor_of(request))
    if paper is None:
        raise Http404
    return as_file(pdf.render(paper), "application/pdf", f"papers-{meeting_id}.pdf")


@require_safe
def invite(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Return the meeting for a calendar."""
    found = found_meeting(request, meeting_id)
    address = settings.SITE + reverse("meeting", args=[meeting_id])
    text = queries.invite(found, address=address, now=timezone.now())
    return as_file(text.encode(), "text/calendar; charset=utf-8", f"meeting-{meeting_id}.ics")

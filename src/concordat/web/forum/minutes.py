"""Minutes, from the first draft to publication."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concordat.forum import actions, queries
from concordat.forum.words import DecisionView, MinutesView
from concordat.paper import html, pdf
from concordat.parties.words import VISITOR, Actor
from concordat.web.forum.deeds import Data, Page, Trail, perform, press, rights
from concordat.web.forum.forums import as_file, known
from concordat.web.forum.meetings import found_meeting
from concordat.web.forum.minutes_forms import ApproveForm, MinutesForm, WithholdForm
from concordat.web.forum.saying import SAYING
from concordat.web.pages import show
from concordat.web.readers import actor_of


def _trail(meeting_id: str, forum: str) -> Trail:
    return [
        {"text": "Forum", "href": reverse("forums")},
        {"text": known(forum).name, "href": reverse("forum", args=[forum])},
        {"text": "Minutes", "href": reverse("minutes", args=[meeting_id])},
    ]


def _found(request: HttpRequest, meeting_id: str) -> MinutesView:
    found = queries.minutes(meeting_id, by=actor_of(request))
    if found is None:
        raise Http404
    return found


@require_safe
def minutes(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Show the minutes: all of them to members, without what is withheld to everybody."""
    found = _found(request, meeting_id)
    paper = queries.minutes_paper(meeting_id, by=actor_of(request))
    if paper is None:
        raise Http404
    page = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "minutes": found,
        "body": mark_safe(html.body(paper)),  # noqa: S308  paper escapes all text
        "meeting_id": meeting_id,
        "decisions": _decisions(meeting_id, found.forum, actor_of(request)),
        "today": timezone.localdate(),
        "foreseen": queries.foreseen(meeting_id, by=actor_of(request)),
        "trail": _trail(meeting_id, found.forum)[:2],
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/minutes.jinja", page, room="forum")


def _decisions(meeting_id: str, forum: str, by: Actor) -> list[DecisionView]:
    """Return the decisions of a meeting, and those that its minutes made public."""
    return [
        each
        for each in reversed(queries.decisions(forum, by=by))
        if meeting_id in (each.meeting, each.publication.meeting if each.publication else "")
    ]


@require_safe
def text_file(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Return the published text, byte for byte that which the hash is of."""
    found = queries.minutes(meeting_id, by=VISITOR)
    if found is None:
        raise Http404
    return as_file(found.text.encode(), "text/plain; charset=utf-8", f"minutes-{meeting_id}.txt")


@require_safe
def pdf_file(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Return the minutes as PDF."""
    paper = queries.minutes_paper(meeting_id, by=actor_of(request))
    if paper is None:
        raise Http404
    return as_file(pdf.render(paper), "application/pdf", f"minutes-{meeting_id}.pdf")


@login_required
@require_POST
def draft(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Make the first draft from the records."""

    def act() -> str:
        actions.draft_minutes(by=actor_of(request), meeting=meeting_id, now=timezone.now())
        return "The first draft is made from the records of the meeting."

    found = found_meeting(request, meeting_id)
    failed = reverse("meeting", args=[found.id])
    return press(
        request, act, reverse("minutes", args=[meeting_id]) if not found.minutes else failed
    )


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Change the text. When somebody else was quicker, both texts are kept and shown."""
    found = _found(request, meeting_id)
    initial = {"text": found.text, "version": found.version}
    form = MinutesForm(request.POST or None, initial=initial)

    def act(given: Data) -> tuple[str, str]:
        actions.save_minutes(
            by=actor_of(request),
            meeting=meeting_id,
            text=given["text"],
            version=given["version"],
            now=timezone.now(),
        )
        return "The minutes are saved.", reverse("minutes", args=[meeting_id])

    page = Page(
        title="Change the minutes",
        button="Save",
        lead="A line beginning with # is a heading, with - a point.",
        trail=_trail(meeting_id, found.forum),
    )
    return perform(request, page, form, act)


@login_required
@require_POST
def circulate(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Send the draft round."""
    return _press(
        request,
        meeting_id,
        lambda: actions.circulate_minutes(by=actor_of(request), meeting=meeting_id),
        "The draft is circulated. The next meeting approves it.",
    )


@login_required
@require_POST
def publish(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Publish approved minutes."""
    return _press(
        request,
        meeting_id,
        lambda: actions.publish_minutes(
            by=actor_of(request), meeting=meeting_id, now=timezone.now()
        ),
        "The minutes are published.",
    )


def _press(
    request: HttpRequest, meeting_id: str, deed: Callable[[], None], said: str
) -> HttpResponse:
    def act() -> str:
        deed()
        return said

    return press(request, act, reverse("minutes", args=[meeting_id]))


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Approve the minutes by a decision of a later meeting."""
    actor, found = actor_of(request), _found(request, meeting_id)
    offered = _later_decisions(meeting_id, found.forum, actor)
    if not offered and request.method == "GET":
        messages.error(
            request,
            "No later meeting has decided anything yet. Minutes are approved by a decision of a "
            "later meeting: record it there first.",
        )
        return redirect("minutes", meeting_id)
    form = ApproveForm(request.POST or None, decisions=offered)

    def act(given: Data) -> tuple[str, str]:
        actions.approve_minutes(
            by=actor, meeting=meeting_id, decision=given["decision"], now=timezone.now()
        )
        said = "The minutes are approved. They can no longer be changed."
        return said, reverse("minutes", args=[meeting_id])

    page = Page(
        title="Approve the minutes", button="Approve", trail=_trail(meeting_id, found.forum)
    )
    return perform(request, page, form, act)


def _later_decisions(meeting_id: str, forum: str, by: Actor) -> list[tuple[str, str]]:
    """Return the decisions of meetings after this one, to choose from."""
    starts = {each.id: each.starts_at for each in queries.meetings(by=by, forum=forum)}
    return [
        (each.id, f"{each.number}: {each.text[:80]}")
        for each in queries.decisions(forum, by=by)
        if meeting_id in starts
        and each.meeting in starts
        and starts[each.meeting] > starts[meeting_id]
    ]


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def withhold(request: HttpRequest, meeting_id: str) -> HttpResponse:
    """Withhold a passage from publication."""
    found = _found(request, meeting_id)
    form = WithholdForm(request.POST or None)

    def act(given: Data) -> tuple[str, str]:
        actions.withhold_passage(by=actor_of(request), meeting=meeting_id, **given)
        return "The passage will be withheld.", reverse("minutes", args=[meeting_id])

    page = Page(
        title="Withhold a passage", button="Withhold", trail=_trail(meeting_id, found.forum)
    )
    return perform(request, page, form, act)

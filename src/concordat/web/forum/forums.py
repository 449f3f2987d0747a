"""Forums: what is to do, who belongs to one, what it decided, the report of a year."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from concordat.forum import actions, queries
from concordat.forum.words import ForumView, MeetingState, MeetingView
from concordat.paper import html, pdf
from concordat.parties import queries as parties
from concordat.parties.words import PartyRef
from concordat.web.forum.deeds import press, rights
from concordat.web.forum.saying import SAYING, day
from concordat.web.pages import show
from concordat.web.parties.forms import read_as_at
from concordat.web.readers import actor_of

#: So many of what was published or decided stand on a page; the list has them all.
NEWEST = 10
_TYPES = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


@require_safe
def forums(request: HttpRequest) -> HttpResponse:
    """Show the forums, what waits for the reader, and the ways in."""
    actor, today = actor_of(request), timezone.localdate()
    upcoming = [m for m in queries.meetings(by=actor) if m.state is not MeetingState.CLOSED]
    page = {
        "title": "Forum",
        "forums": queries.forums(on=today),
        "meetings": sorted(upcoming, key=lambda each: each.starts_at),
        "to_answer": queries.to_answer(by=actor),
        "questions": [
            each
            for each in queries.questions(by=actor, today=today)
            if each.answered_at is None and each.mine
        ],
        "areas": queries.areas(by=actor),
        "published": queries.published()[:NEWEST],
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/forums.jinja", page, room="forum")


@require_safe
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a forum as at a date: terms, quorum, members, meetings, decisions, actions."""
    actor = actor_of(request)
    today = timezone.localdate()
    as_at = read_as_at(request.GET, today=today)
    found = known(slug, on=as_at.on)
    page = {
        "title": found.name,
        "forum": found,
        "meetings": queries.meetings(by=actor, forum=slug),
        "decisions": queries.decisions(slug, by=actor)[:NEWEST],
        "today": today,
        "actions": queries.actions(slug, today=today) if actor.joined else [],
        "areas": queries.areas(by=actor, forum=slug),
        "published": queries.published(slug),
        "delegates": _delegates(request, found, on=as_at.on),
        "year": today.year,
        "as_at": as_at,
        "on": day(as_at.on),
        "problem": as_at.error,
        "trail": [{"text": "Forum", "href": reverse("forums")}],
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/forum.jinja", page, room="forum", status=as_at.status)


def _delegates(request: HttpRequest, found: ForumView, *, on: date) -> dict[str, list[str]]:
    """Return by member who may speak for it in this forum: those whom it gave a mandate."""
    scopes = ("", "forum", found.slug)
    slugs = [each.holder.slug for each in found.members]
    named: dict[str, list[str]] = {slug: [] for slug in slugs}
    for each in parties.delegates_of(slugs, by=actor_of(request), on=on):
        if each.scope.casefold() in scopes:
            named[each.party].append(each.name)
    return named


def known(slug: str, *, on: date | None = None) -> ForumView:
    """Return a forum or answer "not found"."""
    found = queries.forum(slug, on=on or timezone.localdate())
    if found is None:
        raise Http404
    return found


def members(slug: str) -> list[PartyRef]:
    """Return who holds the memberships of a forum today, each once, by name."""
    holders = {member.holder.slug: member.holder for member in known(slug).members}
    return sorted(holders.values(), key=lambda party: party.name)


def every_member() -> list[PartyRef]:
    """Return the members of all forums, each once, by name."""
    found = {
        member.holder.slug: member.holder
        for each in queries.forums(on=timezone.localdate())
        for member in each.members
    }
    return sorted(found.values(), key=lambda party: party.name)


def crumbs(found: MeetingView) -> list[dict[str, str]]:
    """Return the way back from a page of a meeting."""
    return [
        {"text": "Forum", "href": reverse("forums")},
        {"text": found.forum_name, "href": reverse("forum", args=[found.forum])},
        {"text": found.title, "href": reverse("meeting", args=[found.id])},
    ]


@login_required
@require_POST
def finish(request: HttpRequest, slug: str, action_id: str) -> HttpResponse:
    """Mark an action as done today."""
    given = request.POST.get("version", "")

    def act() -> str:
        actions.finish_action(
            by=actor_of(request),
            action=action_id,
            version=int(given) if given.isdecimal() else 0,
            on=timezone.localdate(),
        )
        return "The action is done, and in the record."

    return press(request, act, reverse("forum", args=[slug]) + "#actions")


@require_safe
def report(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show the report of a year, which counts records and nothing else."""
    found = queries.year_report(slug, _year(year), by=actor_of(request))
    if found is None:
        raise Http404
    page = {
        "title": f"Report of {year}",
        "report": found,
        "trail": [
            {"text": "Forum", "href": reverse("forums")},
            {"text": found.forum_name, "href": reverse("forum", args=[slug])},
        ],
    }
    return show(request, "forum/report.jinja", page, room="forum")


@require_safe
def report_file(request: HttpRequest, slug: str, year: int, form: str) -> HttpResponse:
    """Return the report of a year as PDF, CSV or HTML to keep."""
    found = queries.report_paper(slug, _year(year), by=actor_of(request))
    if found is None or form not in (*_TYPES, "html"):
        raise Http404
    paper, table = found
    name = f"{slug}-{year}.{form}"
    if form == "html":
        return as_file(html.render(paper).encode(), "text/html; charset=utf-8", name)
    return as_file(pdf.render(paper) if form == "pdf" else table.encode(), _TYPES[form], name)


def as_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return bytes as a file to save."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _year(year: int) -> int:
    if not 2000 <= year <= 2999:
        raise Http404
    return year

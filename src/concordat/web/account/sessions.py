"""Where one is signed in, and ending it there."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.parties import actions as parties
from concordat.web.account.presenters import SessionLine, device, plain_day
from concordat.web.pages import show
from concordat.web.readers import actor_of


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """List the sessions of the person; end the one named in `end`, or all others."""
    held = sorted(UserSession.objects.purge_and_list(request.user), key=lambda s: s.created_at)
    if request.method != "POST":
        lines = [_line(session) for session in reversed(held)]
        page = {"title": "Where you are signed in", "sessions": lines}
        return show(request, "account/sessions.jinja", page)
    named = request.POST.get("end", "")
    ending = [s for s in held if not s.is_current() and named in ("others", str(s.pk))]
    if named != "others" and not ending:
        raise Http404
    for session in ending:
        session.end()
    by = actor_of(request)
    changed = {"count": len(ending)}
    parties.note(by=by, deed="end sessions", about=f"person:{by.person}", changed=changed)
    messages.success(request, "That session has ended." if len(ending) == 1 else "They have ended.")
    return redirect("usersessions_list")


def _line(session: UserSession) -> SessionLine:
    begun = timezone.localtime(session.created_at)
    return SessionLine(
        id=session.pk,
        device=device(session.user_agent),
        address=session.ip,
        since=f"{plain_day(begun)}, {begun:%H:%M}",
        here=session.is_current(),
    )

"""The pages for what went wrong. Each says what happened and what to do next."""

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import loader

from concordat.parties import actions as parties
from concordat.parties.words import Role
from concordat.web.pages import show

log = logging.getLogger(__name__)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the address or form could not be read."""
    return show(request, "errors/400.jinja", {"title": "This cannot be read"}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the page, or the deed, is not for this reader, and what would make it so."""
    reason = str(exception)
    title = "You may not do this" if reason else "You may not see this page"
    needed = getattr(exception, "needed", ())
    page = {
        "title": title,
        "reason": reason,
        "needs_secretariat": bool(needed) and set(needed) == {Role.SECRETARIAT},
    }
    return show(request, "errors/403.jinja", page, status=403)


class Refusals:
    """Shows what a room refused, a `PermissionError` of its own, as the page for it."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, parties.NotAllowedError):
            return forbidden(request, exception)
        return None


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was sent without its cookie, or after it ran out."""
    log.info("form refused: %s", reason)
    return show(request, "errors/expired.jinja", {"title": "This form has expired"}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, and offer the search."""
    return show(request, "errors/404.jinja", {"title": "Page not found"}, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours, on a page that does without what may have failed."""
    try:
        return show(request, "errors/500.jinja", {"title": "Something went wrong here"}, status=500)
    except Exception:
        log.exception("the page for a fault has failed too")
        return HttpResponse(loader.get_template("errors/500.jinja").render(), status=500)

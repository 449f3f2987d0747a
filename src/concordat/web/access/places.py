"""Where the reader works: chosen once, kept in a signed cookie, and in nothing else."""

from typing import Protocol, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from concordat.delivery import queries as delivery
from concordat.delivery.words import Place
from concordat.parties import queries as parties
from concordat.web.readers import actor_of

COOKIE = "works_at"
_YEAR = 365 * 24 * 3600


class _Placed(Protocol):
    concordat_place: Place | None


def place_of(request: HttpRequest) -> Place | None:
    """Return where the reader said that they work, else where a signed-in person acts for.

    Worked out once for a request.
    """
    if not hasattr(request, "concordat_place"):
        cast(_Placed, request).concordat_place = _place(request)
    return cast(_Placed, request).concordat_place


def _place(request: HttpRequest) -> Place | None:
    slug = request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
    if not slug and (party := actor_of(request).party):
        acting = parties.party(party)
        slug = acting.slug if acting else ""
    return delivery.place(slug, on=timezone.localdate()) if slug else None


def remember(response: HttpResponse, request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the place for a year, on this device only."""
    response.set_signed_cookie(
        COOKIE,
        slug,
        salt=COOKIE,
        max_age=_YEAR,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response


def safe_next(request: HttpRequest) -> str:
    """Return where to go on to: an address of this site, or the first page."""
    asked = (request.POST.get("next") or request.GET.get("next") or "/").replace("\\", "/")
    allowed = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if allowed and asked.startswith("/") else "/"

"""The letters of requests, shown in the demonstration, where none leaves the machine."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concordat.enquiries import queries
from concordat.parties.words import OPERATOR
from concordat.web.pages import sends_mail, show


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the newest letters. Only where all is invented and nothing is sent."""
    if settings.WORLD != "demo" or sends_mail():
        raise Http404
    page = {"title": "Letters of this demonstration", "letters": queries.letters(by=OPERATOR)}
    return show(request, "enquiries/outbox.jinja", page, room="ask")

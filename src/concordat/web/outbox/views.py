"""The letters of every room on one page, shown only where all is invented and nothing is sent.

Letters about signing in are not here: who could read them could be anybody.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from concordat.delivery import queries as delivery
from concordat.enquiries import queries as enquiries
from concordat.forum import queries as forum
from concordat.parties.words import OPERATOR
from concordat.web.pages import sends_mail, show

MOST = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter as the page shows it. `id`: by which a command can name it."""

    about: str
    to: str
    subject: str
    text: str
    state: str
    at: datetime
    id: str = ""


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Show the newest letters."""
    if not shows_letters():
        raise Http404
    newest = sorted(_letters(), key=lambda each: each.at, reverse=True)[:MOST]
    page = {"title": "Letters of this demonstration", "letters": newest}
    return show(request, "outbox/outbox.jinja", page, room="about")


def shows_letters() -> bool:
    """Return whether this copy shows its letters instead of sending them."""
    return settings.WORLD == "demo" and not sends_mail()


def _letters() -> Iterator[Shown]:
    for one in enquiries.letters(by=OPERATOR):
        state = _state(sent=bool(one.sent_at), back=bool(one.bounced_at))
        yield Shown("A request", one.to, one.subject, one.body, state, one.written_at, one.id)
    for two in forum.letters(by=OPERATOR):
        state = _state(sent=bool(two.sent_at))
        yield Shown("The forum", two.to, two.subject, two.body, state, two.written_at)
    for kind, found in (
        ("An alert", delivery.letters(by=OPERATOR)),
        ("A recall", delivery.recall_letters(by=OPERATOR)),
    ):
        for three in found:
            state = three.state.value.capitalize()
            yield Shown(kind, three.address, three.subject, three.text, state, three.written_at)


def _state(*, sent: bool, back: bool = False) -> str:
    if back:
        return "It came back"
    return "Written to a file" if sent else "Waits for the clock"

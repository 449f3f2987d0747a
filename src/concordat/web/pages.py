"""What every page has in common, and the one function that renders a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from concordat.parties import queries as parties
from concordat.parties.words import VISITOR, Role
from concordat.web.readers import actor_of


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the header or footer: `room` says which pages it stands for."""

    name: str
    text: str
    room: str = ""


@dataclass(frozen=True, slots=True)
class World:
    """Which world the pages show, in words that stand on every page."""

    name: str
    meaning: str


NAVIGATION = (
    Place("home", "Search", "search"),
    Place("ask", "Ask a librarian", "ask"),
    Place("packs", "Packs", "packs"),
    Place("falls", "Recalls", "recall"),
    Place("forums", "Forum", "forum"),
    Place("parties", "Parties", "parties"),
    Place("agreements", "Agreements", "agreements"),
    Place("investment", "Buying", "investment"),
    Place("about", "About", "about"),
)
FOOTER = (
    Place("about", "About"),
    Place("accessibility", "Accessibility statement"),
    Place("privacy", "Privacy"),
    Place("report", "Report a problem"),
)
_WORLDS = {
    "demo": World(
        "Demonstration",
        "Real published titles, without abstracts. Not complete: decide nobody’s care by it.",
    ),
    "empty": World("New", "This copy started empty: it shows only what its owner has loaded."),
    "test": World("Test", "This copy is used by the tests of Concordat."),
}


def present_world(name: str) -> World:
    """Return the words for a world; a site's own name stands for itself."""
    return _WORLDS.get(name) or World(name, "This copy shows what its owner has loaded.")


def frame(request: HttpRequest) -> dict[str, object]:
    """Return what every page says, whoever renders it: a context processor.

    `reader` is the signed-in person as their header shows them, or None.
    """
    return {
        "world": present_world(settings.WORLD),
        "world_code": settings.WORLD,
        "navigation": NAVIGATION,
        "footer_links": FOOTER,
        "reader": SimpleLazyObject(lambda: present_reader(request)),
        "here": request.get_full_path(),
        "sends_mail": sends_mail(),
    }


@dataclass(frozen=True, slots=True)
class Reader:
    """Who is signed in. `party`: the name of the party they act for."""

    name: str = ""
    party: str = ""
    administers: bool = False

    def __bool__(self) -> bool:
        return bool(self.name)


def sends_mail() -> bool:
    """Return whether letters leave this copy; without a mail server they stay as files."""
    return not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")


def present_reader(request: HttpRequest) -> Reader:
    """Return who is signed in, in the words of the header; nobody is an empty one."""
    actor = actor_of(request) if hasattr(request, "user") else VISITOR
    if not actor.person:
        return Reader()
    ref = parties.party_named(actor.party) if actor.party else None
    return Reader(actor.name, ref.name if ref else "", actor.may(Role.ADMINISTRATOR))


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, for the form; None when it is only to be shown."""
    return request.POST if request.method == "POST" else None


def show(
    request: HttpRequest,
    template: str,
    page: Mapping[str, object],
    *,
    room: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `template` with what the page says; `frame` adds what every page says."""
    return render(request, template, {"room": room, **page}, status=status)

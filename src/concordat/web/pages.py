"""What every page has in common, and the one function that renders a page."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


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
    Place("parties", "Parties", "parties"),
    Place("agreements", "Agreements", "agreements"),
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


def show(
    request: HttpRequest,
    template: str,
    page: Mapping[str, object],
    *,
    room: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `template` with what the page says and what every page says."""
    context = {
        "world": present_world(settings.WORLD),
        "navigation": NAVIGATION,
        "footer_links": FOOTER,
        "room": room,
        **page,
    }
    return render(request, template, context, status=status)

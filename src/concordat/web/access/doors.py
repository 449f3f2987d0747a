"""Where the buttons of a verdict lead inside this site."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from concordat.delivery.words import Access, Place
from concordat.web.access.presenters import Doors


def doors_for(
    request: HttpRequest, access: Access, place: Place | None, *, about: str, work: str = ""
) -> Doors:
    """Return the addresses: to say where one works, to request a copy, to ask the library.

    `about` is a title; it is carried along so that nobody types it again.
    """
    choose = f"{reverse('places')}?{urlencode({'next': request.get_full_path()})}"
    library = access.supply.service if access.supply else place.slug if place else ""
    asked = _asked(about, work)
    return Doors(
        choose=choose,
        request=asked or _party(library) or choose,
        library=asked or _party(library) or choose,
    )


def _asked(about: str, work: str) -> str:
    """Return the address at which a librarian is asked, when this house has that room."""
    try:
        address = reverse("ask")
    except NoReverseMatch:
        return ""
    given = {"q": f"Please get me: {about}"[:300], **({"work": work} if work else {})}
    return f"{address}?{urlencode(given)}"


def _party(slug: str) -> str:
    return reverse("party", args=[slug]) if slug else ""

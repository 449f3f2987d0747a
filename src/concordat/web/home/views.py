"""The first page."""

from django.http import HttpRequest, HttpResponse

from concordat.evidence import queries as evidence
from concordat.search import queries as search
from concordat.web.home.presenters import present_home
from concordat.web.pages import show
from concordat.web.readers import actor_of


def home(request: HttpRequest) -> HttpResponse:
    """Show the search box and what is inside, or the first steps when nothing is."""
    inventory = evidence.inventory(by=actor_of(request))
    if not inventory.total:
        return show(request, "home/first_run.jinja", {"title": "Start here"}, room="search")
    page = present_home(inventory, search.status())
    return show(request, "home/home.jinja", {"page": page}, room="search")

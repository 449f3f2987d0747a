"""Who is reading: the one place of web that makes an Actor from a request."""

from django.http import HttpRequest

from concordat.parties import queries as parties
from concordat.parties.words import VISITOR, Actor


def actor_of(request: HttpRequest) -> Actor:
    """Return the signed-in person as an Actor, or the visitor."""
    if not request.user.is_authenticated:
        return VISITOR
    return parties.actor_for(request.user)

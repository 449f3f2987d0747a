"""Who is reading: the one place of web that makes an Actor from a request."""

from typing import Protocol, cast

from django.http import HttpRequest

from concordat.parties import queries as parties
from concordat.parties.words import VISITOR, Actor

#: The key of the session under which a person's choice among their parties is kept.
ACTING_FOR = "acting_for"


class _Reader(Protocol):
    concordat_actor: Actor


def actor_of(request: HttpRequest) -> Actor:
    """Return the signed-in person as an Actor, or the visitor.

    Worked out once for a request and never kept beyond it: whoever leaves a post has lost
    its rights by their next click.
    """
    made = getattr(request, "concordat_actor", None)
    if isinstance(made, Actor):
        return made
    actor = VISITOR
    if request.user.is_authenticated:
        actor = parties.actor_for(request.user, party=request.session.get(ACTING_FOR, ""))
    cast(_Reader, request).concordat_actor = actor
    return actor


def forget(request: HttpRequest) -> None:
    """Let the next `actor_of` work it out anew, after a deed that changed what one may do."""
    if hasattr(request, "concordat_actor"):
        del request.concordat_actor

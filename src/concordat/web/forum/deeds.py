"""What the forum's pages with a form share: their room, and which buttons a reader sees."""

from functools import partial

from django.http import HttpRequest

from concordat.parties.words import Role
from concordat.web import deeds
from concordat.web.deeds import Data, perform, press
from concordat.web.readers import actor_of

__all__ = ["Data", "Page", "Trail", "perform", "press", "rights"]

Trail = list[dict[str, str]]
Page = partial(deeds.Page, room="forum")


def rights(request: HttpRequest) -> dict[str, bool]:
    """Return which buttons a page offers. The room asks again when one is pressed."""
    actor = actor_of(request)
    return {
        "secretary": bool(actor.joined and actor.may(Role.SECRETARIAT)),
        "writer": bool(actor.party and actor.joined and actor.roles - {Role.READER}),
        "delegate": bool(actor.party and actor.may(Role.DELEGATE)),
        "member": actor.joined,
    }

"""Who may see a request: the library that answers it, and whoever asked it."""

from django.db.models import Q

from concordat.parties.queries import visible_to
from concordat.parties.words import Actor, Role

#: Who works on the requests of a library. A reader of the same party does not see them.
WORKERS = (Role.KNOWLEDGE_SPECIALIST, Role.SERVICE_MANAGER)


def may_work(by: Actor) -> bool:
    """Return whether `by` works on requests."""
    return by.operator or bool(by.party and by.joined and by.roles & set(WORKERS))


def seen_by(by: Actor) -> Q:
    """Return the filter of the requests that `by` may read."""
    if by.operator:
        return Q()
    asked = Q(person=by.person) if by.person else Q(pk__in=[])
    return asked | worked_by(by)


def worked_by(by: Actor) -> Q:
    """Return the filter of the requests that `by` may work on."""
    return visible_to(by) if may_work(by) else Q(pk__in=[])

"""The access to works, for any page that lists or shows them."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils import timezone

from concordat.delivery import queries as delivery
from concordat.evidence.words import WorkView
from concordat.web.access.doors import doors_for
from concordat.web.access.places import place_of
from concordat.web.access.presenters import AccessView, present_access
from concordat.web.readers import actor_of


def access_of_works(request: HttpRequest, works: Sequence[WorkView]) -> dict[str, AccessView]:
    """Return what the pages show of the access to each work, where the reader works."""
    place = place_of(request)
    found = delivery.access_to_works(works, at=place, by=actor_of(request), on=timezone.localdate())
    by_id = {work.id: work for work in works}
    return {
        id_: present_access(
            access,
            place,
            doors_for(request, access, place, about=by_id[id_].title, work=id_),
            standing=by_id[id_].standing,
        )
        for id_, access in found.items()
    }

"""How do works stand that may not be held here? Asked by their identifiers."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from concordat.evidence.models import StatusEvent, WorkIdentifier
from concordat.evidence.models.event import living_events
from concordat.evidence.models.status import SAID_OF_TARGET
from concordat.evidence.words import Identifier, Standing
from concordat.parties.words import Visibility

#: What nobody should rely on, the gravest first.
FALLEN = (Standing.RETRACTED, Standing.WITHDRAWN, Standing.REPLACED, Standing.CONCERN)


def fallen(names: Iterable[Identifier]) -> dict[Identifier, Standing]:
    """Return those of the names whose work fell, with its standing, as far as is known here.

    Of a work that is held it is its standing. Of one that is not, it is what lists of
    retractions and public notices say of it; what private copies say is not told.
    """
    wanted = set(names)
    values = {name.value for name in wanted}
    held = _held(wanted, values)
    said: defaultdict[Identifier, set[Standing]] = defaultdict(set)
    public = Q(work=None) | Q(record__shelf="")
    rows = StatusEvent.objects.filter(
        living_events(), public, target_value__in=values, relation__in=SAID_OF_TARGET
    )
    for scheme, value, relation in rows.values_list("target_scheme", "target_value", "relation"):
        said[Identifier(scheme, value)].add(SAID_OF_TARGET[relation])
    found = {name: {standing} for name, standing in held.items()}
    found |= {name: said[name] for name in wanted - set(held)}
    gravest = {name: next((s for s in FALLEN if s in those), None) for name, those in found.items()}
    return {name: standing for name, standing in gravest.items() if standing}


def _held(wanted: set[Identifier], values: set[str]) -> dict[Identifier, Standing]:
    rows = WorkIdentifier.objects.filter(
        shelf="", value__in=values, work__visibility=Visibility.PUBLIC.value
    ).values_list("scheme", "value", "work__standing")
    return {
        name: Standing(standing)
        for scheme, value, standing in rows
        if (name := Identifier(scheme, value)) in wanted
    }

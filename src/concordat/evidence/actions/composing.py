"""From records to the fields of a work."""

from collections.abc import Iterable
from operator import attrgetter

from concordat.evidence.actions.dossier import Dossier, Fields
from concordat.evidence.actions.precedence import Known, compose
from concordat.evidence.kinds import kind_of
from concordat.evidence.models.view import LISTS, PLAIN
from concordat.evidence.words import Identifier

_NAMES = (*PLAIN, *LISTS)
_values = attrgetter(*_NAMES)


def fields_of(records: Iterable[Known], *, foreign: frozenset[Identifier] = frozenset()) -> Fields:
    """Return what the records make of a work. Pure: done before the lock where possible."""
    composed = compose(records, foreign=foreign)
    if composed.kind:
        return Fields(composed, composed.kind, f"So listed by {composed.kind_source}.")
    kind, reason = kind_of(composed.reference)
    return Fields(composed, kind.value, reason)


def compose_dossier(dossier: Dossier) -> None:
    """Set every bibliographic field of the work, its kind and its publishing party."""
    foreign = dossier.foreign()
    fields = dossier.alone
    if fields is None or foreign:
        fields = fields_of((held.known for held in dossier.held), foreign=foreign)
    dossier.alone = None
    work, reference = dossier.work, fields.composed.reference
    vars(work).update(zip(_NAMES, _values(reference), strict=True))
    work.origins = fields.composed.origins
    work.party_id = fields.composed.party or None
    work.kind, work.kind_reason = fields.kind, fields.kind_reason

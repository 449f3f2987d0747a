"""From the records of a dossier to the fields of its work."""

from concordat.evidence.actions.dossier import Dossier
from concordat.evidence.actions.precedence import compose
from concordat.evidence.kinds import kind_of
from concordat.evidence.models.view import LISTS, PLAIN


def compose_dossier(dossier: Dossier) -> None:
    """Set every bibliographic field of the work, its kind and its publishing party."""
    foreign = dossier.foreign()
    composed = compose((held.known for held in dossier.held), foreign=foreign)
    work, reference = dossier.work, composed.reference
    for name in (*PLAIN, *LISTS):
        setattr(work, name, getattr(reference, name))
    work.origins = composed.origins
    work.party_id = composed.party or None
    if composed.kind:
        work.kind, work.kind_reason = composed.kind, f"So listed by {composed.kind_source}"
    else:
        kind, work.kind_reason = kind_of(reference)
        work.kind = kind.value

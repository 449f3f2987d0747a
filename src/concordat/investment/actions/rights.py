"""Who may write what in this room."""

from concordat.parties.actions import NotAllowedError
from concordat.parties.words import Actor, Role

_LIBRARIANS = (Role.E_RESOURCES_LIBRARIAN, Role.PROCUREMENT_LEAD)


def require_librarian(by: Actor) -> None:
    """Raise NotAllowedError unless `by` keeps holdings and deals for a party, or is operator."""
    if not any(by.may(role) for role in _LIBRARIANS):
        raise NotAllowedError(by, _LIBRARIANS)

"""Who may write what in this room."""

from django.utils import timezone

from concordat.parties.models import Party
from concordat.parties.permissions import may_act
from concordat.parties.queries.history import History
from concordat.parties.queries.people import employer_of
from concordat.parties.words import Actor, Role


class NotAllowedError(PermissionError):
    """The actor may not do this. `needed` are the roles that would do."""

    def __init__(self, by: Actor, needed: tuple[Role, ...], party: str = "") -> None:
        self.by, self.needed, self.party = by, needed, party
        roles = f"the role {' or '.join(needed)}" if needed else "an operator"
        where = " for that party" if party else ""
        super().__init__(f"{by.name} may not do this: it needs {roles}{where}.")


def require(by: Actor, *roles: Role, party: str = "") -> None:
    """Raise NotAllowedError unless `permissions.may_act` says that `by` may."""
    if not may_act(by, *roles, party=party):
        raise NotAllowedError(by, roles, party)


def require_over(by: Actor, *roles: Role, party: Party) -> None:
    """Raise NotAllowedError unless `by` holds one of the roles over a party.

    What is held for a party reaches over the knowledge services that are part of it.
    """
    over = employer_of(party, History(timezone.localdate()))
    require(by, *roles, party=over.public_id)

"""Who may write what in this room."""

from concordat.parties.words import Actor, Role


class NotAllowedError(PermissionError):
    """The actor may not do this. `needed` are the roles that would do."""

    def __init__(self, by: Actor, needed: tuple[Role, ...], party: str = "") -> None:
        self.by, self.needed, self.party = by, needed, party
        roles = " or ".join(needed)
        where = " for that party" if party else ""
        super().__init__(f"{by.name} may not do this: it needs the role {roles}{where}.")


def require(by: Actor, *roles: Role, party: str = "") -> None:
    """Raise NotAllowedError unless `by` is an operator or holds one of the roles.

    `party` (a public id): the roles count only when held for it, or for its heir; the
    secretariat may act for every party, because it keeps the record.
    """
    if by.operator or (by.joined and Role.SECRETARIAT in roles and Role.SECRETARIAT in by.roles):
        return
    theirs = not party or party == by.party or party in by.heir_to
    if theirs and by.party and any(by.may(role) for role in roles):
        return
    raise NotAllowedError(by, roles, party)

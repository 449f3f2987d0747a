"""How people come in: invitations, requests for access, and the tokens of their programs."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from concordat.parties.words.acting import Role
from concordat.parties.words.holding import PartyRef


class Scope(StrEnum):
    """What a token lets a program do, each more than the one before.

    Never more than its person may at that moment.
    """

    PUBLIC = "read what everybody may read"
    OWN = "read what I may read"
    WRITE = "change what I may change"


class InvitationState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class InvitationView:
    """An invitation to join a party. `code` is the signed text of its link while it is open."""

    id: str
    party: PartyRef
    email: str
    name: str
    post: str
    roles: tuple[Role, ...]
    invited_by: str  # name
    invited_at: datetime
    expires_at: datetime
    state: InvitationState
    code: str = ""
    accepted_by: str = ""  # name
    known: bool = False  # somebody signs in with that address already


@dataclass(frozen=True, slots=True)
class AccessRequestView:
    """Somebody's wish to join a party, and what became of it. `granted` is None while open."""

    id: str
    party: PartyRef
    email: str
    name: str
    reason: str
    asked_at: datetime
    version: int
    granted: bool | None = None
    answer: str = ""
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token as its owner sees it: everything but the secret, which is kept nowhere."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    party: PartyRef | None
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None = None
    revoked_at: datetime | None = None
    live: bool = True


@dataclass(frozen=True, slots=True)
class PostView:
    """A party that a person can act for today."""

    party: PartyRef
    post: str
    services: tuple[PartyRef, ...] = ()

"""Invitations and requests for access, for those who may answer them."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from concordat.parties import codes
from concordat.parties.models import AccessRequest, Invitation, Party, Person
from concordat.parties.queries.history import read_history
from concordat.parties.queries.people import employer_of, parties_under
from concordat.parties.words import (
    AccessRequestView,
    Actor,
    InvitationState,
    InvitationView,
    Role,
)


def invitation_of(code: str, *, now: datetime | None = None) -> InvitationView | None:
    """Return the invitation of a link's code, whoever asks: the code is the leave to see it."""
    public_id = codes.read_invitation(code)
    row = _invitations().filter(public_id=public_id).first() if public_id else None
    return _invitation(row, now or timezone.now()) if row else None


def invitation(public_id: str, *, by: Actor, now: datetime | None = None) -> InvitationView | None:
    """Return an invitation for an administrator of its party, or None."""
    row = _invitations().filter(public_id=public_id).first()
    if row is None or not _administers(by, row.party):
        return None
    return _invitation(row, now or timezone.now())


def invitations(
    *, by: Actor, now: datetime | None = None, limit: int = 200
) -> list[InvitationView]:
    """Return the invitations of the party that `by` administers, newest first."""
    if not (by.party and by.may(Role.ADMINISTRATOR)):
        return []
    rows = _invitations().filter(party__in=_under(by))[:limit]
    return [_invitation(row, now or timezone.now()) for row in rows]


def access_requests(*, by: Actor, limit: int = 200) -> list[AccessRequestView]:
    """Return the requests to join the party that `by` administers, those that wait first."""
    if not (by.party and by.may(Role.ADMINISTRATOR)):
        return []
    rows = AccessRequest.objects.select_related("party", "answered_by")
    chosen = rows.filter(party__in=_under(by)).order_by("-asked_at")
    views = [_request(row) for row in chosen[:limit]]
    return sorted(views, key=lambda view: view.granted is not None)


def access_request(public_id: str, *, by: Actor) -> AccessRequestView | None:
    """Return a request for an administrator of its party, or for whoever asked, or None."""
    rows = AccessRequest.objects.select_related("party", "person", "answered_by")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        return None
    own = bool(by.person) and row.person is not None and row.person.public_id == by.person
    return _request(row) if own or _administers(by, row.party) else None


def _under(by: Actor) -> list[Party]:
    return parties_under(by.party, read_history(timezone.localdate()))


def _administers(by: Actor, party: Party) -> bool:
    over = employer_of(party, read_history(timezone.localdate())).public_id
    theirs = over in (by.party, *by.heir_to)
    return by.operator or (theirs and Role.ADMINISTRATOR in by.roles)


def _invitations() -> QuerySet[Invitation]:
    return Invitation.objects.select_related("party", "invited_by", "accepted_by")


def _state(row: Invitation, now: datetime) -> InvitationState:
    if row.accepted_at:
        return InvitationState.ACCEPTED
    if row.withdrawn_at:
        return InvitationState.WITHDRAWN
    return InvitationState.OPEN if row.expires_at > now else InvitationState.EXPIRED


def _invitation(row: Invitation, now: datetime) -> InvitationView:
    state = _state(row, now)
    live = state is InvitationState.OPEN
    return InvitationView(
        id=row.public_id,
        party=read_history(timezone.localdate(now)).ref(row.party),
        email=row.email,
        name=row.name,
        post=row.post,
        roles=tuple(Role(role) for role in row.roles),
        invited_by=str(row.invited_by) if row.invited_by else "the operator of this copy",
        invited_at=row.invited_at,
        expires_at=row.expires_at,
        state=state,
        code=codes.sign_invitation(row.public_id) if live else "",
        accepted_by=str(row.accepted_by) if row.accepted_by else "",
        known=live and Person.objects.filter(email=row.email).exists(),
    )


def _request(row: AccessRequest) -> AccessRequestView:
    return AccessRequestView(
        id=row.public_id,
        party=read_history(timezone.localdate()).ref(row.party),
        email=row.email,
        name=row.name,
        reason=row.reason,
        asked_at=row.asked_at,
        version=row.version,
        granted=row.granted,
        answer=row.answer,
        answered_by=str(row.answered_by) if row.answered_by else "",
    )

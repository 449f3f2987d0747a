"""Requests for access: somebody asks to join a party, its administrator answers."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concordat.parties.actions.audit import note
from concordat.parties.actions.facts import WrongFactError, known_party, text_of
from concordat.parties.actions.invitations import address_of, admit, invite, require_to_grant
from concordat.parties.actions.people import known_person
from concordat.parties.actions.rights import require_over
from concordat.parties.models import AccessRequest, Person
from concordat.parties.models.fact import LONG
from concordat.parties.rows import NAME
from concordat.parties.words import Actor, Role


@transaction.atomic
def ask_access(
    *,
    by: Actor,
    party: str,
    reason: str,
    email: str = "",
    name: str = "",
    now: datetime | None = None,
) -> str:
    """Ask to join a party (slug); return the request's public id.

    A signed-in `by` asks as themselves; anybody else gives an address and a name. Nothing
    is granted to an address that nobody has shown to be theirs: who is granted without
    being signed in gets an invitation sent there.
    """
    row = known_party("party", party)
    person = known_person(by.person) if by.person else None
    email = person.email if person else address_of(email)
    if AccessRequest.objects.filter(party=row, email=email, granted=None).exists():
        raise WrongFactError("party", "You have asked already; their answer is awaited.")
    kept = AccessRequest.objects.create(
        party=row,
        person=person,
        email=email,
        name=person.name if person else text_of("name", name, limit=NAME),
        reason=text_of("reason", reason, limit=LONG),
        asked_at=now or timezone.now(),
    )
    note(
        by=by, deed="ask access", about=f"access request:{kept.public_id}", changed={"party": party}
    )
    return kept.public_id


@transaction.atomic
def answer_request(
    *,
    by: Actor,
    request: str,
    version: int,
    granted: bool,
    roles: Sequence[Role] = (Role.READER,),
    post: str = "",
    answer: str = "",
    now: datetime | None = None,
) -> str:
    """Grant or refuse a request (public id); return the public id of the invitation made, or "".

    `version` is that of the request as it was read: when somebody else answered it
    meanwhile, WrongFactError says so and nothing changes.
    """
    row = AccessRequest.objects.select_related("party", "person").filter(public_id=request).first()
    if row is None:
        raise WrongFactError("request", "There is no such request.")
    require_over(by, Role.ADMINISTRATOR, party=row.party)
    now = now or timezone.now()
    waiting = AccessRequest.objects.filter(pk=row.pk, version=version, granted=None)
    answered_by = Person.objects.filter(public_id=by.person).first() if by.person else None
    facts = {"answered_at": now, "answered_by": answered_by, "answer": answer.strip()[:LONG]}
    if not waiting.update(granted=granted, version=version + 1, **facts):
        raise WrongFactError("request", "Somebody else has answered this request meanwhile.")
    invitation = _let_in(row, by=by, roles=roles, post=post, now=now) if granted else ""
    changed = {"granted": granted, "roles": list(roles) if granted else []}
    note(by=by, deed="answer request", about=f"access request:{request}", changed=changed)
    return invitation


def _let_in(
    row: AccessRequest, *, by: Actor, roles: Sequence[Role], post: str, now: datetime
) -> str:
    require_to_grant(by, row.party, roles)
    if row.person is not None:
        admit(row.person, row.party, post=post, roles=[role.value for role in roles], now=now)
        return ""
    party = row.party.slug
    made = invite(
        by=by, email=row.email, party=party, name=row.name, post=post, roles=roles, now=now
    )
    AccessRequest.objects.filter(pk=row.pk).update(
        invitation_id=row.party.invitations.get(public_id=made).pk
    )
    return made

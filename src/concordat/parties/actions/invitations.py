"""Invitations: an administrator asks somebody in, and whoever holds the link comes in once."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from concordat.parties import codes
from concordat.parties.actions.audit import note
from concordat.parties.actions.facts import WrongFactError, known_party, text_of
from concordat.parties.actions.people import check_password, known_person
from concordat.parties.actions.rights import require, require_over
from concordat.parties.models import Affiliation, Invitation, Party, Person, RoleGrant
from concordat.parties.rows import NAME
from concordat.parties.words import Actor, Day, Role

#: Days that an invitation works.
LIFE = 14


@transaction.atomic
def invite(
    *,
    by: Actor,
    email: str,
    party: str,
    name: str = "",
    post: str = "",
    roles: Sequence[Role] = (Role.READER,),
    now: datetime | None = None,
) -> str:
    """Invite an address to join a party (slug) with roles; return the invitation's public id.

    `queries.invitation_of` gives the code of its link. Raises WrongFactError,
    NotAllowedError. Inviting an address again withdraws what was open for it.
    """
    row = known_party("party", party)
    require_to_grant(by, row, roles)
    now = now or timezone.now()
    email = address_of(email)
    _open(row, now).filter(email=email).update(withdrawn_at=now)
    kept = Invitation.objects.create(
        party=row,
        email=email,
        name=name.strip()[:NAME],
        post=post.strip()[:NAME],
        roles=[role.value for role in dict.fromkeys(roles)],
        invited_by=Person.objects.filter(public_id=by.person).first() if by.person else None,
        invited_at=now,
        expires_at=now + timedelta(days=LIFE),
    )
    # The address stays out of the sealed record: it could not be erased from it.
    changed = {"party": party, "roles": kept.roles, "post": kept.post}
    note(by=by, deed="invite", about=f"invitation:{kept.public_id}", changed=changed)
    return kept.public_id


def require_to_grant(by: Actor, party: Party, roles: Sequence[Role]) -> None:
    """Raise NotAllowedError unless `by` may bring people into the party with these roles."""
    require_over(by, Role.ADMINISTRATOR, party=party)
    if Role.SECRETARIAT in roles:
        require(by, Role.SECRETARIAT)


def address_of(email: str) -> str:
    """Return an e-mail address as it is kept; refuse what is none."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise WrongFactError("email", "Write an e-mail address, such as name@place.uk.") from error
    return email


def _open(party: Party, now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(
        party=party, accepted_at=None, withdrawn_at=None, expires_at__gt=now
    )


@transaction.atomic
def withdraw_invitation(*, by: Actor, invitation: str, now: datetime | None = None) -> None:
    """Make the link of an invitation (public id) useless from now on."""
    row = Invitation.objects.select_related("party").filter(public_id=invitation).first()
    if row is None:
        raise WrongFactError("invitation", "There is no such invitation.")
    require_over(by, Role.ADMINISTRATOR, party=row.party)
    if row.accepted_at:
        raise WrongFactError("invitation", "It was accepted already; end their post instead.")
    row.withdrawn_at = row.withdrawn_at or now or timezone.now()
    row.save(update_fields=["withdrawn_at"])
    note(by=by, deed="withdraw invitation", about=f"invitation:{invitation}")


@transaction.atomic
def accept_invitation(
    *,
    by: Actor,
    code: str,
    name: str = "",
    password: str | None = None,
    now: datetime | None = None,
) -> str:
    """Bring whoever holds the link into the party, once; return the person's public id.

    A signed-in `by` keeps their identity. Otherwise a new one is made for the invited
    address with `name` and `password`. Of two who try at once, one gets in and the other
    WrongFactError, as with any link that works no more.
    """
    now = now or timezone.now()
    row = usable_invitation(code, now=now)
    person = known_person(by.person) if by.person else _newcomer(row, name, password)
    claimed = Invitation.objects.filter(pk=row.pk, accepted_at=None, withdrawn_at=None)
    if not claimed.update(accepted_at=now, accepted_by=person):
        raise WrongFactError("code", "This invitation was used already.")
    admit(person, row.party, post=row.post, roles=row.roles, now=now)
    who = by if by.person else Actor(name=str(person), person=person.public_id)
    changed = {"person": person.public_id, "party": row.party.slug, "roles": row.roles}
    note(by=who, deed="accept invitation", about=f"invitation:{row.public_id}", changed=changed)
    return person.public_id


def usable_invitation(code: str, *, now: datetime) -> Invitation:
    """Return the invitation of a code; say why when it works no more."""
    public_id = codes.read_invitation(code)
    row = Invitation.objects.select_related("party").filter(public_id=public_id).first()
    if not public_id or row is None:
        raise WrongFactError("code", "This is not the link of an invitation; copy the whole of it.")
    if row.accepted_at:
        raise WrongFactError("code", "This invitation was used already. Sign in instead.")
    if row.withdrawn_at:
        raise WrongFactError("code", "This invitation was withdrawn. Ask whoever invited you.")
    if row.expires_at <= now:
        raise WrongFactError("code", "This invitation has run out. Ask for a new one.")
    return row


def _newcomer(row: Invitation, name: str, password: str | None) -> Person:
    if Person.objects.filter(email=row.email).exists():
        raise WrongFactError("code", "You have an account already: sign in, then accept.")
    name = text_of("name", name, limit=NAME)
    check_password(password or "", Person(email=row.email, name=name))
    return Person.objects.create_user(row.email, password, name=name)


def admit(person: Person, party: Party, *, post: str, roles: Sequence[str], now: datetime) -> None:
    """Give a person a post and roles at a party from today; what they hold already stays."""
    today = Day.of(timezone.localdate(now))
    still = Q(until=None)
    if not person.affiliations.filter(still, party=party).exists():
        Affiliation.objects.create(person=person, party=party, post=post, since=today)
    held = set(person.grants.filter(still, party=party).values_list("role", flat=True))
    for role in roles:
        if role not in held:
            RoleGrant.objects.create(person=person, party=party, role=role, since=today)

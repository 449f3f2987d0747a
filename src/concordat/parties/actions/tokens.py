"""Tokens: what a person's programs show instead of a password."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from concordat.parties import codes
from concordat.parties.actions.audit import note
from concordat.parties.actions.facts import WrongFactError, text_of
from concordat.parties.actions.people import known_person
from concordat.parties.actions.rights import NotAllowedError
from concordat.parties.models import Party, Token
from concordat.parties.words import Actor, Scope, new_public_id

#: The longest life of a token in days, and how many live ones a person may have.
MOST_DAYS = 366
MOST_TOKENS = 20


@transaction.atomic
def make_token(
    *, by: Actor, name: str, scopes: Iterable[Scope], days: int = 90, now: datetime | None = None
) -> str:
    """Make a token for the person who acts, for the party they act for; return its secret.

    The secret is returned this once and kept nowhere. Raises WrongFactError, and
    NotAllowedError when nobody is signed in: an operator has no tokens.
    """
    if not by.person:
        raise NotAllowedError(by, ())
    now = now or timezone.now()
    person = known_person(by.person)
    name = text_of("name", name, limit=100)
    chosen = _with_implied(frozenset(scopes))
    if not 1 <= days <= MOST_DAYS:
        raise WrongFactError("days", f"Choose between 1 and {MOST_DAYS} days.")
    if person.tokens.filter(revoked_at=None, expires_at__gt=now).count() >= MOST_TOKENS:
        raise WrongFactError("name", f"You have {MOST_TOKENS} tokens; revoke one first.")
    public_id = new_public_id()
    secret = codes.new_secret(public_id)
    Token.objects.create(
        public_id=public_id,
        person=person,
        party=Party.objects.filter(public_id=by.party).first() if by.party else None,
        name=name,
        digest=codes.digest(secret),
        scopes=chosen,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    changed = {"scopes": chosen, "days": days}
    note(by=by, deed="make token", about=f"token:{public_id}", changed=changed)
    return secret


def _with_implied(scopes: frozenset[Scope]) -> list[str]:
    """Return the values kept: whoever may write may read, and reads what everybody reads."""
    ladder = list(Scope)
    highest = max((ladder.index(scope) for scope in scopes), default=-1)
    if highest < 0:
        raise WrongFactError("scopes", "Choose what the token may do.")
    return [scope.value for scope in ladder[: highest + 1]]


@transaction.atomic
def revoke_token(*, by: Actor, token: str, now: datetime | None = None) -> None:
    """End a token (public id) at once. For its person and an operator."""
    row = Token.objects.select_related("person").filter(public_id=token).first()
    if row is None or not (by.operator or by.person == row.person.public_id):
        raise WrongFactError("token", "You have no such token.")
    if row.revoked_at is None:
        row.revoked_at = now or timezone.now()
        row.save(update_fields=["revoked_at"])
        note(by=by, deed="revoke token", about=f"token:{token}")

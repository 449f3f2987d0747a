"""Tokens: a person's own, and who acts with one."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.utils import timezone

from concordat.parties import codes
from concordat.parties.models import Token
from concordat.parties.queries.history import History, read_history
from concordat.parties.queries.people import actor_for
from concordat.parties.words import Actor, Scope, TokenView

#: `last_used_at` is kept to within this, so that a busy program does not write at each call.
COARSE = timedelta(minutes=10)


def tokens(*, by: Actor, now: datetime | None = None) -> list[TokenView]:
    """Return the tokens of the person who acts, newest first; others' are nobody's to see."""
    if not by.person:
        return []
    now = now or timezone.now()
    rows = Token.objects.filter(person__public_id=by.person).select_related("party")
    history = read_history(timezone.localdate(now))
    return [_view(row, history, now) for row in rows]


def actor_for_token(secret: str, *, now: datetime | None = None) -> Actor | None:
    """Return who acts with a token; None: no such token, run out, revoked, or its person gone.

    What it may do is what its person may at that moment, less what its scopes leave out:
    without OWN it sees what everybody sees, without WRITE it holds no role. Notes when it
    was last used, which is no deed and leaves no audit row.
    """
    now = now or timezone.now()
    public_id = codes.id_in(secret)
    row = (
        Token.objects.filter(public_id=public_id).select_related("person", "party").first()
        if public_id
        else None
    )
    if row is None or not codes.same(row.digest, codes.digest(secret)):
        return None
    if not _live(row, now) or not row.person.is_active:
        return None
    if row.last_used_at is None or now - row.last_used_at >= COARSE:
        Token.objects.filter(pk=row.pk).update(last_used_at=now)
    return _within(_acting(row, now), frozenset(Scope(scope) for scope in row.scopes))


def _acting(row: Token, now: datetime) -> Actor:
    """Return the person acting for the party of the token; once that post is left, for none."""
    today = timezone.localdate(now)
    bare = Actor(name=str(row.person), person=row.person.public_id)
    if row.party is None:
        return bare
    acting = actor_for(row.person, party=row.party.slug, on=today)
    return acting if row.party.public_id in (acting.party, *acting.heir_to) else bare


def _within(actor: Actor, scopes: frozenset[Scope]) -> Actor:
    narrowed = replace(actor, scopes=frozenset(scope.name.lower() for scope in scopes))
    if Scope.OWN not in scopes:
        narrowed = replace(narrowed, party="", services=(), heir_to=(), joined=False)
    if Scope.WRITE not in scopes:
        narrowed = replace(narrowed, roles=frozenset())
    return narrowed


def _live(row: Token, now: datetime) -> bool:
    return row.revoked_at is None and row.expires_at > now


def _view(row: Token, history: History, now: datetime) -> TokenView:
    return TokenView(
        id=row.public_id,
        name=row.name,
        scopes=tuple(Scope(scope) for scope in row.scopes),
        party=history.ref(row.party) if row.party else None,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
        live=_live(row, now),
    )

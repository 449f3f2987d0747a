"""Who calls: a visitor, or the person of a token."""

from dataclasses import dataclass

from django.http import HttpRequest

from concordat.delivery.words.recall import Channel, Given
from concordat.parties import queries as parties
from concordat.parties.words import VISITOR, Actor


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, and the client by which receipts name them ("" for a visitor)."""

    actor: Actor
    client: str = ""


class WrongTokenError(Exception):
    """The token is none of ours, has run out or was revoked."""


def caller(header: str) -> Caller:
    """Return who calls by an Authorization header, which may be empty.

    Raises WrongTokenError rather than answer as to a visitor: a program that believes to be
    signed in must not take the answer for the whole.
    """
    if not header:
        return Caller(VISITOR)
    scheme, _, secret = header.partition(" ")
    actor = parties.actor_for_token(secret.strip()) if scheme.lower() == "bearer" else None
    if actor is None:
        raise WrongTokenError("This token is not known, has run out or was revoked.")
    return Caller(actor, client=f"{actor.name}’s program")


def caller_of(request: HttpRequest) -> Caller:
    """Return who sent the request."""
    return caller(request.headers.get("Authorization", ""))


def given_to(who: Caller, channel: Channel, *, kind: str, thing: str, **more: object) -> Given:
    """Return the receipt of an answer to a caller; nobody in it when a visitor asked."""
    works = more.get("works", ())
    assert isinstance(works, tuple)  # noqa: S101
    return Given(
        kind=kind,
        thing=thing,
        version=str(more.get("version", "")),
        channel=channel,
        works=works,
        client=f"{who.client} ({who.actor.person})" if who.client else "",
        party=who.actor.party,
    )

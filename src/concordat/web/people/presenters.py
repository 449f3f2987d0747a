"""What the pages of people show. Pure."""

from dataclasses import dataclass
from datetime import date

from concordat.parties.words import (
    AccessRequestView,
    Actor,
    Certainty,
    InvitationState,
    InvitationView,
    PartyRef,
    PersonView,
    Role,
)
from concordat.web.account.presenters import plain_day
from concordat.web.people.forms import ROLES


@dataclass(frozen=True, slots=True)
class PersonLine:
    id: str
    name: str
    email: str
    what: str  # posts under this administrator
    roles: str


@dataclass(frozen=True, slots=True)
class InvitationLine:
    id: str
    email: str
    party: str
    roles: str
    state: str
    open: bool


@dataclass(frozen=True, slots=True)
class RoleHeld:
    role: str
    meaning: str
    slug: str
    party: str
    mine: bool  # the reader may take it away


def person_line(person: PersonView, *, under: frozenset[str], today: date) -> PersonLine:
    """Return a row of the list; `under`: slugs of the parties that the reader administers."""
    posts = [
        f"{post or 'works'} at {ref.name}"
        for ref, post, period in person.affiliations
        if ref.slug in under and period.covers(today) is not Certainty.NO
    ]
    return PersonLine(
        id=person.id,
        name=person.name or person.email,
        email=person.email,
        what="; ".join(posts),
        roles=", ".join(held.role for held in roles_held(person, under=under, today=today)),
    )


def roles_held(person: PersonView, *, under: frozenset[str], today: date) -> tuple[RoleHeld, ...]:
    """Return the roles of today under these parties."""
    return tuple(
        RoleHeld(role.value, ROLES[role], ref.slug, ref.name, role is not Role.SECRETARIAT)
        for ref, role, period in person.roles
        if ref.slug in under and period.covers(today) is not Certainty.NO
    )


def invitation_line(each: InvitationView) -> InvitationLine:
    state = {
        InvitationState.OPEN: f"open until {plain_day(each.expires_at)}",
        InvitationState.ACCEPTED: f"accepted by {each.accepted_by}",
    }.get(each.state, each.state.value)
    roles = ", ".join(role.value for role in each.roles)
    live = each.state is InvitationState.OPEN
    return InvitationLine(each.id, each.email, each.party.name, roles, state, live)


def waiting(requests: list[AccessRequestView]) -> list[tuple[AccessRequestView, str]]:
    """Return the requests without an answer, each with the day it came."""
    return [(each, plain_day(each.asked_at)) for each in requests if each.granted is None]


def is_secretariat(by: Actor) -> bool:
    return by.operator or (by.joined and Role.SECRETARIAT in by.roles)


def slugs(parties: list[PartyRef]) -> frozenset[str]:
    return frozenset(party.slug for party in parties)


@dataclass(frozen=True, slots=True)
class PostHeld:
    post: str
    slug: str
    party: str


def posts_under(person: PersonView, *, under: frozenset[str], today: date) -> tuple[PostHeld, ...]:
    """Return the posts of today under these parties."""
    return tuple(
        PostHeld(post or "works there", ref.slug, ref.name)
        for ref, post, period in person.affiliations
        if ref.slug in under and period.covers(today) is not Certainty.NO
    )


def mandates_under(person: PersonView, *, under: frozenset[str], today: date) -> tuple[str, ...]:
    """Return the mandates of today under these parties, a line each."""
    return tuple(
        f"for {each.party.name}, on {each.scope or 'everything'}"
        + (f", given by {each.given_by}" if each.given_by else "")
        for each in person.mandates
        if each.party.slug in under and each.period.covers(today) is not Certainty.NO
    )

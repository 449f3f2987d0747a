"""What the pages of one's own account show. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from concordat.parties.words import Certainty, PersonView, PostView, Role, TokenView
from concordat.web.evidence.standing import sentence


@dataclass(frozen=True, slots=True)
class Held:
    """Something a person holds at a party today: a post, a role or a mandate."""

    what: str
    slug: str
    party: str
    since: str


@dataclass(frozen=True, slots=True)
class TokenLine:
    id: str
    name: str
    scope: str
    party: str
    made: str
    expires: str
    used: str
    state: str


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A place where one is signed in. `id` names it in this list alone."""

    id: int
    device: str
    address: str
    since: str
    here: bool


def plain_day(day: date | datetime) -> str:
    return f"{day.day} {day:%B %Y}"


def posts(person: PersonView, *, today: date) -> tuple[Held, ...]:
    """Return the posts that have not ended, today's and those to come."""
    return tuple(
        Held(post or "Works there", ref.slug, ref.name, _since(period.since))
        for ref, post, period in person.affiliations
        if period.until is None or period.until.by(today) is not Certainty.YES
    )


def roles(person: PersonView, *, today: date) -> tuple[Held, ...]:
    return tuple(
        Held(role.value, ref.slug, ref.name, _since(period.since))
        for ref, role, period in person.roles
        if period.covers(today) is not Certainty.NO
    )


def mandates(person: PersonView, *, today: date) -> tuple[Held, ...]:
    return tuple(
        Held(
            each.scope or "everything", each.party.slug, each.party.name, _since(each.period.since)
        )
        for each in person.mandates
        if each.period.covers(today) is not Certainty.NO
    )


def _since(day: object) -> str:
    return f"since {day}" if day else ""


def needs_factor(person: PersonView, *, today: date) -> bool:
    """Return whether somebody may do so much that a password alone is too little."""
    guarded = {Role.ADMINISTRATOR, Role.SECRETARIAT, Role.DELEGATE, Role.PROCUREMENT_LEAD}
    held = {role for _, role, period in person.roles if period.covers(today) is not Certainty.NO}
    return bool(held & guarded)


def choices(offered: Iterable[PostView], *, acting: str) -> list[tuple[str, str, bool]]:
    """Return slug, name and whether it is the one acted for, of each party to choose from."""
    return [(post.party.slug, post.party.name, post.party.id == acting) for post in offered]


def token_line(token: TokenView) -> TokenLine:
    state = "works" if token.live else "revoked" if token.revoked_at else "has run out"
    return TokenLine(
        id=token.id,
        name=token.name,
        scope=sentence(token.scopes[-1].value) if token.scopes else "Nothing",
        party=token.party.name if token.party else "",
        made=plain_day(token.created_at),
        expires=plain_day(token.expires_at),
        used=plain_day(token.last_used_at) if token.last_used_at else "never",
        state=state,
    )


_BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari", "curl")
_NAMES = {"Edg": "Edge", "OPR": "Opera"}
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")


def device(agent: str) -> str:
    """Return a browser's own description in few words."""
    browser = next((name for name in _BROWSERS if f"{name}/" in agent), "")
    system = next((name for name in _SYSTEMS if name in agent), "")
    named = _NAMES.get(browser, browser) or "An unknown browser"
    return f"{named} on {system}" if system else named

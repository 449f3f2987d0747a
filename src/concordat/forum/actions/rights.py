"""Who may write what in the forum."""

from datetime import date

from concordat.forum.queries.names import acts_for
from concordat.forum.words import NoMandate
from concordat.parties import queries as parties
from concordat.parties.actions import NotAllowedError
from concordat.parties.words import Actor, Certainty, PartyView, Role

#: Whoever works on evidence for a party; a reader reads.
WRITERS = tuple(role for role in Role if role is not Role.READER)


def need_post(by: Actor) -> None:
    """Raise NotAllowedError unless `by` works on evidence for a party that has joined."""
    if not (by.operator or (by.party and by.joined and by.roles & set(WRITERS))):
        raise NotAllowedError(by, WRITERS)


def need_secretariat(by: Actor) -> None:
    """Raise NotAllowedError unless `by` is the secretariat of a party that has joined."""
    if not (by.operator or (by.joined and Role.SECRETARIAT in by.roles)):
        raise NotAllowedError(by, (Role.SECRETARIAT,))


def need_member_post(by: Actor, party: PartyView) -> None:
    """Raise NotAllowedError unless `by` works for that party, or keeps the record for all."""
    need_post(by)
    if not (acts_for(by, party.id) or (by.joined and Role.SECRETARIAT in by.roles)):
        raise NotAllowedError(by, WRITERS, party.id)


def need_voice(by: Actor, party: PartyView, *, on: date, forum: str) -> None:
    """Raise NoMandate unless `by` may speak for the party on that day, on that forum.

    The role of delegate alone is not enough: a mandate has an end.
    """
    if by.operator:
        return
    if not (acts_for(by, party.id) and Role.DELEGATE in by.roles):
        raise NoMandate(
            f"Only a delegate of {party.name} records its position. "
            "Ask its administrator for the role of delegate and a mandate."
        )
    slugs = (party.slug, *_forebears(by))
    given = [
        parties.may_speak_for(by.person, slug, on=on, scope=scope)
        for slug in slugs
        for scope in (forum, "forum")
    ]
    if max(given) is not Certainty.YES:
        raise NoMandate(
            f"You have no mandate to speak for {party.name} on {on.day} {on:%B %Y}: it has "
            "ended, has not begun, or is for something else. Ask its administrator to renew "
            "it; until then others can read what you wrote only if you send it to them."
        )


def _forebears(by: Actor) -> tuple[str, ...]:
    return tuple(view.slug for each in by.heir_to if (view := parties.party(each)))

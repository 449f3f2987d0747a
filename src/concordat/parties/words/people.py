"""People: where they work, what they do there, for whom they may speak."""

from dataclasses import dataclass

from concordat.parties.words.acting import Role
from concordat.parties.words.day import ALWAYS, Period
from concordat.parties.words.holding import PartyRef


@dataclass(frozen=True, slots=True)
class MandateView:
    """Leave to speak for a party, and on what. No `scope`: on everything."""

    id: str
    party: PartyRef
    scope: str = ""
    period: Period = ALWAYS
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as at a date. `email` is empty unless the asker is that person or may manage."""

    id: str
    name: str
    email: str = ""
    affiliations: tuple[tuple[PartyRef, str, Period], ...] = ()  # party, post, when
    roles: tuple[tuple[PartyRef, Role, Period], ...] = ()
    mandates: tuple[MandateView, ...] = ()


#: What stands where the name of somebody erased stood.
ERASED_NAME = "somebody erased"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a room no longer keeps of a person: what and how many; what stays, with the reason."""

    cleared: tuple[tuple[str, int], ...] = ()
    stays: tuple[str, ...] = ()

"""Who acts, and who may see."""

import secrets
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

# Crockford's base 32: no letter that a person could take for a digit.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_public_id() -> str:
    """Return a new opaque public identifier: 13 signs, 65 bits.

    Addresses carry these and never primary keys, so they survive a dump, a restore
    and a change of database.
    """
    number = secrets.randbits(65)  # one draw: thirteen took a tenth of an ingest's time
    return "".join([_ALPHABET[number >> shift & 31] for shift in range(0, 65, 5)])


class Visibility(StrEnum):
    """Who may see an object that can be private. The owner is always a party."""

    PUBLIC = "public"
    PARTIES = "parties"  # every party that has joined
    OWN_PARTY = "own party"
    OWN_SERVICE = "own service"
    MATCH = "match"  # others learn only that something alike exists: kind, date, contact


@dataclass(frozen=True, slots=True)
class Veiled:
    """All that others may learn of a thing graded `match`: its kind, its date, whom to ask."""

    kind: str
    starts_on: date | None
    contact: str


class Role(StrEnum):
    """What a person does for a party."""

    READER = "reader"
    KNOWLEDGE_SPECIALIST = "knowledge specialist"
    E_RESOURCES_LIBRARIAN = "e-resources librarian"
    SERVICE_MANAGER = "service manager"
    DELEGATE = "delegate"
    SECRETARIAT = "secretariat"
    PUBLISHER = "publisher"
    PROCUREMENT_LEAD = "procurement lead"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: made only on floor 5, from a request, a token, a command or the clock.

    `name` is what the audit shows. `person` is the public id of a Person, or "" for a
    service or a visitor. `party` is the public id of the party acted for and `services`
    those of the organisations below it that the person works in. `heir_to` are parties
    that are gone and whose things that party, and it alone, holds now: what they kept
    to themselves stays readable for their heir, and for nobody when the heir is in doubt.
    `joined` says whether that party has joined (it sees what is shared among parties).
    `operator` is the person at the machine itself: commands act with an operator's
    rights, or `--as` somebody's.
    """

    name: str
    person: str = ""
    party: str = ""
    services: tuple[str, ...] = ()
    heir_to: tuple[str, ...] = ()
    roles: frozenset[Role] = field(default_factory=frozenset)
    scopes: frozenset[str] = field(default_factory=frozenset)
    joined: bool = False
    operator: bool = False

    def may(self, role: Role) -> bool:
        """Return whether this actor holds `role` for the party acted for."""
        return self.operator or role in self.roles


VISITOR = Actor(name="visitor")


OPERATOR = Actor(name="operator", operator=True, joined=True)


CLOCK = Actor(name="clock", operator=True, joined=True)

"""The one place that decides who may see an object that can be private, and who may act.

Three answers to one question, which must never differ (tests compare them for every
actor and object): a filter for the database, marks for an index, and a plain yes or no.
A search index stores the marks of an object and asks with the marks of the actor.
"""

from datetime import date

from django.db.models import Q

from concordat.parties.words import Actor, Role, Veiled, Visibility

#: The mark that an operator holds: an index takes it as "everything".
EVERYTHING = "*"


def _party(public_id: str) -> str:
    return f"party:{public_id}"


def _service(public_id: str) -> str:
    return f"service:{public_id}"


def _own(by: Actor) -> tuple[str, ...]:
    """The parties whose own things are this actor's to see: its own, and those it heired."""
    return tuple(party for party in (by.party, *by.heir_to) if party)


def _services(by: Actor) -> tuple[str, ...]:
    return tuple(service for service in by.services if service)


def visible_to(by: Actor) -> Q:
    """Return the filter of what `by` may read, for any model with owner, service, visibility.

    An object of visibility `match` is here for its owner alone: what others may learn of
    it (that something alike exists, its kind, date and contact) has a door of its own.
    """
    if by.operator:
        return Q()
    seen = Q(visibility=Visibility.PUBLIC)
    if by.joined:
        seen |= Q(visibility=Visibility.PARTIES)
    if own := _own(by):
        owned = [Visibility.OWN_PARTY, Visibility.MATCH]
        seen |= Q(visibility__in=owned, owner__public_id__in=own)
    if services := _services(by):
        seen |= Q(visibility=Visibility.OWN_SERVICE, service__in=services)
    return seen


def audience_of(*, visibility: str, owner: str, service: str = "") -> tuple[str, ...]:
    """Return the marks under which an index keeps an object. `owner`, `service`: public ids.

    None at all for a private object without an owner: then only an operator finds it,
    which is the safe way to be wrong. An unknown visibility raises ValueError.
    """
    match Visibility(visibility):
        case Visibility.PUBLIC:
            return ("public",)
        case Visibility.PARTIES:
            return ("parties",)
        case Visibility.OWN_SERVICE:
            return (_service(service),) if service else ()
        case Visibility.OWN_PARTY | Visibility.MATCH:
            return (_party(owner),) if owner else ()


def audiences_of(by: Actor) -> frozenset[str]:
    """Return the marks that `by` holds; an object is seen when one of its marks is among them."""
    marks = {"public"}
    if by.operator:
        marks.add(EVERYTHING)
    if by.joined:
        marks.add("parties")
    marks.update(_party(party) for party in _own(by))
    marks.update(_service(service) for service in _services(by))
    return frozenset(marks)


def may_see(by: Actor, *, visibility: str, owner: str, service: str = "") -> bool:
    """Return whether `by` may read one object that is already in hand."""
    held = audiences_of(by)
    if EVERYTHING in held:
        return True
    return not held.isdisjoint(audience_of(visibility=visibility, owner=owner, service=service))


def comparable_by(by: Actor) -> Q:
    """Return the filter of what may be looked through for `by`, to say that something is alike.

    More than they may read: what is graded `match` is among it. Show of each what `visible_to`
    lets through as it is, and of the others what `veiled` gives, and nothing that would
    tell of their text: no score, no reason, no count of theirs by words that were asked for.
    """
    if by.operator:
        return Q()
    seen = visible_to(by)
    return seen | Q(visibility=Visibility.MATCH) if by.joined else seen


def veiled(*, visibility: str, kind: str, starts_on: date | None, contact: str) -> Veiled | None:
    """Return all that others may learn of a thing graded `match`; None of any other grade.

    For those who have joined and have something alike. `contact` is what the owner wrote down
    for this purpose.
    """
    if visibility != Visibility.MATCH:
        return None
    return Veiled(kind, starts_on, contact)


def may_act(by: Actor, *roles: Role, party: str = "") -> bool:
    """Return whether `by` is an operator or holds one of the roles.

    `party` (a public id): the roles count only when held for it, or for its heir. The
    secretariat of a party that has joined may act for every party: it keeps the record.
    """
    if by.operator or (Role.SECRETARIAT in roles and by.joined and Role.SECRETARIAT in by.roles):
        return True
    theirs = bool(by.party) and party in ("", by.party, *by.heir_to)
    return theirs and bool(by.roles & (set(roles) - {Role.SECRETARIAT}))

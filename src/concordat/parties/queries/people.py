"""Who a person is and acts for, as at a date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from concordat.parties.models import Affiliation, Party, Person
from concordat.parties.queries.history import History, read_history
from concordat.parties.queries.party import joined
from concordat.parties.words import (
    Actor,
    Certainty,
    MandateView,
    PartyKind,
    PartyRef,
    PersonView,
    PostView,
    Role,
    TieKind,
)


def actor_for(person: Person, *, party: str = "", on: date | None = None) -> Actor:
    """Return the person as an actor on `on` (None: today), for floor 5 alone to make.

    `party`: the slug of the party or service to act for, when a person has several posts;
    one they have no post in is not taken. When their party has a sole heir they act for the heir.
    Roles do not pass to an heir: whoever ran the one does not thereby run the other.
    """
    bare = Actor(name=str(person), person=person.public_id)
    if not person.is_active:
        return bare
    history = read_history(on or timezone.localdate())
    posts = _posts(person, history)
    chosen = _choice(posts, party)
    if chosen is None:
        return bare
    row, services = chosen.party, [service.public_id for service in chosen.services]
    return Actor(
        name=bare.name,
        person=bare.person,
        party=row.public_id,
        services=tuple(services),
        heir_to=tuple(gone.public_id for gone in history.heir_to(row)),
        roles=_roles(person, row, services, history),
        joined=joined(row, history) is Certainty.YES,
    )


@dataclass(slots=True)
class _Post:
    party: Party
    post: str
    services: list[Party] = field(default_factory=list)


def _choice(posts: Mapping[str, _Post], slug: str) -> _Post | None:
    """Return the post at the party or service of that slug, else the first."""
    fitting = (post for post in posts.values() if slug in {s.slug for s in post.services})
    return posts.get(slug) or next(fitting, None) or next(iter(posts.values()), None)


def _posts(person: Person, history: History) -> dict[str, _Post]:
    """Return by slug each party that the person works for, with their services below it."""
    found: dict[str, _Post] = {}
    rows = Affiliation.objects.filter(person=person).select_related("party")
    for post in rows:
        if post.period.covers(history.on) is not Certainty.YES:
            continue
        employer = history.sole_heir(employer_of(post.party, history)) or post.party
        held = found.setdefault(employer.slug, _Post(employer, post.post))
        if post.party.kind == PartyKind.KNOWLEDGE_SERVICE:
            held.services.append(post.party)
    return found


def employer_of(party: Party, history: History) -> Party:
    """Return the party that a knowledge service is part of; any other party itself."""
    if party.kind != PartyKind.KNOWLEDGE_SERVICE:
        return party
    for tie in party.ties.filter(kind=TieKind.PART_OF).select_related("to"):
        if tie.period.covers(history.on) is Certainty.YES:
            return tie.to
    return party


#: Given for a service, these would reach over the whole party: they count for a party alone.
_OF_A_PARTY = frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT, Role.DELEGATE})


def _roles(person: Person, party: Party, services: list[str], history: History) -> frozenset[Role]:
    found = set()
    for grant in person.grants.filter(party__public_id__in=[party.public_id, *services]):
        role = Role(grant.role)
        narrow = grant.party_id != party.pk and role in _OF_A_PARTY
        if not narrow and grant.period.covers(history.on) is Certainty.YES:
            found.add(role)
    return frozenset(found)


def posts_of(public_id: str, *, on: date | None = None) -> list[PostView]:
    """Return the parties that a person (public id) can act for on `on` (None: today)."""
    row = Person.objects.filter(public_id=public_id, erased_at=None).first()
    if row is None:
        return []
    history = read_history(on or timezone.localdate())
    return [
        PostView(history.ref(held.party), held.post, tuple(map(history.ref, held.services)))
        for held in _posts(row, history).values()
    ]


def party_named(public_id: str, *, on: date | None = None) -> PartyRef | None:
    """Return a party (public id) under its name on `on` (None: today)."""
    row = Party.objects.filter(public_id=public_id).first()
    return read_history(on or timezone.localdate()).ref(row) if row else None


def people_of(*, by: Actor, on: date | None = None) -> list[PersonView]:
    """Return who works for the party that `by` administers, on `on` (None: today), by name."""
    if not (by.party and by.may(Role.ADMINISTRATOR)):
        return []
    history = read_history(on or timezone.localdate())
    under = parties_under(by.party, history)
    rows = Affiliation.objects.filter(party__in=under).select_related("party", "person")
    there = {a.person for a in rows if a.period.covers(history.on) is not Certainty.NO}
    views = [_view(row, history, private=True) for row in there if row.erased_at is None]
    return sorted(views, key=lambda view: (view.name.casefold(), view.id))


def everybody(*, by: Actor) -> list[PersonView]:
    """Return all people who are not erased, by address. For an operator; others get none."""
    if not by.operator:
        return []
    history = read_history(timezone.localdate())
    rows = Person.objects.filter(erased_at=None).order_by("email")
    return [_view(row, history, private=True) for row in rows]


def parties_administered(*, by: Actor, on: date | None = None) -> list[PartyRef]:
    """Return the party that `by` administers and the services that are part of it."""
    if not (by.party and by.may(Role.ADMINISTRATOR)):
        return []
    history = read_history(on or timezone.localdate())
    return [history.ref(party) for party in parties_under(by.party, history)]


def parties_under(public_id: str, history: History) -> list[Party]:
    """Return a party (public id) and the knowledge services that are part of it."""
    services = Party.objects.filter(kind=PartyKind.KNOWLEDGE_SERVICE, ties__to__public_id=public_id)
    below = [s for s in services.distinct() if employer_of(s, history).public_id == public_id]
    return [*Party.objects.filter(public_id=public_id), *below]


def may_speak_for(person: str, party: str, *, on: date, scope: str = "") -> Certainty:
    """Return whether a person (public id) had a mandate to speak for a party (slug) on `on`.

    A mandate on everything covers every `scope`; one with a scope covers that alone.
    """
    row = Person.objects.filter(public_id=person, erased_at=None).first()
    if row is None:
        return Certainty.NO
    mandates = row.mandates.filter(party__slug=party)
    fitting = [m for m in mandates if not m.scope or m.scope.casefold() == scope.casefold()]
    return max((m.period.covers(on) for m in fitting), default=Certainty.NO)


def person(public_id: str, *, by: Actor, on: date | None = None) -> PersonView | None:
    """Return a person; None: no such, erased, or not for `by` to see.

    Members of the parties see one another's names and posts; the address is shown to the
    person alone, and to an operator.
    """
    if not (by.operator or by.joined or by.person == public_id):
        return None
    row = Person.objects.filter(public_id=public_id, erased_at=None).first()
    private = by.operator or by.person == public_id
    return _view(row, read_history(on), private=private) if row else None


def export_person(public_id: str, *, by: Actor) -> PersonView | None:
    """Return all that is kept of a person at any date, for themselves or an operator."""
    if not (by.operator or by.person == public_id):
        return None
    return person(public_id, by=by)


def _view(row: Person, history: History, *, private: bool) -> PersonView:
    return PersonView(
        id=row.public_id,
        name=row.name,
        email=row.email if private else "",
        affiliations=tuple(
            (history.ref(a.party), a.post, a.period)
            for a in row.affiliations.select_related("party")
        ),
        roles=tuple(
            (history.ref(g.party), Role(g.role), g.period)
            for g in row.grants.select_related("party")
        ),
        mandates=tuple(
            MandateView(m.public_id, history.ref(m.party), m.scope, m.period, m.given_by)
            for m in row.mandates.select_related("party")
        ),
    )

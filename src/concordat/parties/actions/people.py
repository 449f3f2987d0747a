"""People: make their identity, say where they work, what they do, and for whom they speak."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from concordat.parties.actions.audit import note
from concordat.parties.actions.facts import WrongFactError, day_of, known_party, text_of
from concordat.parties.actions.rights import require, require_over
from concordat.parties.models import Affiliation, Mandate, Party, Person, RoleGrant
from concordat.parties.queries.history import History
from concordat.parties.queries.people import employer_of
from concordat.parties.rows import NAME
from concordat.parties.words import Actor, Certainty, Day, Role


@transaction.atomic
def create_person(*, by: Actor, email: str, name: str, password: str | None = None) -> str:
    """Make a person who can sign in, and return the public id.

    Without a password nobody can sign in as them until they set one. Raises
    WrongFactError, NotAllowedError. The audit row holds neither address nor name.
    """
    require(by, Role.ADMINISTRATOR, Role.SECRETARIAT)
    return _make(by=by, email=email, name=name, password=password).public_id


def _make(*, by: Actor, email: str, name: str, password: str | None) -> Person:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise WrongFactError("email", "Write an e-mail address, such as name@place.uk.") from error
    if Person.objects.filter(email=email).exists():
        raise WrongFactError("email", "Somebody has that address already.")
    name = text_of("name", name, limit=NAME)
    if password is not None:
        check_password(password, Person(email=email, name=name))
    person = Person.objects.create_user(email, password, name=name)
    note(by=by, deed="create person", about=f"person:{person.public_id}")
    return person


def check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise WrongFactError("password", " ".join(error.messages)) from error


@transaction.atomic
def affiliate(
    *, by: Actor, person: str, party: str, post: str = "", since: Day | date | None = None
) -> str:
    """Record where a person (public id) works from `since`; return the public id of the post."""
    row = known_party("party", party)
    require_over(by, Role.ADMINISTRATOR, party=row)
    kept = Affiliation.objects.create(
        person=known_person(person), party=row, post=post.strip(), since=day_of(since)
    )
    changed = {"party": party, "post": post, "since": since}
    note(by=by, deed="affiliate", about=f"person:{person}", changed=changed)
    return kept.public_id


@transaction.atomic
def grant_role(
    *,
    by: Actor,
    person: str,
    party: str,
    role: Role,
    since: Day | date | None = None,
    until: Day | date | None = None,
) -> str:
    """Give a person (public id) a role for a party; return the public id of the grant.

    Only the secretariat gives the role of the secretariat, or nobody could trust the record.
    """
    row = known_party("party", party)
    if role is Role.SECRETARIAT:
        require(by, Role.SECRETARIAT)
    else:
        require_over(by, Role.ADMINISTRATOR, party=row)
    kept = RoleGrant.objects.create(
        person=known_person(person),
        party=row,
        role=role.value,
        since=day_of(since),
        until=day_of(until),
    )
    changed = {"party": party, "role": role, "since": since, "until": until}
    note(by=by, deed="grant role", about=f"person:{person}", changed=changed)
    return kept.public_id


@transaction.atomic
def appoint(
    *,
    by: Actor,
    person: str,
    party: str,
    since: Day | date,
    until: Day | date | None = None,
    scope: str = "",
    given_by: str = "",
) -> str:
    """Give a person (public id) a mandate to speak for a party; return its public id.

    `scope`: on what; empty: on everything. `given_by`: the officer or body, as written.
    """
    row = known_party("party", party)
    require(by, Role.ADMINISTRATOR, party=row.public_id)
    kept = Mandate.objects.create(
        person=known_person(person),
        party=row,
        since=day_of(since),
        until=day_of(until),
        scope=scope.strip(),
        given_by=given_by.strip(),
    )
    changed = {"party": party, "scope": scope, "since": since, "until": until}
    note(by=by, deed="appoint", about=f"person:{person}", changed=changed)
    return kept.public_id


@transaction.atomic
def revoke_role(*, by: Actor, person: str, party: str, role: Role, on: Day | date) -> None:
    """Take a role for a party from a person (public id), from the day `on`.

    Raises WrongFactError when they do not hold it. What it let them invite is withdrawn.
    """
    row, who = known_party("party", party), known_person(person)
    if role is Role.SECRETARIAT:
        require(by, Role.SECRETARIAT)
    elif by.person != person:
        require_over(by, Role.ADMINISTRATOR, party=row)
    ended = _end(who.grants.filter(party=row, role=role.value), on)
    if not ended:
        raise WrongFactError("role", f"They are not {role} for {party}.")
    if role is Role.ADMINISTRATOR:
        _withdraw_invitations(who, [row])
    changed = {"party": party, "role": role, "on": on}
    note(by=by, deed="revoke role", about=f"person:{person}", changed=changed)


@transaction.atomic
def leave_post(*, by: Actor, person: str, party: str, on: Day | date) -> None:
    """End a person's posts, roles and mandates at a party on `on`. The person stays who they are.

    Leaving a knowledge service, when it was their only post below its party, ends what they
    hold for that party too. Raises WrongFactError when there is nothing to end.
    """
    row, who = known_party("party", party), known_person(person)
    if by.person != person:
        require_over(by, Role.ADMINISTRATOR, party=row)
    ended = _end(who.affiliations.filter(party=row), on)
    left = [row, *_left_with(who, row, on)]
    ended += _end(who.grants.filter(party__in=left), on)
    ended += _end(who.mandates.filter(party__in=left), on)
    if not ended:
        raise WrongFactError("person", f"They hold nothing at {party}.")
    _withdraw_invitations(who, left)
    note(by=by, deed="leave post", about=f"person:{person}", changed={"party": party, "on": on})


def _end(rows: Iterable[Affiliation | RoleGrant | Mandate], on: Day | date) -> int:
    """Let rows end on a day, unless they have ended by then; return how many did."""
    ended = 0
    for held in rows:
        if held.until is None or held.until.by(_date(on)) is not Certainty.YES:
            held.until = day_of(on)
            held.save(update_fields=["until"])
            ended += 1
    return ended


def _date(on: Day | date) -> date:
    """Return the last day that `on` may be, as far as known."""
    return on if isinstance(on, date) else on.latest or timezone.localdate()


def _left_with(person: Person, service: Party, on: Day | date) -> list[Party]:
    """Return the party of a knowledge service when no other post of the person is below it."""
    day = _date(on)
    history = History(day)
    employer = employer_of(service, history)
    if employer == service:
        return []
    others = person.affiliations.exclude(party=service).select_related("party")
    still = [a for a in others if a.period.covers(day) is not Certainty.NO]
    return [] if any(employer_of(a.party, history) == employer for a in still) else [employer]


def _withdraw_invitations(person: Person, parties: Sequence[Party]) -> None:
    """An invitation outlives nobody's right to give it."""
    waiting = person.invited.filter(party__in=parties, accepted_at=None, withdrawn_at=None)
    waiting.update(withdrawn_at=timezone.now())


def known_person(public_id: str) -> Person:
    """Return a person who is not erased, or raise WrongFactError."""
    person = Person.objects.filter(public_id=public_id, erased_at=None).first()
    if person is None:
        raise WrongFactError("person", f"There is no person {public_id}.")
    return person

"""People: make their identity, say where they work, what they do, and for whom they speak."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from concordat.parties.actions.audit import note
from concordat.parties.actions.facts import WrongFactError, day_of, known_party, text_of
from concordat.parties.actions.rights import require
from concordat.parties.models import Affiliation, Mandate, Person, RoleGrant
from concordat.parties.models.fact import NAME
from concordat.parties.words import Actor, Day, Role


@transaction.atomic
def create_person(*, by: Actor, email: str, name: str, password: str | None = None) -> str:
    """Make a person who can sign in, and return the public id.

    Without a password nobody can sign in as them until they set one. Raises
    WrongFactError, NotAllowedError. The audit row holds neither address nor name.
    """
    require(by, Role.ADMINISTRATOR, Role.SECRETARIAT)
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise WrongFactError("email", "Write an e-mail address, such as name@place.uk.") from error
    if Person.objects.filter(email=email).exists():
        raise WrongFactError("email", "Somebody has that address already.")
    name = text_of("name", name, limit=NAME)
    if password is not None:
        _check_password(password, Person(email=email, name=name))
    person = Person.objects.create_user(email, password, name=name)
    note(by=by, deed="create person", about=f"person:{person.public_id}")
    return person.public_id


def _check_password(password: str, person: Person) -> None:
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
    require(by, Role.ADMINISTRATOR, party=row.public_id)
    kept = Affiliation.objects.create(
        person=_person(person), party=row, post=post.strip(), since=day_of(since)
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
        require(by, Role.ADMINISTRATOR, party=row.public_id)
    kept = RoleGrant.objects.create(
        person=_person(person),
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
        person=_person(person),
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
def leave_post(*, by: Actor, person: str, party: str, on: Day | date) -> None:
    """End a person's posts, roles and mandates at a party on `on`. The person stays who they are.

    Raises WrongFactError when there is nothing to end.
    """
    row, who = known_party("party", party), _person(person)
    if by.person != person:
        require(by, Role.ADMINISTRATOR, party=row.public_id)
    ended = 0
    for model in (Affiliation, RoleGrant, Mandate):
        for held in model._default_manager.filter(person=who, party=row):
            if held.until is None:
                held.until = day_of(on)
                held.save(update_fields=["until"])
                ended += 1
    if not ended:
        raise WrongFactError("person", f"They hold nothing at {party}.")
    note(by=by, deed="leave post", about=f"person:{person}", changed={"party": party, "on": on})


def _person(public_id: str) -> Person:
    person = Person.objects.filter(public_id=public_id, erased_at=None).first()
    if person is None:
        raise WrongFactError("person", f"There is no person {public_id}.")
    return person

"""Load the people of a demonstration from a reviewed file. Loading twice changes nothing.

[[person]]
email = "ada.fenwick@wexbourne.example"   # by which they are known again
name = "Ada Fenwick"
party = "wexbourne-royal"                 # slug of a party or of a service below one
post = "Ward sister"
roles = ["reader"]                        # values of parties.words.Role, held for ...
for = "wexbourne-royal"                   # ... this party; left out: for `party`
from = 2025-04-01
mandate = "evidence"                      # speaks for the party on this; "*": everything
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from concordat.parties.actions.audit import note
from concordat.parties.actions.facts import WrongFactError
from concordat.parties.actions.invitations import address_of
from concordat.parties.actions.keeping import Tally, keep
from concordat.parties.actions.people import check_password
from concordat.parties.actions.rights import require
from concordat.parties.models import Affiliation, Mandate, Party, Person, RoleGrant
from concordat.parties.words import Actor, Day, LoadReport, Role

_KEYS = frozenset({"email", "name", "about", "party", "post", "roles", "for", "from", "mandate"})


def load_people(*, file: Path, password: str, by: Actor) -> LoadReport:
    """Load people with posts, roles and mandates; new ones get `password`. Operators alone.

    Somebody who is there already keeps their password. A table that cannot be used is left
    out with a complaint; the rest is loaded, all in one transaction.
    """
    require(by)
    tables, complaints = _read(file)
    check_password(password, Person())
    tally = Tally()
    with transaction.atomic():
        for number, table in enumerate(tables, start=1):
            try:
                _keep(table, password, tally)
            except WrongFactError as error:
                complaints.append(f"{file.name}: person {number}: {error}")
        if tally.wrote:
            counts = {"new": tally.new, "changed": tally.changed}
            note(by=by, deed="load people", about=f"content:{file.name}", changed=counts)
    return LoadReport(
        new=tally.new,
        changed=tally.changed,
        unchanged=tally.unchanged,
        files=1,
        complaints=tuple(complaints),
    )


def _read(file: Path) -> tuple[list[Mapping[str, Any]], list[str]]:
    try:
        tables = tomllib.loads(file.read_text("utf-8")).get("person", [])
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return [], [f"{file.name}: it cannot be read as TOML ({error})."]
    return tables, []


def _keep(table: Mapping[str, Any], password: str, tally: Tally) -> None:
    _refuse_unknown(table)
    party, held_for = (
        _party(table["party"]),
        _party(table.get("for", table["party"])),
    )
    roles = [_role(role) for role in table.get("roles", [])]
    since = Day.of(table["from"])
    person = _person(table, password, tally)
    keep(
        Affiliation,
        {"person": person, "party": party},
        {"post": table.get("post", ""), "since": since},
        tally,
    )
    for role in roles:
        key = {"person": person, "party": held_for, "role": role.value}
        keep(RoleGrant, key, {"since": since}, tally)
    if mandate := table.get("mandate"):
        scope = "" if mandate == "*" else mandate
        keep(
            Mandate, {"person": person, "party": held_for, "scope": scope}, {"since": since}, tally
        )


def _refuse_unknown(table: Mapping[str, Any]) -> None:
    for key in sorted(table.keys() - _KEYS):
        raise WrongFactError(key, "There is no such key for a person.")
    for key in ("email", "name", "party", "from"):
        if not table.get(key):
            raise WrongFactError(key, "It is missing.")
    if not isinstance(table["from"], date):
        raise WrongFactError("from", "Write a date, such as 2025-04-01 without quotes.")


def _party(slug: str) -> Party:
    party = Party.objects.filter(slug=slug).first()
    if party is None:
        raise WrongFactError("party", f"There is no party “{slug}”.")
    return party


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError:
        raise WrongFactError("roles", f"“{text}” is no role; use {', '.join(Role)}.") from None


def _person(table: Mapping[str, Any], password: str, tally: Tally) -> Person:
    email = address_of(table["email"])
    person = Person.objects.filter(email=email).first()
    if person is None:
        tally.new += 1
        return Person.objects.create_user(email, password, name=table["name"])
    if person.name != table["name"]:
        person.name = table["name"]
        person.save(update_fields=["name"])
        tally.changed += 1
    return person

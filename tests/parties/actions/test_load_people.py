"""The people of a demonstration: loaded twice they are the same, and bad lines are named."""

from pathlib import Path

import pytest

from concordat.parties import actions, models, queries
from concordat.parties.words import OPERATOR, Role
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db
PASSWORD = "made on this machine"


def test_the_reviewed_people_load_and_stay() -> None:
    for folder in ("parties", "demo/parties"):
        actions.load_parties(folder=ROOT / "content" / folder, by=OPERATOR)
    file = ROOT / "content" / "demo" / "people.toml"
    first = actions.load_people(file=file, password=PASSWORD, by=OPERATOR)
    assert (first.complaints, first.changed) == ((), 0)
    assert models.Person.objects.count() == 12
    again = actions.load_people(file=file, password="another password", by=OPERATOR)
    assert (again.new, again.changed, again.complaints) == (0, 0, ())
    people = models.Person.objects.all()
    assert all(person.check_password(PASSWORD) for person in people)
    held = {role for person in people for role in queries.actor_for(person).roles}
    assert held == set(Role)
    for person in people:
        assert person.email.endswith(".example")
        assert queries.actor_for(person).joined
        assert "(invented)" in str(queries.posts_of(person.public_id)[0].party.name)


def test_bad_tables_are_named_and_the_rest_is_loaded(tmp_path: Path) -> None:
    actions.load_parties(folder=ROOT / "content" / "demo" / "parties", by=OPERATOR)
    good = 'email = "a@b.example"\nname = "A"\nparty = "marl-vale"\nfrom = 2025-04-01\n'
    tables = [
        good,
        good.replace("marl-vale", "nowhere"),
        good.replace("a@b.example", "nobody"),
        good + 'roles = ["king"]\n',
        good + "height = 3\n",
        good.replace("2025-04-01", '"soon"'),
    ]
    file = tmp_path / "people.toml"
    file.write_text("".join(f"[[person]]\n{table}" for table in tables))
    report = actions.load_people(file=file, password=PASSWORD, by=OPERATOR)
    assert models.Person.objects.count() == 1
    said = " ".join(report.complaints)
    assert len(report.complaints) == 5
    for word in ("person 2", "nowhere", "person 3", "person 4", "king", "height", "Write a date"):
        assert word in said

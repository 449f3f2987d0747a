"""The invented life of the demonstration loads whole, twice the same, about invented parties."""

import tomllib
from pathlib import Path

import pytest

from concordat.forum import actions, queries
from concordat.forum.models import Letter
from concordat.forum.words import ItemKind, MeetingState, MinutesState
from concordat.parties import actions as parties
from concordat.parties import queries as known
from concordat.parties.words import OPERATOR, VISITOR
from tests.forum import universe
from tests.forum.universe import CONTENT

FOLDER = CONTENT / "demo" / "forum"


@pytest.mark.django_db
def test_it_loads_whole_and_twice_changes_nothing() -> None:
    parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)
    report = actions.load_demo(folder=FOLDER, by=OPERATOR)
    assert report.complaints == ()
    assert report.new > 10
    again = actions.load_demo(folder=FOLDER, by=OPERATOR)
    assert (again.new, again.complaints) == (0, ())
    coming, held, earlier = queries.meetings(by=OPERATOR)
    assert earlier.minutes is MinutesState.PUBLISHED
    (public,) = queries.decisions(by=VISITOR)
    assert public.citations
    assert public.quorate
    assert "14,000" not in repr(queries.minutes(earlier.id, by=VISITOR))
    assert (coming.state, held.state) == (MeetingState.CALLED, MeetingState.CLOSED)
    assert coming.starts_at > universe.now()
    assert {item.kind for item in coming.items} >= {
        ItemKind.MINUTES,
        ItemKind.QUESTION,
        ItemKind.ACTION,
    }
    assert held.quorum.met
    assert held.decisions[0].citations
    assert held.minutes is MinutesState.CIRCULATED
    assert not Letter.objects.filter(sent_at=None).exists()
    report_of_year = queries.year_report("wexbourne-and-marl", universe.today().year, by=OPERATOR)
    assert report_of_year is not None


@pytest.mark.django_db
def test_without_its_parties_nothing_is_loaded_and_it_says_so() -> None:
    report = actions.load_demo(folder=FOLDER, by=OPERATOR)
    assert "there is no party" in report.complaints[0]
    assert known.agreement("wexbourne-and-marl-compact", by=OPERATOR) is None
    assert queries.forums(on=universe.today()) == []


@pytest.mark.django_db
def test_a_broken_file_is_a_complaint(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text("[[forum\n")
    assert (
        "Nothing of it was loaded" in actions.load_demo(folder=tmp_path, by=OPERATOR).complaints[0]
    )


def test_every_party_named_is_invented() -> None:
    invented = set(
        tomllib.loads((CONTENT / "demo" / "invented.toml").read_text("utf-8"))["region"][
            "organisations"
        ]
    )
    named: set[str] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key, held in value.items():
                if key in ("party", "of", "lead", "owner") and isinstance(held, str):
                    named.add(held)
                elif key in ("signers", "partners") and isinstance(held, list):
                    named.update(held)
                else:
                    walk(held)
        elif isinstance(value, list):
            for each in value:
                walk(each)

    for path in FOLDER.glob("*.toml"):
        walk(tomllib.loads(path.read_text("utf-8")))
    assert named
    assert named <= invented, named - invented

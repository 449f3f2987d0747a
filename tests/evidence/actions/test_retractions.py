"""A list of retractions: what is held falls at once, what comes later falls when it comes."""

import json
from pathlib import Path

import pytest

from concordat.evidence import queries
from concordat.evidence.actions import load_retractions, load_world
from concordat.evidence.words import Standing, WorkView
from concordat.parties.actions import NotAllowedError
from concordat.parties.words import OPERATOR, VISITOR

pytestmark = pytest.mark.django_db


def world(folder: Path, *dois: str) -> None:
    folder.mkdir(exist_ok=True)
    lines = [
        {
            "title": f"An invented trial number {doi}",
            "year": 2010,
            "identifiers": [{"scheme": "doi", "value": doi}],
            "source": "invented",
        }
        for doi in dois
    ]
    (folder / "works.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    load_world(folder=folder, by=OPERATOR)


def work(doi: str) -> WorkView:
    found = queries.work_named(f"doi:{doi}", by=VISITOR)
    assert isinstance(found, WorkView)
    return found


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    file = tmp_path / "list.csv"
    file.write_text(
        "doi,notice_doi,date\n10.5555/held,10.5555/notice,2016-02-01\n10.5555/later,10.5555/n2,\n"
    )
    return file


def test_a_work_that_is_held_falls_with_date_and_notice(tmp_path: Path, listed: Path) -> None:
    world(tmp_path / "w", "10.5555/held", "10.5555/other")
    before = work("10.5555/held")
    report = load_retractions(file=listed, by=OPERATOR, source="rw", name="A list")
    assert (report.pairs, report.new, report.held, report.changed) == (2, 2, 1, 1)
    fallen = work("10.5555/held")
    assert (fallen.standing, fallen.standing_on) == (Standing.RETRACTED, "2016-02-01")
    assert fallen.standing_source == "A list"
    assert [(each.relation, each.title) for each in fallen.links] == [
        ("retraction notice", "DOI 10.5555/notice")
    ]
    assert fallen.revision > before.revision
    assert work("10.5555/other").standing is Standing.PUBLISHED
    last = queries.changes_since(before.revision)[-1]
    assert (last.work, last.change) == (fallen.id, "standing")


def test_a_work_that_comes_later_has_fallen_when_it_comes(tmp_path: Path, listed: Path) -> None:
    load_retractions(file=listed, by=OPERATOR)
    world(tmp_path / "w", "10.5555/later")
    assert work("10.5555/later").standing is Standing.RETRACTED
    assert [each.view and each.view.standing for each in queries.changes_since(0)] == [
        Standing.RETRACTED
    ]


def test_twice_changes_nothing(tmp_path: Path, listed: Path) -> None:
    world(tmp_path / "w", "10.5555/held")
    load_retractions(file=listed, by=OPERATOR)
    revision = queries.latest_revision()
    again = load_retractions(file=listed, by=OPERATOR)
    assert (again.pairs, again.new, again.held, again.changed) == (2, 0, 1, 0)
    assert queries.latest_revision() == revision


def test_only_who_may(listed: Path) -> None:
    with pytest.raises(NotAllowedError):
        load_retractions(file=listed, by=VISITOR)


def test_a_file_that_is_no_list_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("title\nx\n")
    with pytest.raises(ValueError, match="column `doi`"):
        load_retractions(file=file, by=OPERATOR)

"""The demonstration world is loaded, twice if need be."""

import json
from pathlib import Path

import pytest

from concordat.evidence.actions import load_world
from concordat.evidence.models import Source
from concordat.evidence.queries import freshness, inventory, latest_revision, published_by
from concordat.evidence.queries import work_named as named
from concordat.evidence.words import Kind, Standing, WorkView
from concordat.parties import actions as parties
from concordat.parties.words import OPERATOR, VISITOR
from tests.conftest import ROOT
from tests.parties.universe import found as found_party

pytestmark = pytest.mark.django_db

SOURCES = """
[[source]]
slug = "shelf-list"
name = "The shelf list of Larkshire"
licence = "CC0 1.0"
taken = "Everything."
as_of = "2014"
address = "https://example.org"
"""
WORK = {"title": "Salt", "year": 2001, "identifiers": [{"scheme": "pmid", "value": "1"}]}
OLD = {
    "title": "Guide to salt",
    "identifiers": [{"scheme": "url", "value": "https://example.org/salt"}],
    "source": "shelf-list",
    "party": "larkshire",
    "kind": "guidance",
    "code": "L1",
    "standing": "replaced",
    "standing_on": "2020-01-01",
    "standing_source": "https://example.org/list",
    "replaced_by": {"scheme": "doi", "value": "10.1000/NEW"},
}
NEW = {"title": "New guide", "identifiers": [{"scheme": "doi", "value": "10.1000/new"}]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found_party("larkshire")
    (tmp_path / "sources.toml").write_text(SOURCES)
    write(tmp_path / "works.jsonl", WORK | {"source": "shelf-list"}, NEW)
    write(tmp_path / "guidance.jsonl", OLD)
    return tmp_path


def write(path: Path, *lines: dict[str, object] | str) -> None:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(texts) + "\n")


def view(name: str) -> WorkView:
    shown = named(name, by=VISITOR)
    assert isinstance(shown, WorkView)
    return shown


def test_a_world_is_loaded_and_twice_changes_nothing(folder: Path) -> None:
    told: list[tuple[str, int, int]] = []
    report = load_world(
        folder=folder,
        by=OPERATOR,
        progress=lambda name, done, all_: told.append((name, done, all_)),
    )
    assert (report.found, report.taken, report.files) == (3, 3, 2)
    assert report.complaints == ()
    assert told[-1] == ("guidance.jsonl", 1, 1)
    before = latest_revision()
    assert load_world(folder=folder, by=OPERATOR).unchanged == 3
    assert latest_revision() == before


def test_sources_have_their_names_and_licences(folder: Path) -> None:
    load_world(folder=folder, by=OPERATOR)
    kept = {each.source: each for each in freshness()}["shelf-list"]
    assert (kept.name, kept.licence) == ("The shelf list of Larkshire", "CC0 1.0")
    assert kept.records == 2
    assert Source.objects.get(slug="shelf-list").as_of == "2014"
    assert dict(kept.counts)["taken"] == 1, "of the last file"
    assert dict(view("pmid:1").origins)["title"].source_name == "The shelf list of Larkshire"


def test_guidance_has_its_party_kind_and_standing(folder: Path) -> None:
    load_world(folder=folder, by=OPERATOR)
    (guide,) = published_by("larkshire", by=VISITOR)
    assert (guide.kind, guide.kind_reason) == (Kind.GUIDANCE, "So listed by shelf-list.")
    assert guide.standing is Standing.REPLACED
    assert (guide.standing_on, guide.standing_source) == (
        "2020-01-01",
        "https://example.org/list",
    )
    assert [(each.relation, each.title) for each in guide.links] == [("replaced by", "New guide")]
    assert [each.relation for each in view("doi:10.1000/new").links] == ["replaces"]


def test_a_line_that_is_wrong_is_set_aside_with_its_place(folder: Path) -> None:
    write(
        folder / "works.jsonl",
        WORK,
        "{not json",
        {"title": " "},
        {"title": "No kind", "kind": "sermon"},
        {"title": "Stray", "party": "nobody"},
    )
    report = load_world(folder=folder, by=OPERATOR)
    assert (report.taken, report.set_aside) == (3, 3)
    text = "\n".join(report.complaints)
    for place in ("works.jsonl: line 2", "works.jsonl: line 3", "sermon", "no party 'nobody'"):
        assert place in text


def test_the_real_demonstration_world_loads_whole_and_twice() -> None:
    content = ROOT / "content"
    if not (content / "demo" / "works.jsonl").exists():
        pytest.skip("LOUD: content/demo/works.jsonl is not there: the real world was not tried")
    parties.load_parties(folder=content / "parties", by=OPERATOR)
    report = load_world(folder=content / "demo", by=OPERATOR)
    assert report.complaints == ()
    assert report.taken + report.merged == report.found >= 1700
    inside = inventory(by=VISITOR)
    assert inside.total == report.taken
    assert dict(inside.kinds)[Kind.GUIDANCE] > 100
    again = load_world(folder=content / "demo", by=OPERATOR)
    assert again.unchanged == report.found

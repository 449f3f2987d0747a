"""The dump holds everything public, nothing private, and is what its schemas say."""

import csv
import dataclasses
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from concordat.commands.dump import copy_documents, data_sets, write
from concordat.delivery import actions as delivery
from concordat.delivery import queries
from concordat.evidence import actions as evidence
from concordat.evidence.models import Work
from concordat.forum import actions as forum
from concordat.forum.words import MeetingState
from concordat.parties import actions as parties
from concordat.parties.words import OPERATOR, VISITOR
from tests.conftest import ROOT
from tests.delivery import fallen
from tests.forum import universe

RIS = """TY  - JOUR
TI  - =Salt and water
DO  - 10.1000/salt
ER  -
TY  - JOUR
TI  - Of one party only
DO  - 10.1000/private
ER  -
"""


@pytest.fixture
def dumped(db: None, settings: object, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path / "data"  # type: ignore[attr-defined]
    (tmp_path / "works.ris").write_text(RIS)
    parties.load_parties(folder=ROOT / "content" / "parties", by=OPERATOR)
    parties.load_agreements(folder=ROOT / "content" / "agreements", by=OPERATOR)
    evidence.ingest(paths=[tmp_path / "works.ris"], by=OPERATOR)
    Work.objects.filter(title="Of one party only").update(visibility="own party")
    folder = tmp_path / "open"
    folder.mkdir()
    for data in data_sets():
        write(data, folder)
    return folder


def test_everything_public_and_nothing_private(dumped: Path) -> None:
    works = [json.loads(line) for line in (dumped / "works.jsonl").read_text().splitlines()]
    assert [work["title"] for work in works] == ["=Salt and water"]
    agreement = json.loads((dumped / "agreements.jsonl").read_text().splitlines()[0])
    assert {"forum", "ambition-1"} <= {clause["key"] for clause in agreement["clauses"]}
    everything = b"".join(path.read_bytes() for path in dumped.iterdir())
    assert b"Of one party only" not in everything
    assert b"10.1000/private" not in everything


def test_each_line_is_what_its_schema_says(dumped: Path) -> None:
    for data in data_sets():
        schema = json.loads((dumped / f"{data.name}.schema.json").read_text())
        judge = Draft202012Validator(schema)
        for line in (dumped / f"{data.name}.jsonl").read_text().splitlines():
            judge.validate(json.loads(line))


def test_packs_and_minutes_are_what_their_schemas_say(successor: Path) -> None:
    for data in data_sets():
        judge = Draft202012Validator(
            json.loads((successor / f"{data.name}.schema.json").read_text())
        )
        for line in lines(successor, data.name):
            judge.validate(line)


def test_the_table_says_the_same_and_runs_nothing(dumped: Path) -> None:
    with (dumped / "works.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["title"] == "'=Salt and water"
    assert json.loads(rows[0]["identifiers"])[0]["value"] == "10.1000/salt"


@pytest.fixture
def successor(db: None, settings: object, tmp_path: Path) -> Path:
    """The dump of a world with packs, a forum and a document, as a successor gets it."""
    settings.DATA_DIR = tmp_path / "data"  # type: ignore[attr-defined]
    parties.load_parties(folder=ROOT / "content" / "parties", by=OPERATOR)
    parties.load_agreements(folder=ROOT / "content" / "agreements", by=OPERATOR)
    parties.keep_document(
        by=OPERATOR,
        agreement="concordat",
        title="A scan",
        chunks=[b"%PDF-1.7 invented"],
        published_on=None,
    )
    (tmp_path / "world").mkdir()
    nowhere = fallen.build(tmp_path / "world")
    body = queries.pack("salt", by=VISITOR)
    assert body is not None
    delivery.publish_pack(
        slug="salt",
        owner="library",
        works=body.works,
        body=dataclasses.replace(body.body, lines=("Another line.",)),
        by=nowhere.ada,
    )
    meet()
    folder = tmp_path / "open"
    folder.mkdir()
    for data in data_sets():
        write(data, folder)
    assert copy_documents(folder / "documents") == 1
    return folder


def meet() -> None:
    """Two meetings: minutes of the first are approved by the second, then published."""
    region = universe.build()
    by, now = region.actor("hester"), universe.now()
    first = universe.opened(region, *universe.THREE, days=-1, title="Earlier")
    forum.decide(by=by, meeting=first, text="One bulletin.", now=now)
    forum.set_state(by=by, meeting=first, state=MeetingState.CLOSED, now=now)
    forum.draft_minutes(by=by, meeting=first, now=now)
    forum.circulate_minutes(by=by, meeting=first)
    second = universe.opened(region, *universe.THREE, days=2, title="Later")
    approval = forum.decide(by=by, meeting=second, text="Kept to members.", now=now)
    forum.approve_minutes(by=by, meeting=first, decision=approval, now=now)
    forum.withhold_passage(by=by, meeting=first, passage="Iona", reason="personal")
    forum.publish_minutes(by=by, meeting=first, now=now)


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text().splitlines()]


def test_a_successor_rebuilds_the_record_with_json_and_csv_alone(successor: Path) -> None:
    concordat = next(each for each in lines(successor, "agreements") if each["slug"] == "concordat")
    assert len(concordat["signatures"]) == 5
    assert len(concordat["support"]) == 1
    (hee,) = (each for each in lines(successor, "parties") if each["slug"] == "hee")
    (event,) = (one for one in lines(successor, "successions") if one["slug"] == "hee-2023")
    assert {part["giver"]["id"] for part in event["parts"]} == {hee["id"]}
    packs = lines(successor, "packs")
    assert [(each["slug"], each["number"]) for each in packs] == [("salt", 1), ("salt", 2)]
    works = {each["id"]: each for each in lines(successor, "works")}
    assert set(packs[0]["works"]) <= works.keys()
    (decision,) = lines(successor, "decisions")
    assert decision["text"] == "One bulletin."
    kept = decision["publication"]
    assert sha256(kept["text"].encode()).hexdigest() == kept["sha256"]
    (minutes,) = lines(successor, "minutes")
    assert "[withheld: personal]" in minutes["text"]
    for data in data_sets():
        with (successor / f"{data.name}.csv").open(newline="", encoding="utf-8-sig") as file:
            assert len(list(csv.DictReader(file))) == len(lines(successor, data.name)), data.name


def test_what_members_keep_is_not_in_it(successor: Path) -> None:
    everything = b"".join(path.read_bytes() for path in successor.rglob("*") if path.is_file())
    assert b"Kept to members." not in everything
    assert b"Iona" not in everything
    (document,) = (successor / "documents").iterdir()
    assert document.stem == sha256(document.read_bytes()).hexdigest()

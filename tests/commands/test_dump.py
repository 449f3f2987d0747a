"""The dump holds everything public, nothing private, and is what its schemas say."""

import csv
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from concordat.commands.dump import data_sets, write
from concordat.evidence import actions as evidence
from concordat.evidence.models import Work
from concordat.parties import actions as parties
from concordat.parties.words import OPERATOR
from tests.conftest import ROOT

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


def test_the_table_says_the_same_and_runs_nothing(dumped: Path) -> None:
    with (dumped / "works.csv").open(newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["title"] == "'=Salt and water"
    assert json.loads(rows[0]["identifiers"])[0]["value"] == "10.1000/salt"

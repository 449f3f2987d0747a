"""`concordat parties` and `concordat audit`, each tried as a process of its own."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Copy


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory, fresh_installation: Copy) -> Path:
    folder = fresh_installation(tmp_path_factory.mktemp("parties") / "data")
    run = concordat(folder, "parties", "load", "content")
    assert run.returncode == 0, run.stderr
    return folder


def concordat(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    outside = ("SECRET_KEY", "AUDIT_KEY", "DJANGO_SETTINGS_MODULE")
    clean = {key: value for key, value in os.environ.items() if key not in outside}
    return subprocess.run(
        [sys.executable, "-c", "from concordat.commands import main; main()", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**clean, "PYTHONPATH": "src", "DATA_DIR": str(data_dir)},
    )


def test_show_as_at_a_day(loaded: Path) -> None:
    before = concordat(loaded, "parties", "show", "concordat", "--on", "2022-10-01")
    today = concordat(loaded, "parties", "show", "concordat", "--on", "2026-01-01")
    assert "5 as signed (0 more possibly), held by 5 bodies" in before.stdout
    assert "5 as signed (0 more possibly), held by 4 bodies" in today.stdout
    hee = concordat(loaded, "parties", "show", "hee", "--on", "2026-01-01")
    assert "what it held is held by NHS England" in hee.stdout


def test_list_as_at_a_day(loaded: Path) -> None:
    def of_hee(on: str) -> list[str]:
        listed = concordat(loaded, "parties", "list", "--on", on).stdout
        return next(line for line in listed.splitlines() if line.startswith("hee ")).split()[1:2]

    assert (of_hee("2021-10-01"), of_hee("2024-01-01")) == (["yes"], ["no"])


def test_no_such_party(loaded: Path) -> None:
    run = concordat(loaded, "parties", "show", "nobody")
    assert run.returncode == 1
    assert "`concordat parties list`" in run.stderr


def test_a_folder_with_something_wrong(loaded: Path, tmp_path: Path) -> None:
    (tmp_path / "parties").mkdir()
    (tmp_path / "agreements").mkdir()
    (tmp_path / "parties" / "wrong.toml").write_text("[[party]]\nslug = 'x'")
    run = concordat(loaded, "parties", "load", str(tmp_path))
    assert run.returncode == 1
    assert "wrong.toml: party x: it lacks kind" in run.stderr


def test_a_tampered_record(loaded: Path) -> None:
    sound = concordat(loaded, "audit", "verify")
    assert (sound.returncode, sound.stdout) == (0, "2 rows, all as they were sealed.\n")
    shown = concordat(loaded, "audit", "show")
    assert "operator: load parties content:parties" in shown.stdout
    with sqlite3.connect(loaded / "db.sqlite3") as database:
        database.execute("UPDATE parties_auditentry SET deed = 'nothing' WHERE number = 1")
    forged = concordat(loaded, "audit", "verify")
    assert forged.returncode == 1
    assert "row 1: Row 1 or the row before it is not as it was sealed." in forged.stderr


def test_lists_of_organisations(loaded: Path, tmp_path: Path) -> None:
    listed = tmp_path / "trusts.csv"
    listed.write_text(
        "code,name,opened,region code,region name\n"
        "R0A,NOWHERE NHS TRUST,2017-10-01,Y62,North West\n"
        "R0B,,2017-10-01,Y62,North West\n"
    )
    first = concordat(loaded, "parties", "load", str(listed))
    assert first.returncode == 1  # a line was left out
    assert "organisations: 1 files; 3 rows new, 0 changed" in first.stdout
    assert "trusts.csv: line 3: R0B has no name. It was left out." in first.stderr
    again = concordat(loaded, "parties", "load", str(listed))
    assert "0 rows new, 0 changed, 2 unchanged" in again.stdout
    shown = concordat(loaded, "parties", "show", "nowhere-nhs-trust")
    assert "Nowhere NHS Trust (NHS trust)" in shown.stdout
    assert "ods R0A" in shown.stdout
    assert "in region North West" in shown.stdout


def test_what_lists_leave_open_is_a_note_and_no_failure(loaded: Path, tmp_path: Path) -> None:
    listed = tmp_path / "trusts.csv"
    listed.write_text("code,name,closed,successor\nR0A,GONE NHS TRUST,2019-03-31,R9Z\n")
    run = concordat(loaded, "parties", "load", str(listed))
    assert run.returncode == 0, run.stderr
    assert "note: trusts.csv: line 2: R9Z took over from R0A, and no list names it" in run.stderr


def test_assets_and_what_nobody_answers_for(loaded: Path) -> None:
    listed = concordat(loaded, "parties", "assets", "nhs-england", "--on", "2026-01-01")
    assert listed.returncode == 0, listed.stderr
    assert "agreement: Maximising digital knowledge resources" in listed.stdout
    assert "answered for by nhs-england" in listed.stdout
    assert "cost: No charge is recorded; last used: not recorded" in listed.stdout
    on = ("--on", "2026-01-01", "--as-if", "nhs-england-announced-2025", "--json")
    rows = json.loads(concordat(loaded, "parties", "assets", "dhsc", *on).stdout)
    moved = [row for row in rows if row["kind"] == "agreement"]
    assert {row["answers"] for row in moved} == {"dhsc"}
    assert concordat(loaded, "parties", "assets", "nobody").returncode == 1
    wrong = concordat(loaded, "parties", "orphans", "--as-if", "phe-2021")
    assert wrong.returncode == 2
    assert "No event “phe-2021” is announced" in wrong.stderr
    adrift = concordat(loaded, "parties", "orphans", "--json")
    assert {row["for_certain"] for row in json.loads(adrift.stdout)} <= {"no"}

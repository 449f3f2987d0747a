"""`concordat evidence`, run as people run it: a process, files, an exit code."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Copy

RECORD = (
    "TY  - JOUR\nTI  - Salt and water\nDO  - 10.1000/salt\nPY  - 2001\nAU  - Vole, Ann\nER  - \n"
)


@pytest.fixture
def house(tmp_path: Path, fresh_installation: Copy) -> Path:
    fresh_installation(tmp_path / "data")
    (tmp_path / "good.ris").write_text(RECORD)
    (tmp_path / "bad.bin").write_bytes(b"\x00nothing known")
    return tmp_path


def concordat(house: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "DATA_DIR": str(house / "data"),
        "DJANGO_SETTINGS_MODULE": "concordat.config.settings.local",
    }
    program = [sys.executable, "-c", "from concordat.commands import main; main()", "evidence"]
    return subprocess.run(
        [*program, *words], cwd=house, env=environment, capture_output=True, text=True, check=False
    )


def test_a_file_is_taken_shown_and_taken_once(house: Path) -> None:
    done = concordat(house, "ingest", "good.ris", "--source", "Inbox")
    assert done.returncode == 0, done.stderr
    assert "1 records in 1 files: 1 taken" in done.stdout
    assert done.stderr == "", "nothing is drawn when nobody watches"
    shown = concordat(house, "show", "doi:10.1000/SALT")
    assert shown.returncode == 0, shown.stderr
    assert "Salt and water" in shown.stdout
    assert "from Inbox, doi:10.1000/salt (ris), fetched 20" in shown.stdout
    work = json.loads(concordat(house, "show", "doi:10.1000/salt", "--json").stdout)
    assert work["authors"][0]["family"] == "Vole"
    assert concordat(house, "show", work["id"]).stdout == shown.stdout
    again = concordat(house, "ingest", "good.ris", "--source", "Inbox", "--json")
    assert json.loads(again.stdout)["unchanged"] == 1


def test_an_unknown_file_gives_exit_code_1_and_nothing_is_lost_of_the_rest(house: Path) -> None:
    done = concordat(house, "ingest", "bad.bin", "good.ris", "--json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert (report["taken"], report["unread"]) == (1, 1)
    assert "bad.bin" in report["complaints"][0]


def test_a_file_that_is_not_there_and_a_work_that_is_not_there(house: Path) -> None:
    missing = concordat(house, "ingest", "nowhere.ris")
    assert missing.returncode == 1
    assert "nowhere.ris" in missing.stderr
    none = concordat(house, "show", "pmid:404")
    assert none.returncode == 1
    assert "There is no work pmid:404" in none.stderr


def test_help_has_examples(house: Path) -> None:
    assert "concordat evidence ingest export.ris" in concordat(house, "ingest", "--help").stdout
    assert "concordat evidence show doi:" in concordat(house, "show", "--help").stdout


def test_data_of_an_older_release_are_named_so(house: Path) -> None:
    with closing(sqlite3.connect(house / "data" / "db.sqlite3")) as database, database:
        database.execute("DROP TABLE evidence_work")
        database.execute("DELETE FROM django_migrations WHERE app = 'evidence'")
    shown = concordat(house, "show", "doi:10.1000/salt")
    assert shown.returncode == 1
    assert "written by an older release" in shown.stderr
    assert "Traceback" not in shown.stderr

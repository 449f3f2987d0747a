"""`concordat doctor` says what is wrong and what to do, and changes nothing."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.conftest import Copy
from tests.web.account.saml import college


def doctor(data_dir: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    return run(data_dir, "doctor", *arguments, **given)


def run(data_dir: Path, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in {"SECRET_KEY", "AUDIT_KEY"}}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-c", "from concordat.commands import main; main()", *arguments],
        capture_output=True,
        text=True,
        env={**clean, "PYTHONPATH": "src", "DATA_DIR": str(data_dir), **given},
    )


def test_an_installation_that_is_not_there(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    run = doctor(nowhere)
    assert run.returncode == 1
    assert "does not exist" in run.stdout
    assert "Type `make run`" in run.stdout
    assert not nowhere.exists()


def test_for_machines(tmp_path: Path) -> None:
    findings = {f["what"]: f for f in json.loads(doctor(tmp_path, "--json").stdout)}
    assert findings["python"]["verdict"] == "good"
    assert findings["database"]["verdict"] == "wrong"
    assert all(f["remedy"] for f in findings.values() if f["verdict"] == "wrong")
    assert not list(tmp_path.iterdir())


def test_secrets_that_others_can_read(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    folder.mkdir()
    for name in ("secret_key", "audit_key"):
        (folder / name).write_text("x" * 60)
        (folder / name).chmod(0o644)
    run = doctor(tmp_path)
    assert "others can read" in run.stdout
    assert "chmod 600" in run.stdout


def test_how_one_signs_in(tmp_path: Path) -> None:
    """A provider whose metadata are not there, then a certificate of another key, then neither."""
    metadata = tmp_path / "college.xml"
    given = {
        "SAML_PROVIDERS": "college",
        "SAML_COLLEGE_LABEL": "Nowhere College",
        "SAML_COLLEGE_METADATA": str(metadata),
    }
    assert "No such file" in found(tmp_path, given)["detail"]
    metadata.write_text(college.metadata())
    assert found(tmp_path, given)["detail"] == "password, passkey, Nowhere College"
    (tmp_path / "saml.key").write_bytes(college.keys("college")[0])
    (tmp_path / "saml.crt").write_bytes(college.keys("another")[1])
    ours = {"SAML_KEY": str(tmp_path / "saml.key"), "SAML_CERTIFICATE": str(tmp_path / "saml.crt")}
    said = found(tmp_path, given | ours)
    assert said["verdict"] == "wrong"
    assert "not the certificate of SAML_KEY" in said["detail"]
    assert "others can read" in said["detail"]


def found(folder: Path, given: dict[str, str]) -> dict[str, str]:
    findings = {f["what"]: f for f in json.loads(doctor(folder, "--json", **given).stdout)}
    return dict(findings["signing in"])


def test_settings_that_cannot_work_are_said_by_every_command(tmp_path: Path) -> None:
    bad = {"SAML_PROVIDERS": "college"}
    said = doctor(tmp_path, **bad).stdout
    assert "settings: Set SAML_COLLEGE_METADATA" in said
    listed = run(tmp_path, "people", "list", **bad)
    assert listed.returncode == 1
    assert listed.stderr == "Error: Set SAML_COLLEGE_METADATA to the provider's metadata.\n"


def test_long_work_that_nobody_runs(tmp_path: Path, fresh_installation: Copy) -> None:
    data = fresh_installation(tmp_path / "data")
    with closing(sqlite3.connect(data / "db.sqlite3")) as database:
        database.execute(
            """INSERT INTO errands_errand (public_id, kind, title, asked_by, payload, state, done,
               total, message, result, attempts, cancel_asked, asked_at) VALUES ('1', 'cut', 'Cut',
               '', '{}', 'waiting', 0, 0, '', '{}', 0, 0, '2026-01-01 00:00:00')"""
        )
        database.commit()
    said = doctor(data).stdout
    assert "warning  long work: 1 wait, and nobody runs them" in said
    assert "without --no-clock" in said

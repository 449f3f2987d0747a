"""`concordat doctor` says what is wrong and what to do, and changes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path


def doctor(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in {"SECRET_KEY", "AUDIT_KEY"}}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, "-c", "from concordat.commands import main; main()", "doctor", *arguments],
        capture_output=True,
        text=True,
        env={**clean, "PYTHONPATH": "src", "DATA_DIR": str(data_dir)},
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

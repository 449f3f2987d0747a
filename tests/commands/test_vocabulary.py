"""`concordat vocabulary`, run as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import Copy

HEADINGS = [
    {"ui": "D1", "name": "Asthma", "entry_terms": ["Asthmas"], "tree_numbers": ["C08.1"]},
    {"ui": "D2", "name": "Status Asthmaticus", "entry_terms": [], "tree_numbers": ["C08.1.5"]},
]

_MAIN = "import sys; from concordat.commands import main; main(sys.argv[1:])"


def run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key != "DJANGO_SETTINGS_MODULE"}
    return subprocess.run(
        [sys.executable, "-c", _MAIN, "vocabulary", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**clean, "PYTHONPATH": "src", "DATA_DIR": str(data)},
    )


def test_load_and_show(fresh_installation: Copy, tmp_path: Path) -> None:
    data = fresh_installation(tmp_path / "data")
    file = tmp_path / "headings.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in HEADINGS))
    loaded = run(data, "load", str(file))
    assert loaded.returncode == 0, loaded.stderr
    assert "2 headings loaded as edition" in loaded.stdout
    shown = run(data, "show", "asthmas")
    assert "Asthma  D1" in shown.stdout
    assert "takes in 1 more: Status Asthmaticus" in shown.stdout
    unknown = run(data, "show", "Asthmma")
    assert unknown.returncode == 1
    assert "Near names: Asthma" in unknown.stderr


def test_a_wrong_file_says_which_line(fresh_installation: Copy, tmp_path: Path) -> None:
    data = fresh_installation(tmp_path / "data")
    file = tmp_path / "headings.jsonl"
    file.write_text(json.dumps(HEADINGS[0]) + "\nnot a heading\n")
    wrong = run(data, "load", str(file))
    assert wrong.returncode == 1
    assert "Line 2 is not a heading" in wrong.stderr

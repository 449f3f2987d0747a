"""`concordat search`, run as a person runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.commands.search import WINDOW, caret
from tests.conftest import Copy

SCRIPT = """
from concordat.commands import house
house.enter_to_write()
from pathlib import Path
from concordat.evidence import actions as evidence
from concordat.parties.words import OPERATOR
from concordat.search import actions as search
evidence.ingest(paths=[Path({ris!r})], by=OPERATOR)
assert search.index_works(by=OPERATOR) == 2
assert search.index_works(by=OPERATOR) == 0
"""
RIS = """TY  - JOUR
TI  - Inhaled steroids for asthma in children
AU  - Example, Ada
PY  - 2019
DO  - 10.5555/example.1
ER  -

TY  - JOUR
TI  - Broken bones in childhood
AU  - Example, Bert
PY  - 2001
DO  - 10.5555/example.2
ER  -
"""


def run(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in {"SECRET_KEY", "AUDIT_KEY"}}
    clean.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        env={
            **clean,
            "PYTHONPATH": "src",
            "DATA_DIR": str(data_dir),
            "CONTENT_DIR": str(data_dir / "none"),
        },
    )


def search(data_dir: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run(data_dir, "-c", "from concordat.commands import main; main()", "search", *arguments)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, fresh_installation: Copy) -> Path:
    """A data folder with two works in it, indexed."""
    folder = fresh_installation(tmp_path_factory.mktemp("world") / "data")
    ris = folder / "two.ris"
    ris.write_text(RIS)
    made = run(folder, "-c", SCRIPT.format(ris=str(ris)))
    assert made.returncode == 0, made.stderr
    return folder


def test_a_question_finds_works_and_says_why(world: Path) -> None:
    found = search(world, "steroids for childhood asthma")
    assert found.returncode == 0, found.stderr
    assert "taken as a question" in found.stdout
    assert "1. Inhaled steroids for asthma in children" in found.stdout
    assert "Found “steroids” and “asthma” in the title." in found.stdout


def test_for_machines(world: Path) -> None:
    found = json.loads(search(world, "--json", "child* AND asthma").stdout)
    assert found["total"] == 1
    assert found["reading"]["mode"] == "strategy"
    assert [line["count"] for line in found["reading"]["lines"]] == [2, 1, 1]
    assert found["hits"][0]["title"] == "Inhaled steroids for asthma in children"
    assert found["hits"][0]["identifiers"] == ["doi:10.5555/example.1"]


def test_the_mode_may_be_forced(world: Path) -> None:
    as_strategy = json.loads(search(world, "--strategy", "--json", "asthma bones").stdout)
    as_question = json.loads(search(world, "--question", "--json", "asthma bones").stdout)
    assert (as_strategy["total"], as_question["total"]) == (0, 2)


def test_a_wrong_strategy_is_marked_with_a_caret(world: Path) -> None:
    found = search(world, "asthma[ti]\nchild*[ti] AND (steroid*")
    assert found.returncode == 2
    lines = found.stderr.splitlines()
    assert lines[0] == "child*[ti] AND (steroid*"
    assert lines[1] == "               ^"
    assert "never closed" in lines[2]
    assert "Expected" in lines[3]


def test_no_installation_is_told(tmp_path: Path) -> None:
    found = search(tmp_path, "asthma")
    assert found.returncode == 1
    assert "concordat demo" in found.stderr


@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_the_caret_stands_under_the_place(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    shown, carets = caret(text, start, min(start + length, len(text)))
    place = carets.index("^")
    assert len(shown) <= WINDOW
    assert len(carets) <= WINDOW + 1
    marked = text[start : start + 1]
    if marked and marked != "\n" and marked.isprintable():
        assert shown[place] == marked

"""`concordat evaluate retrieval`, run as a person runs it: no database, nothing left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

KEYS = {"ndcg@10", "recall@100", "map", "p50_ms", "p95_ms"}


def evaluate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO", "DATA", "SECRET"))}
    script = (
        "import sys\n"
        "from concordat.commands import main\n"
        "try:\n    main()\n"
        "finally:\n    assert 'django' not in sys.modules, 'Django was imported'\n"
    )
    return subprocess.run(
        [sys.executable, "-c", script, "evaluate", "retrieval", str(folder), *arguments],
        capture_output=True,
        text=True,
        env={
            **clean,
            "PYTHONPATH": "src",
            "DATA_DIR": str(folder / "data"),
            "CONTENT_DIR": str(folder / "none"),
        },
    )


def write(folder: Path) -> None:
    (folder / "corpus.jsonl").write_text(
        '{"_id": "a", "title": "asthma", "text": ""}\nnot json\n'
        '{"_id": "b", "title": "bones", "text": ""}\n'
    )
    (folder / "queries.jsonl").write_text(
        '{"_id": "1", "text": "asthma"}\n{"_id": "2", "text": "bones"}\n'
    )
    (folder / "qrels").mkdir()
    (folder / "qrels" / "test.tsv").write_text("1\ta\t1\n")


def test_for_machines(tmp_path: Path) -> None:
    write(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    run = evaluate(tmp_path, "--json")
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    assert set(found) >= KEYS
    assert (found["ndcg@10"], found["recall@100"], found["map"]) == (1.0, 1.0, 1.0)
    assert (found["documents"], found["queries"]) == (2, 1)
    assert (found["unjudged"], found["set_aside"]) == (1, 1)
    assert sorted(tmp_path.rglob("*")) == before


def test_for_people(tmp_path: Path) -> None:
    write(tmp_path)
    run = evaluate(tmp_path)
    assert "nDCG@10     1.0000" in run.stdout
    assert "corpus.jsonl, line 2: this is not JSON" in run.stderr


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    write(tmp_path)
    run = evaluate(tmp_path, "--split", "dev")
    assert run.returncode == 1
    assert "no qrels/dev.tsv" in run.stderr
    assert "There are: test" in run.stderr
    assert "Traceback" not in run.stderr
    assert evaluate(tmp_path / "nowhere").returncode == 1

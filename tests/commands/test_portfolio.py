"""`concordat portfolio`: solve, check, being stopped."""

import json
import signal
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from concordat.commands import main
from tests.investment.portfolio import made


def test_solve_and_check(tmp_path: Path) -> None:
    folder = made.region(
        tmp_path / "p", organisations=8, titles=30, offers=20, budget=0.4, settings={"seconds": 10}
    )
    run = CliRunner().invoke(
        main, ["portfolio", "solve", str(folder), "--out", str(tmp_path / "s")]
    )
    assert run.exit_code == 0, run.output
    for name in ("chosen.csv", "access.csv", "summary.json", "leaves.json", "floors.csv"):
        assert (tmp_path / "s" / name).exists()
    run = CliRunner().invoke(main, ["portfolio", "check", str(folder), str(tmp_path / "s")])
    assert run.exit_code == 0, run.output
    summary = json.loads((tmp_path / "s" / "summary.json").read_text())
    summary["value"] += 1
    (tmp_path / "s" / "summary.json").write_text(json.dumps(summary))
    run = CliRunner().invoke(main, ["portfolio", "check", str(folder), str(tmp_path / "s")])
    assert run.exit_code == 1
    assert "value is" in run.output


def test_a_problem_without_a_choice_is_refused_plainly(tmp_path: Path) -> None:
    folder = made.write(
        tmp_path / "p",
        demand=[("A", "p", 10)],
        offers=[(20.0, ["A"], ["p"], "")],
        settings={"budget": 5, "floor": 1},
    )
    run = CliRunner().invoke(
        main, ["portfolio", "solve", str(folder), "--out", str(tmp_path / "s")]
    )
    assert run.exit_code == 1
    assert "The cheapest found costs 20.00" in run.output
    assert not (tmp_path / "s").exists()


def test_a_stopped_run_writes_the_best_it_has(tmp_path: Path) -> None:
    folder = made.region(
        tmp_path / "p",
        organisations=40,
        titles=200,
        offers=200,
        budget=0.3,
        settings={"seconds": 120, "gap": 0},
    )
    command = Path(sys.executable).with_name("concordat")
    run = subprocess.Popen(
        [command, "portfolio", "solve", folder, "--out", tmp_path / "s"], stderr=subprocess.PIPE
    )
    assert run.stderr is not None
    while b"root" not in (line := run.stderr.readline()):
        assert line, "it ended before it began to solve"
    run.send_signal(signal.SIGTERM)
    run.communicate(timeout=30)
    assert run.returncode == 0
    assert json.loads((tmp_path / "s" / "summary.json").read_text())["value"] > 0

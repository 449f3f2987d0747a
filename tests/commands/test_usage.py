"""`concordat usage check`: exit codes and both outputs."""

import json
import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from concordat.commands import main
from tests.investment.formats.counter import made


def test_a_good_report_passes(tmp_path: Path) -> None:
    file = tmp_path / "TR.tsv"
    file.write_bytes(made.as_bytes(made.rows()))
    run = CliRunner().invoke(main, ["usage", "check", str(file)])
    assert run.exit_code == 0
    assert "passes (TR 5.1, 24 figures)" in run.output


def test_a_bad_report_does_not_and_says_why_to_people_and_machines(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_bytes(made.as_bytes(made.json_51()))
    bad.write_bytes(made.as_bytes(made.json_51())[:-50])
    run = CliRunner().invoke(main, ["usage", "check", "--json", str(good), str(bad)])
    assert run.exit_code == 1
    answer = json.loads(run.output)
    assert [file["passes"] for file in answer["files"]] == [True, False]
    (complaint,) = answer["files"][1]["complaints"]
    assert complaint["code"] == "json-broken"
    assert complaint["position"].startswith("line 1, column")
    run = CliRunner().invoke(main, ["usage", "check", str(bad)])
    assert run.exit_code == 1
    assert "fatal: 1" in run.output


def test_it_needs_no_settings_and_no_database(tmp_path: Path) -> None:
    file = tmp_path / "TR.tsv"
    file.write_bytes(made.as_bytes(made.rows()))
    command = [Path(sys.executable).with_name("concordat"), "usage", "check", file]
    plain = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    run = subprocess.run(command, env=plain, capture_output=True, text=True, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["TR.tsv"]


def test_a_missing_file_is_a_wrong_use(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["usage", "check", str(tmp_path / "none.json")])
    assert run.exit_code == 2

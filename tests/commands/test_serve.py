"""`concordat serve` refuses clearly what it cannot do."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from concordat.commands import main


def test_a_place_that_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "new"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        place = f"127.0.0.1:{taken.getsockname()[1]}"
        run = CliRunner().invoke(main, ["serve", "--bind", place])
    assert run.exit_code == 1
    assert f"Cannot listen on {place}" in run.output
    assert "--bind" in run.output
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("bind", ["8000", "127.0.0.1", "127.0.0.1:http"])
def test_a_place_that_is_none(bind: str) -> None:
    run = CliRunner().invoke(main, ["serve", "--bind", bind])
    assert run.exit_code == 2
    assert "HOST:PORT" in run.output

"""What every command does alike: a place that is not there is told, not traced."""

from pathlib import Path

from tests.commands.test_doctor import run
from tests.conftest import Copy


def test_a_place_that_cannot_be_written_to(fresh_installation: Copy, tmp_path: Path) -> None:
    data = fresh_installation(tmp_path / "data")
    (tmp_path / "file").write_text("not a folder")
    for words in (("backup", "nowhere/x.tar.zst"), ("dump", "file/x")):
        done = run(data, words[0], str(tmp_path / words[1]))
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert done.stderr.startswith(f"Error: {tmp_path}")

"""An archive made while others write is whole, and comes back byte for byte."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from concordat.premises import archive

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An installation: a database, files that it names, and what must stay behind."""
    folder = tmp_path / "data"
    for name, text in {
        "raw/ab/file.zst": "raw",
        "documents/x.pdf": "signed",
        "audit.head": "1 abc\n2 def\n3 hal",
        "secrets/audit_key": "SECRET",
        "index/manifest": "index",
        "raw/.draft": "half",
        "coming/3v9k2m7q8w5rt": "LICENSED",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    with closing(sqlite3.connect(folder / archive.SQLITE)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE pair (a INTEGER, b INTEGER)")
        database.execute("INSERT INTO pair VALUES (0, 0)")
        database.commit()
    return folder


def described(data: Path) -> dict[str, str]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(data / archive.SQLITE)}


def back_up(data: Path, target: Path) -> archive.Summary:
    return archive.back_up(target, data_dir=data, database=described(data), now=NOW)


def test_what_is_kept_comes_back_and_secrets_stay(data: Path, tmp_path: Path) -> None:
    target, new = tmp_path / "a.tar.zst", tmp_path / "new"
    back_up(data, target)
    assert b"SECRET" not in target.read_bytes()
    archive.restore(target, into=new)
    found = {str(p.relative_to(new)) for p in new.rglob("*") if p.is_file()}
    assert found == {"raw/ab/file.zst", "documents/x.pdf", "audit.head", archive.SQLITE}
    assert (new / "audit.head").read_text() == "1 abc\n2 def\n"  # never half a line
    assert (new / "documents/x.pdf").read_bytes() == (data / "documents/x.pdf").read_bytes()


WRITER = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=20)
n = 0
print("writing", flush=True)
while True:
    n += 1
    database.execute("INSERT INTO pair VALUES (?, ?)", (n, -n))
    database.execute("UPDATE pair SET a = ?, b = ? WHERE rowid = 1", (n, -n))
    database.commit()
"""


def test_made_under_running_writes_it_is_one_moment(data: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(data / archive.SQLITE)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        try:
            for number in range(3):
                back_up(data, tmp_path / f"{number}.tar.zst")
        finally:
            writer.kill()
    for number in range(3):
        new = tmp_path / f"new{number}"
        archive.restore(tmp_path / f"{number}.tar.zst", into=new)
        with closing(sqlite3.connect(new / archive.SQLITE)) as database:
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            first, rows = database.execute(
                "SELECT (SELECT a FROM pair WHERE rowid = 1), COUNT(*) FROM pair"
            ).fetchone()
            assert first == rows - 1  # every commit made both or neither
            assert database.execute("SELECT COUNT(*) FROM pair WHERE a <> -b").fetchone() == (0,)


def test_killed_while_writing_it_leaves_no_archive(data: Path, tmp_path: Path) -> None:
    (data / "raw/large").write_bytes(os.urandom(60_000_000))
    target = tmp_path / "killed.tar.zst"
    program = (
        "import sys; from pathlib import Path; from datetime import datetime, UTC\n"
        "from concordat.premises import archive\n"
        f"archive.back_up(Path({str(target)!r}), data_dir=Path({str(data)!r}), "
        f"database={described(data)!r}, now=datetime.now(tz=UTC), "
        "said=lambda name: print(name, flush=True))"
    )
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) as run:
        assert run.stdout is not None
        while b"large" not in run.stdout.readline():
            assert run.poll() is None
        time.sleep(0.05)
        run.send_signal(signal.SIGKILL)
    assert not target.exists()
    back_up(data, target)
    assert target.exists()


def test_refusals(data: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.tar.zst"
    back_up(data, target)
    with pytest.raises(archive.ArchiveError, match="exists already"):
        back_up(data, target)
    with pytest.raises(archive.ArchiveError, match="not empty"):
        archive.restore(target, into=data)


@pytest.mark.parametrize("place", [10, 200, -50])
def test_a_damaged_archive_is_refused_and_leaves_nothing(
    data: Path, tmp_path: Path, place: int
) -> None:
    target, new = tmp_path / "a.tar.zst", tmp_path / "new"
    back_up(data, target)
    whole = bytearray(target.read_bytes())
    whole[place] ^= 0xFF
    target.write_bytes(whole)
    with pytest.raises(archive.ArchiveError):
        archive.restore(target, into=new)
    assert not new.exists()
    target.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(archive.ArchiveError):
        archive.restore(target, into=new)
    assert not new.exists()


def test_a_member_outside_the_folder_is_refused(tmp_path: Path) -> None:
    import tarfile
    from io import BytesIO

    import zstandard

    packed = BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        entry = tarfile.TarInfo("../evil")
        entry.size = 1
        tar.addfile(entry, BytesIO(b"x"))
    bad = tmp_path / "bad.tar.zst"
    bad.write_bytes(zstandard.compress(packed.getvalue()))
    with pytest.raises(archive.ArchiveError, match="outside"):
        archive.restore(bad, into=tmp_path / "new")
    assert not (tmp_path / "evil").exists()

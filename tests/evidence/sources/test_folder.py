"""Opening what people bring: folders, archives, and what is broken of them."""

import gzip
import io
import os
import zipfile
from pathlib import Path

import pytest

from concordat.evidence.sources import folder, unpacking
from concordat.evidence.sources.folder import OpenedFile, SetAsideFile, open_all

RECORD = b"TY  - JOUR\r\nTI  - A title\r\nER  - \r\n\r\n"


def opened(*paths: Path) -> list[tuple[str, bytes]]:
    """Return (name, content) of what opened, in order; complaints as (name, b"!" + reason)."""
    found = []
    for item in open_all(paths):
        if isinstance(item, OpenedFile):
            content = item.stream.read()
            assert content.startswith(item.head)
            found.append((item.name, content))
        else:
            found.append((item.name, b"!" + item.reason.encode()))
    return found


def complaints(*paths: Path) -> list[SetAsideFile]:
    found = []
    for item in open_all(paths):
        if isinstance(item, OpenedFile):
            item.stream.read()
        else:
            found.append(item)
    return found


def test_a_folder_is_walked_in_sorted_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.ris", "a.ris", "b/c.ris", ".DS_Store"):
        (tmp_path / name).write_bytes(RECORD)
    names = [Path(name).relative_to(tmp_path).as_posix() for name, _ in opened(tmp_path)]
    assert names == ["a.ris", "z.ris", "b/c.ris"]


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.ris").write_bytes(RECORD)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "mine.ris").write_bytes(RECORD)
    (inside / "out.ris").symlink_to(tmp_path / "secret.ris")
    (inside / "up").symlink_to(tmp_path)
    (inside / "nowhere").symlink_to(tmp_path / "gone")
    assert [name for name, _ in opened(inside)] == [str(inside / "mine.ris")]


def test_gzip_and_zip_are_opened(tmp_path: Path) -> None:
    (tmp_path / "a.ris.gz").write_bytes(gzip.compress(RECORD))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("two.ris", RECORD * 2)
        archive.writestr("one/inner.ris.gz", gzip.compress(RECORD * 3))
        archive.writestr("__MACOSX/._two.ris", b"junk")
    assert opened(tmp_path) == [
        (str(tmp_path / "a.ris.gz"), RECORD),
        (f"{tmp_path}/b.zip!one/inner.ris.gz", RECORD * 3),
        (f"{tmp_path}/b.zip!two.ris", RECORD * 2),
    ]


def test_members_of_gzip_are_joined_and_padding_is_ignored(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 512)
    assert opened(path) == [(str(path), b"one two")]


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_truncated_gzip_gives_what_could_be_read(tmp_path: Path, kept: float) -> None:
    content = b"".join(b"TI  - %x\n" % (n * 2654435761) for n in range(50_000))
    packed = gzip.compress(content)
    path = tmp_path / "cut.ris.gz"
    path.write_bytes(packed[: int(len(packed) * kept)])
    (name, read), (complained, reason) = opened(path)
    assert name == complained == str(path)
    assert content.startswith(read)
    assert len(read) > len(content) * (kept - 0.1)
    assert f"at byte {int(len(packed) * kept)}" in reason.decode()


def test_a_gzip_with_a_wrong_checksum_is_complained_of(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(RECORD * 1000))
    packed[-6] ^= 1
    path = tmp_path / "a.gz"
    path.write_bytes(packed)
    assert "breaks off" in complaints(path)[0].reason


def test_a_file_that_is_not_there_empty_or_no_file(tmp_path: Path) -> None:
    (tmp_path / "empty.ris").write_bytes(b"")
    (tmp_path / "empty.gz").write_bytes(gzip.compress(b""))
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nothing").mkdir()
    paths = [tmp_path / name for name in ("empty.ris", "empty.gz", "pipe", "nothing", "gone")]
    reasons = [item.reason for item in complaints(*paths)]
    assert [reason[:20] for reason in reasons] == [
        "The file is empty: e",
        "The file is empty: e",
        "It is no ordinary fi",
        "The folder has no fi",
        "The file could not b",
    ]
    assert "no such file" in reasons[-1]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "mine.ris"
    path.write_bytes(RECORD)
    path.chmod(0)
    assert "Permission denied" in complaints(path)[0].reason


def test_a_damaged_zip_and_one_with_a_password(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr("a.ris", RECORD)
    cut = tmp_path / "cut.zip"
    cut.write_bytes(whole.getvalue()[:-30])
    locked = tmp_path / "locked.zip"
    data = bytearray(whole.getvalue())
    data[6] |= 1  # the flag of encryption, in the local header ...
    data[data.index(b"PK\x01\x02") + 8] |= 1  # ... and in the directory
    locked.write_bytes(data)
    first, second = complaints(cut, locked)
    assert "damaged or cut off" in first.reason
    assert second.name == f"{locked}!a.ris"
    assert "password" in second.reason


def test_a_broken_member_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.ris", RECORD)
        archive.writestr("b.ris", RECORD + b"unique")
    path.write_bytes(path.read_bytes().replace(b"unique", b"broken", 1))
    names = [name for name, content in opened(path) if not content.startswith(b"!")]
    assert f"{path}!a.ris" in names
    assert [item.name for item in complaints(path)] == [f"{path}!b.ris"]


@pytest.mark.parametrize("inner", ["a.zip", "a.gz"])
def test_archives_in_archives_are_refused(tmp_path: Path, inner: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x.ris", RECORD)
    content = packed.getvalue() if inner == "a.zip" else gzip.compress(packed.getvalue())
    path = tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(inner, content)
        archive.writestr("good.ris", RECORD)
    assert [name for name, content in opened(path) if content == RECORD] == [f"{path}!good.ris"]
    assert "archive inside an archive" in complaints(path)[0].reason


def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1024 * 1024)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"\0" * 50_000_000))
    (_, content), (_, reason) = opened(path)
    assert len(content) < 12_000_000
    assert b"200 times its size" in reason


def test_many_names_for_much_are_stopped_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unpacking, "FREE_BYTES", 1024 * 1024)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(100):
            archive.writestr(f"{number}.ris", b"x" * 1_000_000)
    total = sum(len(content) for _, content in opened(path) if content[:1] == b"x")
    assert total < 40_000_000
    assert "200 times" in complaints(path)[-1].reason


def test_a_stream_is_read_bit_by_bit(tmp_path: Path) -> None:
    path = tmp_path / "big.gz"
    path.write_bytes(gzip.compress(os.urandom(3_000_000)))
    for item in open_all([path]):
        assert isinstance(item, OpenedFile)
        assert len(item.head) == folder.HEAD
        assert item.size == path.stat().st_size
        total = 0
        while part := item.stream.read(10_000):
            total += len(part)
        assert total == 3_000_000

"""Documents handed in: kept by their hash, whole or not at all, and never believed unread."""

from pathlib import Path

import pytest
from pytest_django import Settings

from concordat.parties import documents
from concordat.parties.words import Copy, DocumentView

PDF = b"%PDF-1.7\n" + b"text " * 1000


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "documents"


def test_the_same_bytes_are_kept_once(folder: Path) -> None:
    one, other = documents.keep([PDF[:100], PDF[100:]]), documents.keep([PDF])
    assert one == other
    assert one.size == len(PDF)
    assert [path.name for path in folder.rglob("*") if path.is_file()] == [one.sha256]
    assert documents.kept_path(one.sha256).read_bytes() == PDF


@pytest.mark.parametrize(
    ("chunks", "reason"),
    [
        ([], "empty"),
        ([b"<html>not a PDF</html>"], "not a PDF"),
        ([PDF, b"x" * documents.MOST], "larger than 25 MB"),
    ],
)
def test_what_is_not_kept_leaves_nothing(folder: Path, chunks: list[bytes], reason: str) -> None:
    with pytest.raises(documents.WrongDocumentError, match=reason):
        documents.keep(chunks)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_a_copy_is_verified_by_its_bytes() -> None:
    kept = documents.keep([PDF])
    view = DocumentView("id", "key", "Title", sha256=kept.sha256, kept=True, size=kept.size)
    assert documents.copy_of(view) is Copy.AS_RECORDED
    path = documents.kept_path(kept.sha256)
    path.write_bytes(PDF.replace(b"text", b"lies", 1))
    assert documents.copy_of(view) is Copy.ALTERED
    path.unlink()
    assert documents.copy_of(view) is Copy.MISSING
    assert documents.copy_of(DocumentView("id", "key", "Title")) is Copy.NOT_HELD

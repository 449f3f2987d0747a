"""A copy that is not the recorded one is told from one that is."""

from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django import Settings

from concordat.parties import queries
from concordat.parties.words import Copy, DocumentView


@pytest.mark.parametrize(
    ("held", "expected"),
    [(b"signed", Copy.AS_RECORDED), (b"forged", Copy.ALTERED), (None, Copy.MISSING)],
)
def test_the_copy(tmp_path: Path, settings: Settings, held: bytes | None, expected: Copy) -> None:
    settings.CONTENT_DIR = tmp_path
    if held is not None:
        (tmp_path / "pact.pdf").write_bytes(held)
    recorded = sha256(b"signed").hexdigest()
    document = DocumentView("", "pact", "Pact", sha256=recorded, file="pact.pdf")
    assert queries.copy_of(document) is expected


def test_a_document_that_is_only_named() -> None:
    assert queries.copy_of(DocumentView("", "page", "Published page")) is Copy.NOT_HELD

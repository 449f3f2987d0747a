"""Where the documents handed in lie: under DATA_DIR/documents, each named by its hash.

A file there is written once under another name, flushed, and renamed into place: it is
whole or not there. Handing in the same bytes twice keeps them once.
"""

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from django.conf import settings

from concordat.parties.words import Copy, DocumentView

MOST = 25 * 1024 * 1024  # bytes of one document
PDF = b"%PDF-"  # ISO 32000-1, 7.5.2; readers take it anywhere in the first kilobyte


class WrongDocumentError(ValueError):
    """These bytes are not kept: the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Kept:
    sha256: str
    size: int  # bytes


def keep(chunks: Iterable[bytes]) -> Kept:
    """Keep a PDF and return its hash, safe on the disk when this returns.

    Raises WrongDocumentError when it is empty, too large or no PDF.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    total, size, head = sha256(), 0, b""
    with tempfile.NamedTemporaryFile(dir=folder, prefix="incoming-", delete=False) as file:
        try:
            for chunk in chunks:
                size += len(chunk)
                if size > MOST:
                    raise WrongDocumentError(f"It is larger than {MOST // 1024**2} MB.")
                head = head or chunk[:1024]
                total.update(chunk)
                file.write(chunk)
            if not size:
                raise WrongDocumentError("The file is empty.")
            if PDF not in head:
                raise WrongDocumentError("It is not a PDF. Save the document as PDF first.")
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            Path(file.name).unlink()
            raise
    kept = Kept(total.hexdigest(), size)
    place = kept_path(kept.sha256)
    place.parent.mkdir(exist_ok=True)
    os.replace(file.name, place)
    return kept


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "documents"


def kept_path(digest: str) -> Path:
    """Return where the bytes with that hash lie, or would."""
    return _folder() / digest[:2] / digest


def path_of(document: DocumentView) -> Path | None:
    """Return where the copy of a document should be; None: none was ever recorded here."""
    if document.kept:
        return kept_path(document.sha256)
    return Path(settings.CONTENT_DIR) / document.file if document.file else None


def copy_of(document: DocumentView) -> Copy:
    """Return whether our copy has the bytes that its hash names; reads the whole file."""
    path = path_of(document)
    if path is None:
        return Copy.NOT_HELD
    try:
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return Copy.MISSING
    return Copy.AS_RECORDED if found == document.sha256 else Copy.ALTERED

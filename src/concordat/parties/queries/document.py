"""Whether the copy of a document that we hold is the very one that was recorded."""

from hashlib import file_digest
from pathlib import Path

from django.conf import settings

from concordat.parties.words import Copy, DocumentView


def copy_of(document: DocumentView) -> Copy:
    """Return whether the file has the bytes that its hash names; reads the whole file."""
    if not document.file:
        return Copy.NOT_HELD
    path = Path(settings.CONTENT_DIR) / document.file
    try:
        with path.open("rb") as file:
            found = file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return Copy.MISSING
    return Copy.AS_RECORDED if found == document.sha256 else Copy.ALTERED

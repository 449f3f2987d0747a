"""Whether the copy of a document that we hold is the very one that was recorded."""

from concordat.parties import documents
from concordat.parties.queries.agreement import agreement
from concordat.parties.words import Actor, Copy, DocumentView


def copy_of(document: DocumentView) -> Copy:
    """Return whether the file has the bytes that its hash names; reads the whole file."""
    return documents.copy_of(document)


def document(slug: str, key: str, *, by: Actor) -> DocumentView | None:
    """Return a document of any version of an agreement; None: no such, or not to be seen."""
    found = agreement(slug, by=by)
    versions = found.versions if found else ()
    return next((d for v in reversed(versions) for d in v.documents if d.key == key), None)


def document_bytes(document: DocumentView) -> bytes | None:
    """Return the very bytes that were recorded; None: we hold none, or an altered copy."""
    path = documents.path_of(document)
    if path is None or documents.copy_of(document) is not Copy.AS_RECORDED:
        return None
    return path.read_bytes()

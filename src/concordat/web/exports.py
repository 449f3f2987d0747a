"""Works as files for reference managers and spreadsheets, streamed."""

from collections.abc import Iterable
from dataclasses import fields

from django.http import StreamingHttpResponse

from concordat.evidence.formats import csv, ris
from concordat.evidence.formats.format import Writer
from concordat.evidence.words import Reference, Standing, StatusNote, WorkView

_SHARED = tuple(
    each.name for each in fields(Reference) if each.name in WorkView.__dataclass_fields__
)
#: A standing that a reader of the file must know, as the relation that formats write.
_RELATIONS = {
    Standing.RETRACTED: "retracted",
    Standing.WITHDRAWN: "withdrawn",
    Standing.REPLACED: "replaced",
    Standing.CONCERN: "concern",
    Standing.CORRECTED: "corrected",
    Standing.CURRENT: "current",
}


def reference_of(work: WorkView) -> Reference:
    """Return a work as a reference to be written, its standing with it."""
    relation = _RELATIONS.get(work.standing)
    status = (StatusNote(relation, on=work.standing_on),) if relation else ()
    return Reference(**{name: getattr(work, name) for name in _SHARED}, status=status)


def as_ris(works: Iterable[WorkView], *, name: str) -> StreamingHttpResponse:
    """Return the works as a RIS file to save."""
    return _file(ris, works, name)


def as_csv(works: Iterable[WorkView], *, name: str) -> StreamingHttpResponse:
    """Return the works as a CSV file to save."""
    return _file(csv, works, name)


def _file(writer: Writer, works: Iterable[WorkView], name: str) -> StreamingHttpResponse:
    pieces = writer.write(reference_of(work) for work in works)
    return StreamingHttpResponse(
        (piece.encode() for piece in pieces),
        content_type=f"{writer.MEDIA_TYPE}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.{writer.EXTENSION}"'},
    )

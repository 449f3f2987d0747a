"""Which records stand behind a work?"""

from concordat.evidence.models import SourceRecord, Work
from concordat.evidence.models.superseding import account
from concordat.evidence.models.view import iso
from concordat.evidence.words import RecordView
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor


def source_records(work: str, *, by: Actor) -> list[RecordView]:
    """Return the source records of a work in the order in which they came.

    Empty when `by` may not see the work.
    """
    row = Work.objects.filter(visible_to(by), public_id=work).first()
    if row is None:
        return []
    records = list(row.records.select_related("source", "raw_file").order_by("pk"))
    newest = {_account(record): record.pk for record in records}
    return [
        _view(record, row, superseded=newest[_account(record)] != record.pk) for record in records
    ]


def _account(record: SourceRecord) -> tuple[object, ...]:
    return account(source=record.source_id, format=record.format, key=record.key, arrival=record.pk)


def _view(record: SourceRecord, work: Work, *, superseded: bool) -> RecordView:
    return RecordView(
        id=record.public_id,
        source=record.source.slug,
        source_name=record.source.name,
        licence=record.source.licence,
        key=record.key,
        format=record.format,
        fetched_at=iso(record.fetched_at),
        file=record.raw_file.name if record.raw_file else "",
        position=record.position,
        fields=_fields(record, work),
        superseded=superseded,
    )


def _fields(record: SourceRecord, work: Work) -> tuple[str, ...]:
    for origin in work.origins:
        if origin["id"] == record.public_id:
            return tuple(origin["fields"])
    return ()

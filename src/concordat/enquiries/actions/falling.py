"""Tell readers when a work of their report falls that is not held here.

What is held here is told by the recall of delivery. A record that a report only cites is
followed by its DOI or PMID: by lists of retractions and notices, and by the work itself once
it comes.
"""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from concordat.enquiries.actions.deeds import library_name, link_to, write_to
from concordat.enquiries.models import CitedRecord, Enquiry, ReportDelivery
from concordat.enquiries.words import Cited
from concordat.enquiries.writing import letters
from concordat.evidence import queries as evidence
from concordat.evidence.words import Identifier, Standing
from concordat.parties.actions import note
from concordat.parties.words import Actor

#: Records that are asked for at once.
_AT_ONCE = 2000
#: The gravest first: who was told of one is told again only of a graver one.
_GRAVE = [each.value for each in evidence.FALLEN]


def keep_cited(delivery: ReportDelivery, cited: Iterable[Cited]) -> None:
    """Keep what a delivered report cites beside works that are held here.

    What had fallen before stands in the report itself: nobody is told of it again.
    """
    rows = [
        CitedRecord(
            delivery=delivery,
            title=each.title,
            citation=each.citation,
            link=each.link,
            names=list(each.names),
        )
        for each in cited
    ]
    known = evidence.fallen(name for row in rows for name in _names(row))
    for row in rows:
        row.told = _standing(row, known)
    CitedRecord.objects.bulk_create(rows)


def tell_falls(*, by: Actor, now: datetime) -> int:
    """Write to those whose report cites what fell; return how many letters were written.

    A letter and the mark that it was written are one transaction: killed at any moment,
    nobody is left out, and nobody is told twice.
    """
    keys = list(CitedRecord.objects.exclude(names=[]).values_list("pk", flat=True))
    written = 0
    for at in range(0, len(keys), _AT_ONCE):
        rows = CitedRecord.objects.in_bulk(keys[at : at + _AT_ONCE]).values()
        known = evidence.fallen(name for row in rows for name in _names(row))
        written += sum(_fell(row, _standing(row, known), by, now) for row in rows)
    return written


def _names(row: CitedRecord) -> list[Identifier]:
    return [Identifier(*name.split(":", 1)) for name in row.names]


def _standing(row: CitedRecord, known: dict[Identifier, Standing]) -> str:
    return next((known[name].value for name in _names(row) if name in known), "")


@transaction.atomic
def _fell(row: CitedRecord, standing: str, by: Actor, now: datetime) -> int:
    if not standing or (row.told and _GRAVE.index(standing) >= _GRAVE.index(row.told)):
        return 0
    mine = CitedRecord.objects.filter(pk=row.pk, told=row.told)
    if not mine.update(told=standing):
        return 0
    asked = row.delivery.enquiry
    twins = CitedRecord.objects.filter(delivery__enquiry=asked, names=row.names, told=standing)
    again = twins.exclude(pk=row.pk).exists()  # another edition, of which they were told
    readers = [] if again else [(asked, link_to(asked))]
    for answer in row.delivery.answers.all():
        link = f"{settings.SITE}/answered/{answer.public_id}"
        readers += [(each, link) for each in Enquiry.objects.filter(reused=answer.public_id)]
    written = 0
    for reader, link in readers:
        if reader.email:  # else they were forgotten
            _write(reader, row.title, standing, link, now)
            written += 1
    changed = {"standing": standing, "letters": written}
    note(by=by, deed="tell of fall", about=f"enquiry:{asked.public_id}", changed=changed)
    return written


def _write(reader: Enquiry, title: str, standing: str, link: str, now: datetime) -> None:
    wording = letters.fallen(
        reader.name, reader.question, title, standing, link, library_name(reader)
    )
    write_to(reader, "fallen", wording, now=now)

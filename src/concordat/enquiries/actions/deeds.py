"""What every deed on a request does: find it, check the form's version, change it, say so."""

from datetime import datetime

from django.conf import settings
from django.db.models import F

from concordat.enquiries.models import Enquiry, EnquiryEvent, EnquiryLetter
from concordat.enquiries.patients import findings
from concordat.enquiries.queries.follow import follow_token
from concordat.enquiries.queries.rights import WORKERS, may_work, worked_by
from concordat.enquiries.words import Conflict, Refused, State
from concordat.enquiries.writing.letters import Wording
from concordat.parties import queries as parties
from concordat.parties.actions import NotAllowedError
from concordat.parties.words import Actor


def working_on(by: Actor, public_id: str) -> Enquiry:
    """Return a request that `by` may work on."""
    if not may_work(by):
        raise NotAllowedError(by, WORKERS)
    row = Enquiry.objects.filter(worked_by(by), public_id=public_id).first()
    if row is None:
        raise Refused("enquiry", "There is no such request in your library.")
    return row


def change(row: Enquiry, *, version: int | None, mine: str = "", **values: object) -> None:
    """Write values to a request; `version` is the one that the form was made from.

    Raises Conflict when somebody has changed it since. None: no form was shown.
    """
    kept = Enquiry.objects.filter(pk=row.pk)
    if version is not None:
        kept = kept.filter(version=version)
    # One statement: of two that change at once, the second finds another version.
    if not kept.update(**values, version=F("version") + 1):
        row.refresh_from_db()
        last = row.events.last()
        raise Conflict(
            mine=mine,
            theirs=f"It is {row.state}. {last.said if last else ''}".strip(),
            by=last.by if last else "",
            version=row.version,
        )
    row.refresh_from_db()


def tell(row: Enquiry, state: State, *, by: Actor, said: str = "", now: datetime) -> None:
    """Add an event to a request."""
    EnquiryEvent.objects.create(enquiry=row, state=state.value, said=said, by=by.name, at=now)


def write_to(row: Enquiry, kind: str, wording: Wording, *, now: datetime) -> EnquiryLetter:
    """Write a letter to whoever asked; it is sent by the clock."""
    return EnquiryLetter.objects.create(
        enquiry=row,
        kind=kind,
        to=row.email,
        subject=wording.subject,
        body=wording.body,
        written_at=now,
    )


def library_name(row: Enquiry) -> str:
    """Return the name of the library that answers."""
    found = parties.party_named(row.service or row.owner_id or "")
    return found.name if found else ""


def link_to(row: Enquiry, page: str = "") -> str:
    """Return the signed address of a page about a request."""
    return f"{settings.SITE}/ask/follow/{follow_token(row.public_id)}{page}"


def refuse_patients(**texts: str) -> None:
    """Refuse a text in which a patient is certainly named."""
    for field, text in texts.items():
        for found in findings(text):
            if found.certain:
                raise Refused(field, f"Take out {found.what}: nothing of it was kept.")


def needed(field: str, text: str, message: str, *, most: int = 4000) -> str:
    """Return a text that must be there, without the space round it."""
    clean = text.replace("\r\n", "\n").strip()
    if not clean:
        raise Refused(field, message)
    if len(clean) > most:
        raise Refused(field, f"Write at most {most:,} signs; these are {len(clean):,}.")
    return clean

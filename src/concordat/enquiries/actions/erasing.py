"""Forget a person at once, because they ask for it; `forgetting` does so after two years."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction
from django.db.models import Q

from concordat.enquiries.actions.deeds import change, tell
from concordat.enquiries.actions.forgetting import SOMEBODY
from concordat.enquiries.models import (
    Clarification,
    Enquiry,
    EnquiryEvent,
    EnquiryLetter,
    Report,
    ReportDelivery,
    SummaryText,
)
from concordat.enquiries.words import OPEN, State
from concordat.parties.actions import NotAllowedError, note
from concordat.parties.words import ERASED_NAME, Actor, Forgotten

#: What people write or are named in. What a report was delivered as stays: a receipt.
_WRITTEN: dict[type[models.Model], str] = {  # and the way from it to its request
    Enquiry: "pk",
    EnquiryEvent: "enquiry",
    Clarification: "enquiry",
    EnquiryLetter: "enquiry",
    Report: "enquiry",
    SummaryText: "report__enquiry",
}


@transaction.atomic
def forget_person(*, by: Actor, person: str, email: str, name: str, now: datetime) -> Forgotten:
    """Take a person out of every request, letter and receipt; an open request of theirs ends.

    `person` is a public id, "" when they had no account; `name` "" when others bear it too,
    so that nobody else's is taken. For the person and an operator alone.
    """
    if not (by.operator or (person and by.person == person)):
        raise NotAllowedError(by, ())
    mine = Q(email__iexact=email) | (Q(person=person) if person else Q(pk=None))
    rows = list(Enquiry.objects.select_for_update().filter(mine).order_by("pk"))
    letters = _letters(rows, email, now)
    receipts = _receipts(rows, email)
    names = {name, *(row.name for row in rows)} - {""}
    for row in rows:
        _ask_no_more(row, by, now)
    for row in rows:
        if row.name:
            row.events.filter(by=row.name).update(by=SOMEBODY)
        row.name = row.email = row.person = ""
        row.save(update_fields=["name", "email", "person"])
    _as_librarian(person, name)
    struck = _strike([email, *([name] if name else [])], Q())
    struck += _strike(sorted(names - {name}), Q(pk__in=[row.pk for row in rows]))
    about = f"person:{person}" if person else "enquiries"
    note(by=by, deed="forget person in enquiries", about=about, changed={"requests": len(rows)})
    cleared = (
        ("requests to libraries", len(rows)),
        ("letters of libraries", letters),
        ("receipts of reports", receipts),
        ("places where others wrote of them in requests", struck),
    )
    return Forgotten(cleared, _stays(rows, name))


def _letters(rows: Sequence[Enquiry], email: str, now: datetime) -> int:
    theirs = EnquiryLetter.objects.filter(Q(enquiry__in=rows) | Q(to__iexact=email))
    theirs.filter(sent_at=None, bounced_at=None).update(bounced_at=now)
    theirs.filter(bounced_at__isnull=False).update(why_bounced="whoever it was for is erased")
    keys = list(theirs.values_list("pk", flat=True))
    return EnquiryLetter.objects.filter(pk__in=keys).update(to="", body="", fault="")


def _receipts(rows: Sequence[Enquiry], email: str) -> int:
    return ReportDelivery.objects.filter(Q(enquiry__in=rows) | Q(to__iexact=email)).update(to="")


def _ask_no_more(row: Enquiry, by: Actor, now: datetime) -> None:
    """End a request that is open: there is nobody left to answer."""
    if State(row.state) in OPEN:
        change(row, version=None, state=State.WITHDRAWN.value)
        tell(row, State.WITHDRAWN, by=by, said="Whoever asked was erased.", now=now)


def _as_librarian(person: str, name: str) -> None:
    """Take a name out of what they did for a library; the deeds stay."""
    if person:
        worked = Enquiry.objects.filter(assigned=person)
        worked.filter(state__in=OPEN).update(assigned="", assigned_name="")
        worked.update(assigned="", assigned_name=ERASED_NAME)
    if not name:
        return
    for model in (EnquiryEvent, SummaryText, ReportDelivery):
        model._base_manager.filter(by=name).update(by=ERASED_NAME)
    Clarification.objects.filter(asked_by=name).update(asked_by=ERASED_NAME)
    Report.objects.filter(changed_by=name).update(changed_by=ERASED_NAME)


def _strike(texts: Sequence[str], asked: Q) -> int:
    """Replace address and name in what was written of some requests; return in how many rows.

    A name of one word is left: it may be a word like any other.
    """
    told = [text for text in texts if "@" in text or " " in text.strip()]
    if not told:
        return 0
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(t)}(?!\w)" for t in told), re.IGNORECASE)
    requests = Enquiry.objects.filter(asked)
    return sum(_strike_in(model, told, pattern, requests) for model in _WRITTEN)


def _strike_in(
    model: type[models.Model],
    told: Sequence[str],
    pattern: re.Pattern[str],
    requests: models.QuerySet[Enquiry],
) -> int:
    fields = {
        field.name: field.max_length
        for field in model._meta.fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    }
    where = Q()
    for field in fields:
        for text in told:
            where |= Q(**{f"{field}__icontains": text})
    way = _WRITTEN[model]
    count = 0
    for row in model._base_manager.filter(where, **{f"{way}__in": requests}):
        old = {field: getattr(row, field) for field in fields}
        new = {f: pattern.sub(ERASED_NAME, text)[: fields[f]] for f, text in old.items()}
        if new != old:
            model._base_manager.filter(pk=row.pk).update(**new)
            count += 1
    return count


def _stays(rows: Sequence[Enquiry], name: str) -> tuple[str, ...]:
    """Return what names them still, with the reason."""
    told = []
    if rows:
        told.append("What was asked and answered, without who asked: it is the library's record.")
    named = ReportDelivery.objects.filter(html__icontains=name) if name else None
    if named is not None and named.exists():
        told.append(
            f"{named.count()} reports as they were delivered name them as who searched: each is"
            " kept sealed, as the receipt of what others were given."
        )
    return tuple(told)

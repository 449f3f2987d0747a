"""Forget a person: no letter is for them or gives their address, and no plan names them."""

import re
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from concordat.forum.models import Letter, PlannedWork
from concordat.parties.actions import NotAllowedError, note
from concordat.parties.words import ERASED_NAME, Actor, Forgotten


@transaction.atomic
def forget_person(*, by: Actor, person: str, email: str, name: str, now: datetime) -> Forgotten:
    """Take a person out of letters, and out of plans as whom others may ask.

    `person` is a public id, "" when they had no account; `name` "" when others bear it too.
    Who was present, spoke, declared an interest or wrote stays: the party's record. For the
    person and an operator alone.
    """
    if not (by.operator or (person and by.person == person)):
        raise NotAllowedError(by, ())
    contact = Q(contact_email__iexact=email)
    if name:
        contact |= Q(contact_name=name)
    plans = list(PlannedWork.objects.filter(contact).values_list("contact_name", flat=True))
    PlannedWork.objects.filter(contact).update(contact_name=ERASED_NAME, contact_email="")
    letters = Letter.objects.filter(to__iexact=email).update(to="", body="", fault="")
    struck = _strike(email, {name, *plans})
    about = f"person:{person}" if person else "forum"
    note(by=by, deed="forget person in forum", about=about, changed={"plans": len(plans)})
    cleared = (
        ("plans that named them as whom to ask", len(plans)),
        ("letters of the forum", letters),
        ("letters to others that gave their address", struck),
    )
    return Forgotten(cleared)


def _strike(email: str, names: set[str]) -> int:
    """Take the address, and the names beside it, out of letters to others."""
    told = sorted({email, *(name for name in names if " " in name.strip())}, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(t)}(?!\w)" for t in told), re.IGNORECASE)
    count = 0
    for letter in Letter.objects.filter(body__icontains=email).order_by("pk"):
        letter.body = pattern.sub(ERASED_NAME, letter.body)
        letter.save(update_fields=["body"])
        count += 1
    return count

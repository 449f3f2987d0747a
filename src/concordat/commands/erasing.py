"""Erasing a person in every room: no command of its own, see `people`.

Rooms know nothing of the rooms above them, so that this floor asks each in turn.
"""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from concordat.delivery import actions as delivery
from concordat.delivery import queries as told_of
from concordat.enquiries import actions as enquiries
from concordat.enquiries import queries as asked
from concordat.forum import actions as forum
from concordat.forum import queries as debated
from concordat.parties import actions as parties
from concordat.parties.words import Actor, Forgotten
from concordat.premises.outbox import remove_letters_to

_ARCHIVES = "Archives made before name them, until they are thrown away."
_RECORD = "The record of deeds: that they were done, by a number that no longer has a name."
_SIGNED = (
    "What they wrote, said and were present at for a party (strategies, reviews, screening,"
    " packs, meetings, plans): it is that party's record, signed with the name of that day."
)
_ALIKE = (
    "Their name where only a name was written: somebody else here bears the same, and nobody"
    " can tell which of the two is meant."
)


def known(email: str, *, by: Actor) -> bool:
    """Return whether an address is kept: of somebody with an account, or who only asked."""
    people = get_user_model().objects.filter(email=email, erased_at=None)
    rooms = (asked.keeps, told_of.keeps, debated.keeps)
    return people.exists() or any(keeps(email, by=by) for keeps in rooms)


def erase_everywhere(*, by: Actor, email: str, reason: str, now: datetime) -> Forgotten:
    """Erase whoever has an address from every room, or from none; then their letters as files."""
    delivery.take_in_receipts(by=by)  # those that wait in a file bear the address too
    with transaction.atomic():
        done = _erase(by, email, reason, now)
    files = remove_letters_to(email, folder=Path(settings.EMAIL_FILE_PATH))
    return Forgotten((*done.cleared, ("letters kept as files", files)), (*done.stays, _ARCHIVES))


def _erase(by: Actor, email: str, reason: str, now: datetime) -> Forgotten:
    row = get_user_model().objects.filter(email=email, erased_at=None).first()
    person, name = (row.public_id, row.name) if row else ("", "")
    cleared: list[tuple[str, int]] = []
    stays: list[str] = []
    if row:
        count = parties.erase_person(by=by, person=person, reason=reason, now=now)
        cleared.append(("rows of the record that said what changed", count))
        stays += [_RECORD, _SIGNED]
    if name and get_user_model().objects.filter(name__iexact=name, erased_at=None).exists():
        stays.append(_ALIKE)
        name = ""
    for forget in (delivery.forget_person, enquiries.forget_person, forum.forget_person):
        told = forget(by=by, person=person, email=email, name=name, now=now)
        cleared += told.cleared
        stays += told.stays
    return Forgotten(tuple(cleared), tuple(stays))

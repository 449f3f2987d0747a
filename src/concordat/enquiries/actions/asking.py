"""What whoever asks does: ask, answer what the library asks back, take it back."""

from dataclasses import asdict
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from concordat.enquiries.actions.deeds import (
    change,
    library_name,
    link_to,
    needed,
    refuse_patients,
    tell,
    working_on,
    write_to,
)
from concordat.enquiries.models import Clarification, Enquiry
from concordat.enquiries.patients import findings
from concordat.enquiries.queries.follow import followed_id
from concordat.enquiries.queries.libraries import library
from concordat.enquiries.words import OPEN, Asked, Refused, State
from concordat.enquiries.writing import letters
from concordat.enquiries.writing.report import plain_time
from concordat.parties.actions import note
from concordat.parties.words import Actor, Visibility

_TEXTS = (
    "question",
    "population",
    "intervention",
    "comparison",
    "outcome",
    "years",
    "languages",
    "unwanted",
    "known",
    "wanted",
)
_LONG = {"question": 2000, "unwanted": 4000, "known": 4000}


@transaction.atomic
def ask(*, by: Actor, given: Asked, sure: bool = False, now: datetime) -> str:
    """Take in a request and return its public id. A letter says that it has come.

    `sure`: the requester has read again what may be about a patient and says that it is not.
    Raises Refused: nothing is kept of what certainly names a patient.
    """
    row = new_enquiry(by=by, given=given, sure=sure, state=State.SUBMITTED, now=now)
    decision = plain_time(row.decision_at) if row.decision_at else ""
    wording = letters.received(
        row.name, row.question, link_to(row), library_name(row), decision=decision
    )
    write_to(row, "received", wording, now=now)
    note(by=by, deed="ask library", about=f"enquiry:{row.public_id}")
    return row.public_id


def new_enquiry(*, by: Actor, given: Asked, sure: bool, state: State, now: datetime) -> Enquiry:
    """Return the row of a request that has been checked, with its first event."""
    values = _checked(given, sure=sure, now=now)
    found = library(given.library, on=timezone.localdate(now))
    if found is None:
        raise Refused("library", "Choose the library that you ask.")
    row = Enquiry.objects.create(
        **values,
        purpose=given.purpose.value,
        decision_at=given.decision_at,
        owner_id=found[0],
        service=found[1],
        visibility=Visibility.OWN_PARTY.value,
        person=by.person,
        state=state.value,
        asked_at=now,
    )
    tell(row, state, by=by, now=now)
    return row


def _checked(given: Asked, *, sure: bool, now: datetime) -> dict[str, str]:
    said = asdict(given)
    values = {name: str(said[name]).replace("\r\n", "\n").strip() for name in _TEXTS}
    needed("question", values["question"], "Write your question.", most=2000)
    for name, text in values.items():
        if len(text) > _LONG.get(name, 300):
            raise Refused(name, f"Write at most {_LONG.get(name, 300):,} signs.")
    refuse_patients(**values)
    if not sure and any(findings(text) for text in values.values()):
        raise Refused("sure", "Read again what may be about a patient, and say that it is not.")
    if given.decision_at and given.decision_at <= now:
        raise Refused("decision_at", "The decision must be in the future.")
    values["name"] = needed("name", given.name, "Write your name.", most=300)
    values["organisation"] = given.organisation.strip()[:300]
    values["email"] = needed("email", given.email, "Write your email address.", most=254)
    try:
        validate_email(values["email"])
    except ValidationError as error:
        raise Refused("email", "Write an email address like name@example.org.") from error
    return values


@transaction.atomic
def ask_back(*, by: Actor, enquiry: str, question: str, version: int, now: datetime) -> str:
    """Ask whoever asked for more; return the clarification's public id."""
    row = working_on(by, enquiry)
    back = needed("question", question, "Write what you need to know.")
    if State(row.state) not in OPEN:
        raise Refused("question", f"The request is {row.state}: nothing is asked back any more.")
    change(row, version=version, mine=back, state=State.CLARIFYING.value)
    kept = Clarification.objects.create(enquiry=row, question=back, asked_by=by.name, asked_at=now)
    tell(row, State.CLARIFYING, by=by, said=back, now=now)
    wording = letters.asked_back(row.name, row.question, back, link_to(row), library_name(row))
    write_to(row, "asked back", wording, now=now)
    note(by=by, deed="ask back", about=f"enquiry:{row.public_id}")
    return kept.public_id


@transaction.atomic
def answer_back(
    *, by: Actor, token: str, message: str, answer: str, sure: bool = False, now: datetime
) -> None:
    """Answer what the library asked back. The token proves who answers."""
    row = _followed(token)
    kept = row.messages.select_for_update().filter(public_id=message).first()
    if kept is None or kept.answered_at:
        raise Refused("answer", "This was answered already, or was never asked.")
    kept.answer = needed("answer", answer, "Write your answer.")
    refuse_patients(answer=kept.answer)
    if findings(kept.answer) and not sure:
        raise Refused("sure", "Read again what may be about a patient, and say that it is not.")
    kept.answered_at = now
    kept.save(update_fields=["answer", "answered_at"])
    waiting = row.messages.filter(answered_at=None).exists()
    if State(row.state) is State.CLARIFYING and not waiting:
        back = State.ASSIGNED if row.assigned else State.TRIAGE
        change(row, version=None, state=back.value)
        tell(row, back, by=by, said="What the library asked was answered.", now=now)
    note(by=by, deed="answer back", about=f"enquiry:{row.public_id}")


@transaction.atomic
def withdraw(*, by: Actor, token: str, why: str = "", now: datetime) -> None:
    """Take a request back, by whoever asked."""
    row = _followed(token)
    if State(row.state) not in OPEN:
        raise Refused("why", f"The request is {row.state}: it cannot be taken back.")
    refuse_patients(why=why)
    change(row, version=None, state=State.WITHDRAWN.value)
    tell(row, State.WITHDRAWN, by=by, said=why.strip()[:4000], now=now)
    note(by=by, deed="withdraw enquiry", about=f"enquiry:{row.public_id}")


def _followed(token: str) -> Enquiry:
    row = Enquiry.objects.filter(public_id=followed_id(token)).first()
    if row is None:
        raise Refused("token", "This link is not whole. Copy it again from the letter.")
    return row

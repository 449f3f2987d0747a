"""Answers for everybody: made of a delivered report, and used again by who asks the same."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F

from concordat.enquiries.actions.asking import new_enquiry
from concordat.enquiries.actions.deeds import (
    library_name,
    needed,
    refuse_patients,
    working_on,
    write_to,
)
from concordat.enquiries.models import AnsweredQuestion, Enquiry, ReportDelivery
from concordat.enquiries.words import Asked, Refused, State
from concordat.enquiries.writing import letters
from concordat.parties.actions import note
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor, Visibility


@transaction.atomic
def publish_answer(*, by: Actor, enquiry: str, question: str, summary: str, now: datetime) -> str:
    """Let everybody read a question and its answer; return the answer's public id.

    A librarian words it so that nobody is named. Only what was delivered can be published.
    """
    row = working_on(by, enquiry)
    if row.delivered_at is None:
        raise Refused("question", "Deliver the report first.")
    if AnsweredQuestion.objects.filter(enquiry=row).exists():
        raise Refused("question", "The answer is published already.")
    texts = {
        "question": needed("question", question, "Write the question as all may read it."),
        "summary": needed("summary", summary, "Write the answer as all may read it."),
    }
    refuse_patients(**texts)
    if row.name.casefold() in " ".join(texts.values()).casefold():
        raise Refused("question", "Take out the name of whoever asked.")
    delivered = ReportDelivery.objects.filter(enquiry=row).first()  # the newest edition
    kept = AnsweredQuestion.objects.create(
        enquiry=row,
        **texts,
        works=delivered.works if delivered else [],
        delivery=delivered,
        owner_id=row.owner_id,
        service=row.service,
        visibility=Visibility.PUBLIC.value,
        answered_at=row.delivered_at,
    )
    note(by=by, deed="publish answer", about=f"answer:{kept.public_id}")
    return kept.public_id


@transaction.atomic
def reuse(*, by: Actor, given: Asked, answer: str, sure: bool = False, now: datetime) -> str:
    """Close a request at once: an earlier answer answers it. Returns the request's public id.

    The receipt is a letter with that answer; the answer counts how often it was used again.
    """
    kept = AnsweredQuestion.objects.filter(visible_to(by), public_id=answer).first()
    if kept is None:
        raise Refused("answer", "There is no such answer.")
    row = new_enquiry(by=by, given=given, sure=sure, state=State.REUSED, now=now)
    Enquiry.objects.filter(pk=row.pk).update(reused=kept.public_id)
    AnsweredQuestion.objects.filter(pk=kept.pk).update(reused=F("reused") + 1)
    link = f"{settings.SITE}/answered/{kept.public_id}"
    wording = letters.reused(
        row.name, row.question, kept.question, kept.summary, link, library_name(row)
    )
    write_to(row, "reused", wording, now=now)
    about = f"enquiry:{row.public_id}"
    note(by=by, deed="reuse answer", about=about, changed={"answer": kept.public_id})
    return row.public_id

"""Rows of requests as they cross the wall."""

from dataclasses import replace
from datetime import datetime

from concordat.enquiries.models import AnsweredQuestion, CitedRecord, Enquiry, EnquiryLetter
from concordat.enquiries.words import (
    AnswerView,
    Asked,
    Cited,
    EnquiryView,
    EventView,
    LetterView,
    MessageView,
    Purpose,
    State,
)
from concordat.parties import queries as parties


def asked_of(row: Enquiry) -> Asked:
    """Return what was asked."""
    return Asked(
        question=row.question,
        purpose=Purpose(row.purpose),
        library=row.service or row.owner_id or "",
        population=row.population,
        intervention=row.intervention,
        comparison=row.comparison,
        outcome=row.outcome,
        decision_at=row.decision_at,
        years=row.years,
        languages=row.languages,
        unwanted=row.unwanted,
        known=row.known,
        wanted=row.wanted,
        organisation=row.organisation,
        name=row.name,
        email=row.email,
    )


def line(row: Enquiry, *, now: datetime) -> EnquiryView:
    """Return a request without its events, for a list."""
    back = [letter for letter in row.letters.all() if letter.bounced_at]
    newer = any(letter.written_at > back[0].written_at for letter in row.letters.all() if back)
    waits = [each for each in row.letters.all() if each.fault and not each.sent_at]
    return EnquiryView(
        id=row.public_id,
        asked=asked_of(row),
        state=State(row.state),
        assigned=row.assigned,
        assigned_name=row.assigned_name,
        asked_at=row.asked_at,
        version=row.version,
        delivered_at=row.delivered_at,
        bounced=(back[0].why_bounced or "It came back.") if back and not newer else "",
        unsent=next((each.fault for each in waits if not each.bounced_at), ""),
        person=row.person,
        hours=(row.decision_at - now).total_seconds() / 3600 if row.decision_at else None,
        reused=row.reused,
    )


def whole(row: Enquiry, *, now: datetime) -> EnquiryView:
    """Return a request with its events and what was asked back."""
    answer = AnsweredQuestion.objects.filter(enquiry=row).first()
    return replace(
        line(row, now=now),
        events=tuple(
            EventView(event.at, event.by, State(event.state), event.said)
            for event in row.events.all()
        ),
        messages=tuple(
            MessageView(
                each.public_id,
                each.question,
                each.asked_by,
                each.asked_at,
                each.answer,
                each.answered_at,
            )
            for each in row.messages.all()
        ),
        answer=answer.public_id if answer else "",
    )


def cited_view(row: CitedRecord) -> Cited:
    """Return a record that is no work here, as it was cited."""
    return Cited(row.title, row.citation, row.link, tuple(row.names), row.told)


def answer_view(row: AnsweredQuestion) -> AnswerView:
    """Return an answered question."""
    named = parties.party_named(row.service or row.owner_id or "")
    return AnswerView(
        id=row.public_id,
        question=row.question,
        summary=row.summary,
        works=tuple(row.works),
        answered_at=row.answered_at,
        library=named.name if named else "",
        reused=row.reused,
        cited=tuple(cited_view(each) for each in row.delivery.cited.all()) if row.delivery else (),
    )


def letter_view(row: EnquiryLetter) -> LetterView:
    """Return a letter."""
    return LetterView(
        id=row.public_id,
        enquiry=row.enquiry.public_id,
        kind=row.kind,
        to=row.to,
        subject=row.subject,
        body=row.body,
        written_at=row.written_at,
        sent_at=row.sent_at,
        fault=row.fault,
        bounced_at=row.bounced_at,
        why_bounced=row.why_bounced,
    )

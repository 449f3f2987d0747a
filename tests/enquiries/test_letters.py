"""Letters and their returns: none is lost, none is asked twice; the queue is by decision."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from concordat.enquiries import actions, queries
from concordat.enquiries.models import Enquiry, EnquiryLetter
from concordat.enquiries.words import Asked, Purpose, Refused
from concordat.parties import actions as parties
from concordat.parties.actions import NotAllowedError
from concordat.parties.words import CLOCK, OPERATOR, VISITOR, Actor, Role
from tests.forum.universe import CONTENT

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def region() -> None:
    parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)


def ask(question: str = "Does salt raise blood pressure?", *, hours: float = 0) -> Enquiry:
    library = queries.libraries(on=timezone.localdate(NOW))[0].id
    decision = NOW + timedelta(hours=hours) if hours else None
    given = Asked(
        question, Purpose.AUDIT, library, decision_at=decision, name="Ann", email="ann@a.example"
    )
    return Enquiry.objects.get(public_id=actions.ask(by=VISITOR, given=given, now=NOW))


def test_the_queue_is_by_decision_and_those_without_come_last() -> None:
    rows = [ask(hours=hours) for hours in (50, 0, 1, 8)]
    wanted = [rows[2], rows[3], rows[0], rows[1]]
    later = NOW + timedelta(hours=2)
    found = queries.queue(by=OPERATOR, now=later)
    assert [each.id for each in found] == [row.public_id for row in wanted]
    assert [each.overdue for each in found] == [True, False, False, False]
    assert queries.queue(by=VISITOR, now=later) == []


def test_a_letter_goes_once_and_its_return_stands_on_the_queue() -> None:
    row = ask()
    assert actions.send_letters(by=CLOCK, now=NOW) == 1
    assert actions.send_letters(by=CLOCK, now=NOW) == 0
    letter = EnquiryLetter.objects.get()
    name = f"<{letter.public_id}@concordat.invalid>"
    assert mail.outbox[0].extra_headers["Message-ID"] == name
    assert actions.bounced(by=OPERATOR, letter=name, why="550", now=NOW) == row.public_id
    assert queries.queue(by=OPERATOR, now=NOW)[0].bounced == "550"
    with pytest.raises(Refused):
        actions.bounced(by=OPERATOR, letter="nothing", why="", now=NOW)


def test_a_mail_server_that_is_down_loses_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    ask()

    def down(*_: object, **__: object) -> int:
        raise ConnectionRefusedError("nobody there")

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", down)
        assert actions.send_letters(by=CLOCK, now=NOW) == 0
    assert EnquiryLetter.objects.get().fault == "nobody there"
    assert actions.send_letters(by=CLOCK, now=NOW + timedelta(minutes=11)) == 1


def test_nothing_is_asked_twice_or_of_what_came_back() -> None:
    first, second = ask(), ask()
    Enquiry.objects.update(state="delivered", delivered_at=NOW)
    ripe = NOW + timedelta(days=15)
    assert actions.ask_use(by=CLOCK, now=NOW + timedelta(days=13)) == 0
    assert actions.ask_use(by=CLOCK, now=ripe) == 2
    assert actions.ask_use(by=CLOCK, now=ripe) == 0
    assert {first.letters.filter(kind="use asked").count(), second.letters.count()} == {1, 2}


def _refusing(code: int, said: bytes) -> object:
    def send(letter: EmailMessage) -> int:
        raise SMTPRecipientsRefused(dict.fromkeys(letter.to, (code, said)))

    return send


def test_an_address_that_is_refused_for_good_stands_on_the_queue_and_is_not_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row, later = ask(), NOW + timedelta(minutes=11)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", _refusing(550, b"no such user"))
        actions.send_letters(by=CLOCK, now=NOW)
    view = queries.enquiry(row.public_id, by=OPERATOR, now=NOW)
    assert view is not None
    assert (view.bounced, view.unsent) == ("550 no such user", "")
    assert view.events[-1].said == "A letter came back: 550 no such user"
    assert actions.send_letters(by=CLOCK, now=later) == 0
    actions.send_again(
        by=OPERATOR, enquiry=row.public_id, email="b@a.example", version=view.version, now=later
    )
    assert actions.send_letters(by=CLOCK, now=later) == 1
    assert mail.outbox[-1].to == ["b@a.example"]


def test_an_address_that_is_refused_for_now_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    row = ask()
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", _refusing(451, b"greylisted"))
        actions.send_letters(by=CLOCK, now=NOW)
    view = queries.enquiry(row.public_id, by=OPERATOR, now=NOW)
    assert view is not None
    assert (view.bounced, view.unsent) == ("", "451 greylisted")
    assert actions.send_letters(by=CLOCK, now=NOW + timedelta(minutes=11)) == 1
    view = queries.enquiry(row.public_id, by=OPERATOR, now=NOW)
    assert view is not None
    assert view.unsent == ""


def test_a_letter_that_cannot_be_sent_goes_to_another_address_and_not_to_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row, later = ask(), NOW + timedelta(minutes=11)
    Enquiry.objects.update(state="delivered", delivered_at=NOW)
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", _refusing(451, b"unknown host"))
        actions.send_letters(by=CLOCK, now=NOW)
    assert [each.unsent for each in queries.queue(by=OPERATOR, now=NOW)] == ["451 unknown host"]
    actions.send_again(
        by=OPERATOR, enquiry=row.public_id, email="b@a.example", version=1, now=later
    )
    assert actions.send_letters(by=CLOCK, now=later) == 1
    assert [letter.to for letter in mail.outbox] == [["b@a.example"]]
    assert queries.queue(by=OPERATOR, now=NOW) == []


def test_only_the_library_of_a_request_records_a_return() -> None:
    row = ask()
    actions.send_letters(by=CLOCK, now=NOW)
    with pytest.raises(NotAllowedError):
        actions.bounced(by=VISITOR, letter=row.public_id, why="550", now=NOW)
    other = Actor(
        name="Rufus",
        person="r" * 13,
        party="x" * 13,
        roles=frozenset({Role.KNOWLEDGE_SPECIALIST}),
        joined=True,
    )
    with pytest.raises(Refused, match="no letter or request"):
        actions.bounced(by=other, letter=row.public_id, why="550", now=NOW)
    mine = replace(other, party=row.owner_id or "")
    assert actions.bounced(by=mine, letter=row.public_id, why="550", now=NOW) == row.public_id


def test_who_asked_is_forgotten_two_years_after_the_end_and_not_before() -> None:
    ended, waiting = ask("Does salt raise it?"), ask("Does pepper?")
    actions.send_letters(by=CLOCK, now=NOW)
    token = queries.follow_token(ended.public_id)
    actions.withdraw(by=Actor(name="Ann"), token=token, now=NOW)
    assert actions.forget_requesters(by=CLOCK, now=NOW + timedelta(days=729)) == 0
    later = NOW + timedelta(days=731)
    assert actions.forget_requesters(by=CLOCK, now=later) == 1
    assert actions.forget_requesters(by=CLOCK, now=later) == 0
    view = queries.followed(token, now=later)
    assert view is not None
    assert view.asked.question == "Does salt raise it?"
    assert (view.asked.name, view.asked.email, view.person) == ("", "", "")
    assert [event.by for event in view.events] == ["visitor", "whoever asked"]
    (letter,) = EnquiryLetter.objects.filter(enquiry=ended)
    assert (letter.to, letter.body) == ("", "")
    waiting.refresh_from_db()
    assert waiting.email == "ann@a.example"
    with pytest.raises(NotAllowedError):
        actions.forget_requesters(by=VISITOR, now=later)


def test_a_letter_that_was_never_sent_is_not_sent_to_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = ask()
    Enquiry.objects.filter(pk=row.pk).update(state="declined")
    later = NOW + timedelta(days=731)
    assert actions.forget_requesters(by=CLOCK, now=later) == 1
    assert actions.send_letters(by=CLOCK, now=later) == 0
    assert not mail.outbox

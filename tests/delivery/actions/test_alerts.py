"""Alerts: never twice, never empty, never anything private, never more than one can bear."""

import smtplib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail, signing
from pytest_django import Settings

from concordat.delivery import actions, queries
from concordat.delivery.models import Letter, Receipt, ReceiptWork, Subscription, Telling
from concordat.delivery.queries.alerts import SALT
from concordat.delivery.words import TooManyAlertsError
from concordat.evidence import actions as evidence
from concordat.evidence import queries as works
from concordat.evidence.models import Work
from concordat.parties.actions import NotAllowedError
from concordat.parties.words import CLOCK, OPERATOR, VISITOR
from concordat.search.queries import find_all_ids
from concordat.search.queries.opened import forget
from concordat.search.words import Question
from tests.web import ward

NOW = datetime(2026, 5, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
TOES = "Toes in Nowhere, an invented trial"


@pytest.fixture
def folder(db: None, settings: Settings, tmp_path: Path) -> Iterator[Path]:
    """A library with one work on toes, indexed."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    forget()
    _take(tmp_path, "first", "Toes of old, an invented trial")
    yield tmp_path
    forget()


def _take(folder: Path, code: str, title: str, **more: object) -> None:
    ward.add_works(
        folder / code,
        [
            {
                "title": title,
                "year": 2020,
                "identifiers": [{"scheme": "doi", "value": f"10.5555/toes.{code}"}],
                "source": "invented",
                **more,
            }
        ],
    )


def _begun(address: str = "ann@example.org", text: str = "toes") -> str:
    made = _asked(address, text)
    actions.confirm(token=signing.dumps(made, salt=SALT), by=VISITOR, now=NOW)
    return made


def _asked(address: str = "ann@example.org", text: str = "toes") -> str:
    question = Question(text=text)
    return actions.subscribe(
        question=question, query=f"q={text}", title=text, address=address, by=VISITOR, now=NOW
    )


def _told() -> list[str]:
    return [letter.subject for letter in Letter.objects.filter(purpose="alert").order_by("pk")]


def test_nothing_is_sent_before_somebody_confirms_and_nothing_old_after(folder: Path) -> None:
    made = _asked()
    _take(folder, "second", TOES)
    assert actions.write_alerts(by=CLOCK, now=NOW) == 0
    assert actions.carry_letters(now=NOW) == 1
    assert "/alerts/confirm/" in mail.outbox[0].body
    actions.confirm(token=signing.dumps(made, salt=SALT), by=VISITOR, now=NOW)
    assert actions.write_alerts(by=CLOCK, now=NOW) == 0  # both were there when it began
    assert _told() == []


def test_who_asks_for_a_running_alert_is_told_so_and_how_to_end_it(folder: Path) -> None:
    made = _begun()
    assert _asked() == made
    assert actions.carry_letters(now=NOW) == 2
    assert "You have this alert already" in mail.outbox[-1].subject
    assert "/alerts/stop/" in mail.outbox[-1].body
    assert "/alerts/confirm/" not in mail.outbox[-1].body


def test_each_new_work_is_told_once_with_a_way_out(folder: Path) -> None:
    _begun()
    _take(folder, "second", TOES)
    _take(folder, "other", "Noses in Nowhere, an invented trial")
    for _ in range(3):
        actions.write_alerts(by=CLOCK, now=NOW)
        actions.carry_letters(now=NOW)
    assert _told() == ["1 new work: toes"]
    letter = mail.outbox[-1]
    assert TOES in letter.body
    assert "Noses" not in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter.extra_headers["List-Unsubscribe"].startswith("<http")
    assert len(mail.outbox) == 2
    assert ReceiptWork.objects.filter(receipt__kind="alert").count() == 1


def test_a_change_of_an_old_work_is_no_news_and_a_new_answer_is(folder: Path) -> None:
    _take(folder, "plain", "A paper about nothing, an invented trial")
    _begun()
    _take(folder, "first", "Toes of old, an invented trial", volume="9")
    assert actions.write_alerts(by=CLOCK, now=NOW) == 0
    _take(folder, "plain", "A paper about toes, an invented trial")
    assert actions.write_alerts(by=CLOCK, now=NOW) == 1


def test_never_twice_even_after_a_merge(folder: Path) -> None:
    """The older address is kept, which nobody was told of, and now it answers too."""
    _take(folder, "plain", "A paper about nothing, an invented trial")
    _begun()
    _take(folder, "second", TOES)
    assert actions.write_alerts(by=CLOCK, now=NOW) == 1
    told = Telling.objects.get().work
    kept = evidence.merge(work=_id("plain"), other=told, reason="the same trial", by=OPERATOR)
    assert kept != told
    _take(folder, "plain", TOES)
    assert kept in find_all_ids(Question(text="toes"), by=VISITOR, limit=9)
    assert actions.write_alerts(by=CLOCK, now=NOW + 2 * DAY) == 0
    assert Telling.objects.count() == 1


def test_one_letter_a_day_and_the_rest_the_day_after(folder: Path) -> None:
    _begun()
    _take(folder, "second", TOES)
    actions.write_alerts(by=CLOCK, now=NOW)
    _take(folder, "third", "More toes, an invented trial")
    _take(folder, "fourth", "And more toes, an invented trial")
    assert actions.write_alerts(by=CLOCK, now=NOW + DAY / 2) == 0
    assert actions.write_alerts(by=CLOCK, now=NOW + DAY) == 1
    assert _told() == ["1 new work: toes", "2 new works: toes"]


def test_the_cap_of_an_address_holds_letters_back_and_loses_none(folder: Path) -> None:
    texts = ["toes", "invented", "trial", "nowhere", "toes trial", "toes nowhere", "toes invented"]
    for text in texts:
        _begun(text=text)
    _take(folder, "second", TOES)
    assert actions.write_alerts(by=CLOCK, now=NOW) == 5
    assert actions.write_alerts(by=CLOCK, now=NOW + DAY / 2) == 0
    assert actions.write_alerts(by=CLOCK, now=NOW + DAY + DAY / 2) == 2


def test_an_address_is_not_pestered(folder: Path) -> None:
    for number in range(8):
        _asked(text=f"toes {number}")
    assert Letter.objects.filter(purpose="confirm").count() == 3
    assert _asked(text="toes 1") == _asked(text="toes 1")
    for number in range(8, 20):
        _asked(text=f"toes {number}")
    with pytest.raises(TooManyAlertsError):
        _asked(text="toes 20")


def test_what_is_private_is_told_to_nobody(folder: Path) -> None:
    _begun()
    _take(folder, "second", TOES)

    Work.objects.filter(title=TOES).update(visibility="own party")
    assert actions.write_alerts(by=CLOCK, now=NOW) == 0
    assert Subscription.objects.get().revision > 0


def test_ended_is_ended(folder: Path) -> None:
    made = _begun()
    _take(folder, "second", TOES)
    assert actions.stop(token=signing.dumps(made, salt=SALT), by=VISITOR)
    assert not actions.stop(token="forged", by=VISITOR)
    assert actions.write_alerts(by=CLOCK, now=NOW) == 0
    assert actions.confirm(token=signing.dumps(made, salt=SALT), by=VISITOR) == ""
    assert queries.subscription_of("forged") is None


def test_killed_while_a_letter_is_written_nothing_is_half_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _begun()
    _take(folder, "second", TOES)

    def fail(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("concordat.delivery.actions.alerts.note", fail)
        with pytest.raises(KeyboardInterrupt):
            actions.write_alerts(by=CLOCK, now=NOW)
    assert (_told(), Telling.objects.count()) == ([], 0)
    assert actions.write_alerts(by=CLOCK, now=NOW) == 1


def test_killed_while_a_letter_is_carried_it_is_in_doubt_and_never_repeated(folder: Path) -> None:
    _asked()

    def die(letter: Letter) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        actions.carry_letters(carrier=die, now=NOW)
    assert actions.carry_letters(now=NOW) == 0
    assert actions.carry_letters(now=NOW + DAY) == 0
    assert Letter.objects.get().state == "in doubt"
    assert queries.letters_waiting() == 1


def test_a_letter_that_cannot_go_out_is_tried_again_and_a_refused_address_ends(
    folder: Path,
) -> None:
    _begun()

    def busy(letter: Letter) -> None:
        raise ConnectionRefusedError("no mail server")

    assert actions.carry_letters(carrier=busy, now=NOW) == 0
    assert actions.carry_letters(now=NOW) == 0  # not so soon
    assert actions.carry_letters(now=NOW + timedelta(minutes=2)) == 1
    _take(folder, "second", TOES)
    actions.write_alerts(by=CLOCK, now=NOW)

    def refuse(letter: Letter) -> None:
        raise smtplib.SMTPRecipientsRefused({letter.address: (550, b"no such mailbox")})

    actions.carry_letters(carrier=refuse, now=NOW)
    assert Subscription.objects.get().state == "bounced"
    assert "550" in Subscription.objects.get().trouble


def _id(code: str) -> str:

    found = works.work_named(f"doi:10.5555/toes.{code}", by=OPERATOR)
    assert found is not None
    return str(getattr(found, "id", ""))


def test_who_is_erased_is_written_to_no_more(folder: Path) -> None:
    _begun("Ann@example.org")
    _begun("bo@example.org")
    _take(folder, "second", TOES)
    actions.write_alerts(by=CLOCK, now=NOW + DAY)
    for thing, address in (("one", "ann@example.org"), ("two", "bo@example.org")):
        Receipt.objects.create(kind="alert", channel="mail", thing=thing, mail=address, at=NOW)
    assert queries.keeps("ann@example.org", by=OPERATOR)
    ann = "ann@example.org"
    with pytest.raises(NotAllowedError):
        actions.forget_person(by=VISITOR, person="", email=ann, name="", now=NOW + DAY)
    told = actions.forget_person(by=OPERATOR, person="", email=ann, name="", now=NOW + DAY)
    assert dict(told.cleared)["alerts"] == 1
    assert not queries.keeps("ann@example.org", by=OPERATOR)
    assert not Letter.objects.filter(text__icontains="ann@example.org").exists()
    mail.outbox.clear()
    actions.carry_letters(now=NOW + 2 * DAY)
    assert {address for sent in mail.outbox for address in sent.to} == {"bo@example.org"}
    receipt = Receipt.objects.get(thing="one")
    assert (receipt.mail, receipt.holder[:7]) == ("", "person:")
    assert Receipt.objects.get(thing="two").mail == "bo@example.org"
    _take(folder, "third", "Toes anew, an invented trial")
    actions.write_alerts(by=CLOCK, now=NOW + 3 * DAY)
    assert set(Letter.objects.values_list("address", flat=True)) == {"", "bo@example.org"}

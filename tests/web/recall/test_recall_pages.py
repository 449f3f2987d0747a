"""A steward reports a retraction; every page says it, holders and owners are asked."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client

from concordat.delivery import actions
from concordat.delivery.models import OwnerTask, RecallNotice
from concordat.evidence import actions as evidence
from concordat.parties.words import CLOCK, Actor
from tests.delivery import fallen
from tests.delivery.fallen import Nowhere
from tests.web.html import Page

pytestmark = pytest.mark.django_db
REPORT = {
    "relation": "retracted",
    "notice": "https://doi.org/10.5555/Notice",
    "on": "2013-05-01",
    "source": "Journal of Nowhere",
    "note": "",
}


def as_(client: Client, actor: Actor) -> Client:
    client.force_login(get_user_model().objects.get(public_id=actor.person))
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    said = response.content.decode()
    assert not Page(said).faults, (address, Page(said).faults)
    return re.sub(r"\s+", " ", said)


def report(client: Client, nowhere: Nowhere, **more: str):  # type: ignore[no-untyped-def]
    page = client.get(f"/evidence/{nowhere.trial}/report").content.decode()
    found = re.search(r'name="seen"[^>]*value="(\d+)"', page)
    assert found
    return client.post(f"/evidence/{nowhere.trial}/report", REPORT | {"seen": found[1]} | more)


def test_a_steward_writes_looks_and_confirms(client: Client, nowhere: Nowhere) -> None:
    as_(client, nowhere.ada)
    looked = report(client, nowhere).content.decode()
    assert not Page(looked).faults, Page(looked).faults
    assert "DOI 10.5555/notice" in looked
    assert "The invented guidance of salt" in looked
    assert "Which invented trials of salt are there in Nowhere?" in looked
    assert "has been retracted" not in text(client, f"/evidence/{nowhere.trial}")
    done = report(client, nowhere, confirm="yes")
    assert (done.status_code, done["Location"]) == (302, f"/evidence/{nowhere.trial}")
    page = text(client, f"/evidence/{nowhere.trial}")
    assert "This work has been retracted. Do not rely on it." in page
    assert "Retraction notice: DOI 10.5555/notice" in page
    assert "It is entered." in page
    assert "marked: retracted" in text(client, "/packs/salt")
    assert "marked “retracted”" in text(client, "/packs")


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("relation", "", "Choose what happened to the work"),
        ("notice", "no such thing", "Enter a DOI like"),
        ("on", "last May", "Enter the date like"),
        ("on", "2013-02-30", "There is no such date"),
        ("on", "2999-01-01", "not in the future"),
        ("source", "", "Say who says so"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    client: Client, nowhere: Nowhere, field: str, value: str, said: str
) -> None:
    as_(client, nowhere.ada)
    response = report(client, nowhere, **{field: value})
    page = response.content.decode()
    assert response.status_code == 400
    assert not Page(page).faults, Page(page).faults
    assert said in page
    assert f'href="#id_{field}' in page
    if field != "source":
        assert "Journal of Nowhere" in page


def test_of_two_stewards_the_second_is_told(client: Client, nowhere: Nowhere) -> None:
    as_(client, nowhere.ada)
    seen = str(fallen.named("trial").revision)
    fallen.retract(nowhere)
    data = REPORT | {"seen": seen, "relation": "withdrawn", "confirm": "yes"}
    response = client.post(f"/evidence/{nowhere.trial}/report", data)
    assert response.status_code == 409
    assert "Somebody changed this work while you were writing" in response.content.decode()
    assert fallen.named("trial").standing == "retracted"


def test_who_may_not_report_is_told_what_to_do(client: Client, nowhere: Nowhere) -> None:
    assert client.get(f"/evidence/{nowhere.trial}/report").status_code == 302
    as_(client, nowhere.eve)
    assert "Ask an administrator" in text(client, f"/evidence/{nowhere.trial}/report", 403)
    assert "Report that it was" not in text(client, f"/evidence/{nowhere.trial}")


def test_a_pack_that_was_opened_leaves_a_receipt_and_its_reader_is_told(
    client: Client, nowhere: Nowhere
) -> None:
    client.get("/packs/salt")  # a visitor: nobody is known
    as_(client, nowhere.eve)
    client.get("/packs/salt/1/pack.html")
    fallen.retract(nowhere)
    actions.notice_falls(by=CLOCK)
    notice = RecallNotice.objects.get()
    assert (notice.channel, notice.holder) == ("file", f"person:{nowhere.eve.person}")
    assert "The invented trial of salt" in text(client, "/recall/me")
    client.logout()
    assert "I have seen this" in text(client, f"/recall/seen/{notice.key}")
    notice.refresh_from_db()
    assert notice.seen_at is None
    client.post(f"/recall/seen/{notice.key}")
    assert "You have said that you have seen this" in text(client, f"/recall/seen/{notice.key}")
    text(client, "/recall/seen/guessed", 404)


def test_the_owner_answers_and_the_other_editor_is_told(client: Client, nowhere: Nowhere) -> None:
    fallen.retract(nowhere)
    actions.notice_falls(by=CLOCK)
    task = OwnerTask.objects.get(kind="guidance").public_id
    as_(client, nowhere.bob)
    assert "To be decided" in text(client, "/recall/tasks")
    page = text(client, f"/recall/tasks/{task}")
    assert "The invented review of salt" in page
    wrong = client.post(f"/recall/tasks/{task}", {"outcome": "update", "reason": "", "seen": "1"})
    assert (wrong.status_code, "Give the reason" in wrong.content.decode()) == (400, True)
    given = {"outcome": "update", "reason": "Section 3 goes.", "seen": "1"}
    assert client.post(f"/recall/tasks/{task}", given).status_code == 302
    assert "Section 3 goes." in text(client, f"/recall/tasks/{task}")
    second = client.post(f"/recall/tasks/{task}", given | {"reason": "My text"})
    assert second.status_code == 409
    assert "My text" in second.content.decode()
    as_(client, nowhere.eve)
    assert client.post(f"/recall/tasks/{task}", given | {"seen": "2"}).status_code == 403


def test_who_has_not_seen_it_is_shown_to_those_who_may_know(
    client: Client, nowhere: Nowhere
) -> None:
    fallen.give_pack(nowhere, person=nowhere.eve.person, party=nowhere.ada.party)
    fallen.retract(nowhere)
    actions.notice_falls(by=CLOCK)
    fall = RecallNotice.objects.get().fall.public_id  # type: ignore[union-attr]
    assert "Who has not yet seen it" not in text(client, f"/recall/{fall}")
    as_(client, nowhere.ada)
    page = text(client, f"/recall/{fall}")
    assert "0 of 1 known holders have seen it" in page
    assert "A person" in page or "Eve" in page
    assert "1 known holders have seen" in text(client, "/recall")
    assert "Others who hold it" not in page
    as_(client, nowhere.bob)
    page = text(client, f"/recall/{fall}")
    assert "Eve" not in page
    assert "Nobody whose name you may see holds it." in page
    assert re.search(r"<li>[^<]+: 1 holder, 1 of them still to see it</li>", page)


def test_the_page_of_a_work_shows_what_uses_it(client: Client, nowhere: Nowhere) -> None:
    page = text(client, f"/evidence/{nowhere.trial}")
    assert "No tie to another work is known here" not in page
    assert f'Used by: <a href="/evidence/{nowhere.review}">The invented review of salt</a>' in page
    assert 'Used in: <a href="/packs/salt">Which invented trials' in page
    above = text(client, f"/evidence/{nowhere.guidance}")
    assert (
        f'Rests on: <a href="/evidence/{nowhere.review}">The invented review of salt</a>' in above
    )
    assert "supports" in above


def test_a_chain_as_picture_list_and_json(client: Client, nowhere: Nowhere) -> None:
    fallen.retract(nowhere)
    page = text(client, f"/evidence/{nowhere.trial}/chain")
    assert "What rests on that (two hops up)" in page
    assert "Unknown. Nobody has recorded what this rests on" in page
    assert "<svg" in page
    given = client.get(f"/evidence/{nowhere.guidance}/chain.json").json()
    assert {(each["key"], each["level"]) for each in given["works"]} == {
        (nowhere.guidance, 0),
        (nowhere.review, -1),
        (nowhere.trial, -2),
    }
    assert given["unknown"] == [{"work": nowhere.guidance, "side": "above"}]
    assert given["use"] == "unknown"
    picture = client.get(f"/evidence/{nowhere.trial}/chain.svg")
    assert picture["Content-Type"].startswith("image/svg+xml")
    kept = evidence.merge(work=nowhere.trial, other=nowhere.review, reason="same", by=CLOCK)
    gone = nowhere.trial if kept == nowhere.review else nowhere.review
    for rest in ("chain", "chain.json", "chain.svg"):
        moved = client.get(f"/evidence/{gone}/{rest}")
        assert (moved.status_code, moved["Location"]) == (301, f"/evidence/{kept}/{rest}")


def test_files_have_a_tag_that_changes_with_the_standing(client: Client, nowhere: Nowhere) -> None:
    for form in ("html", "pdf"):
        address = f"/packs/salt/1/pack.{form}"
        before = client.get(address)
        tag = before["ETag"]
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again["ETag"]) == (304, tag)
    fallen.retract(nowhere)
    after = client.get(address, headers={"If-None-Match": tag})
    assert after.status_code == 200
    assert after["ETag"] != tag
    assert client.get("/packs/salt/2").status_code == 404


def test_withdrawing_in_a_task_withdraws_the_pack(client: Client, nowhere: Nowhere) -> None:
    client.get("/packs/salt", follow=True)
    as_(client, nowhere.eve).get("/packs/salt")
    fallen.retract(nowhere)
    actions.notice_falls(by=CLOCK)
    task = OwnerTask.objects.get(kind="pack")
    as_(client, nowhere.ada)
    answer = {"outcome": "withdraw", "reason": "Its only trial fell.", "seen": "1"}
    asked = client.post(f"/recall/tasks/{task.public_id}", answer).content.decode()
    assert not Page(asked).faults, Page(asked).faults
    assert "Check before you withdraw the pack" in asked
    assert "1 known reader or program that was given it is told" in asked
    assert "There is one trial." in text(client, "/packs/salt"), "not before it is confirmed"
    done = client.post(f"/recall/tasks/{task.public_id}", answer | {"confirm": "yes"})
    assert done["Location"] == f"/recall/tasks/{task.public_id}"
    assert "every channel says so" in text(client, done["Location"])
    pack = text(client, "/packs/salt")
    assert "This pack has been withdrawn" in pack
    assert "Its only trial fell." in pack
    assert "There is one trial." not in pack
    again = client.post(f"/recall/tasks/{task.public_id}", answer | {"seen": "2"})
    assert again.status_code == 302, "said twice, withdrawn once"
    as_(client, nowhere.eve)
    told = text(client, "/recall/me")
    assert "The owner withdrew this knowledge pack on" in told
    assert "Its only trial fell." in told
    assert actions.tell_holders(by=CLOCK) == 2, "of the work, and of the pack"
    letter = next(each for each in mail.outbox if each.subject.startswith("Withdrawn"))
    assert "Why: Its only trial fell." in letter.body
    link = re.search(r"/recall/seen/\S+", str(letter.body))
    assert link
    assert "was withdrawn and must not be used any more" in text(client, link[0])
    client.post(link[0])
    assert "You have said that you have seen this" in text(client, link[0])


def test_who_may_not_decide_is_told_who_may_before_they_write(
    client: Client, nowhere: Nowhere
) -> None:
    fallen.retract(nowhere)
    actions.notice_falls(by=CLOCK)
    task = OwnerTask.objects.get(kind="pack").public_id
    as_(client, nowhere.bob)
    page = text(client, f"/recall/tasks/{task}")
    assert 'name="reason"' not in page
    assert "A publisher or a knowledge specialist of" in page
    assert "Which invented trials of salt are there in Nowhere? (knowledge" in re.sub(
        "<[^>]*>", "", page
    ), "the pack by its question"
    as_(client, nowhere.ada)
    assert 'name="reason"' in text(client, f"/recall/tasks/{task}")


def test_one_person_is_one_holder_has_one_letter_and_answers_once(
    client: Client, nowhere: Nowhere
) -> None:
    as_(client, nowhere.eve)
    for address in ("/packs/salt", "/packs/salt", "/packs/salt/1/pack.html"):
        client.get(address)
    fallen.retract(nowhere)
    actions.notice_falls(by=CLOCK)
    assert RecallNotice.objects.count() == 2, "a page and a file"
    assert actions.tell_holders(by=CLOCK) == len(mail.outbox) == 1
    assert actions.tell_holders(by=CLOCK) == 0
    fall = RecallNotice.objects.first().fall.public_id  # type: ignore[union-attr]
    page = text(client, "/recall/me")
    assert page.count("I have seen this") == 1
    link = re.search(r'action="(/recall/seen/[^"]+)"', page)
    assert link
    client.post(link[1])
    assert "I have seen this" not in text(client, "/recall/me")
    as_(client, nowhere.ada)
    assert "1 of 1 known holders has seen it" in text(client, f"/recall/{fall}")
    assert "3 times, to 1 known reader or program" in text(
        client, f"/evidence/{nowhere.trial}/chain"
    )


def test_an_update_leads_to_the_next_version(client: Client, nowhere: Nowhere) -> None:
    fallen.retract(nowhere)
    actions.notice_falls(by=CLOCK)
    task = OwnerTask.objects.get(kind="pack")
    as_(client, nowhere.ada)
    answer = {"outcome": "update", "reason": "It is being written.", "seen": "1"}
    done = client.post(f"/recall/tasks/{task.public_id}", answer)
    assert done["Location"] == "/packs/salt"
    assert "Write the next version" in text(client, "/packs/salt")
    begun = client.post("/packs/salt/next")
    assert "There is one trial." in text(client, begun["Location"])

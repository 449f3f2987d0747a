"""What each side finds on its page at each step from the question to the report."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from concordat.enquiries import actions, queries
from concordat.enquiries.models import Enquiry
from concordat.enquiries.words import Asked, Purpose, State
from concordat.parties.queries import actor_for
from concordat.parties.words import CLOCK, VISITOR, Role
from concordat.search import actions as search
from concordat.search.words import StrategyGiven
from tests.web.enquiries.test_screened_reports import House, house
from tests.web.html import Page
from tests.web.parties.record import person, signed_in

__all__ = ["house"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
QUESTION = "Does salt raise blood pressure in Nowhere?"


def text(client: Client, address: str) -> str:
    content = client.get(address).content.decode()
    assert not Page(content).faults, address
    return unescape(content)


def form(house: House, **more: str) -> dict[str, str]:
    who = {"name": "Ann", "email": "ann@wexbourne.example"}
    return {"question": QUESTION, "purpose": "audit", "library": house.library, **who, **more}


def test_whoever_has_a_report_is_offered_it_when_they_ask_again(house: House) -> None:
    asker = person("ada", "wexbourne-royal", Role.READER)
    given = Asked(QUESTION, Purpose.AUDIT, house.library, name="Ada", email="ada@w.example")
    house.enquiry = actions.ask(by=actor_for(asker), given=given, now=timezone.now())
    client = signed_in(asker)
    page = unescape(client.post("/ask", form(house)).content.decode())
    assert "Reports that you can read already" not in page
    house.deliver()
    page = unescape(client.post("/ask", form(house)).content.decode())
    assert "Reports that you can read already" in page
    assert "You asked this; delivered on" in page
    assert "nothing like it" not in page
    link = re.search(r"/ask/follow/[\w:-]+", page)
    assert link
    assert QUESTION in text(client, link[0])
    other = unescape(Client().post("/ask", form(house)).content.decode())
    assert "Reports that you can read already" not in other


def test_the_title_says_what_was_found_and_a_question_can_be_changed(house: House) -> None:
    said = form(house, question="Zyzzyva quokka?")
    page = Client().post("/ask", said).content.decode()
    assert not Page(page).faults
    assert '<h1 class="nhsuk-heading-l">Send your question</h1>' in page
    assert "answer you" not in page
    again = Client().post("/ask", said | {"change": "yes"})
    assert again.status_code == 200
    assert "Zyzzyva quokka?</textarea>" in again.content.decode()
    assert Enquiry.objects.filter(question="Zyzzyva quokka?").count() == 0


def test_a_letter_says_no_more_than_was_given(house: House) -> None:
    actions.send_letters(by=CLOCK, now=timezone.now())
    body = str(mail.outbox[0].body)
    assert "You gave no date" in body
    assert "add to it" not in body
    decision = timezone.now() + timedelta(days=3)
    given = Asked(
        QUESTION, Purpose.AUDIT, house.library, decision_at=decision, name="A", email="a@w.example"
    )
    actions.ask(by=VISITOR, given=given, now=timezone.now())
    actions.send_letters(by=CLOCK, now=timezone.now())
    local = timezone.localtime(decision)
    assert f"You decide on {local.day} {local:%B %Y}" in str(mail.outbox[-1].body)


def test_a_report_is_read_on_a_page(house: House) -> None:
    house.deliver()
    follow = f"/ask/follow/{queries.follow_token(house.enquiry)}"
    assert f'href="{follow}/report"' in text(Client(), follow)
    page = text(Client(), f"{follow}/report")
    assert "Salt may raise it." in page
    assert "What was found (2)" in page
    assert page.count("<h1") == 1
    assert "<style>" not in page
    assert Client().get("/ask/follow/wrong/report").status_code == 404


def test_a_request_goes_on_when_somebody_searches_and_writes(house: House) -> None:
    client = signed_in(house.person)
    page = f"/enquiries/{house.enquiry}"
    kept = {"text": "salt.ti.", "request": house.enquiry, "do": "keep"}
    answer = client.post("/workbench", kept | {"name": "Salt", "visibility": "own party"})
    assert answer.status_code == 302
    assert state(house) is State.SEARCHING
    shown = text(client, page)
    assert "Take it over" not in shown
    assert "Imogen" in shown
    assert "Take it over" in text(signed_in(house.reviewer), page)
    client.post(f"{page}/report", {"version": "0", "summary": "It may."})
    assert state(house) is State.SUMMARISING


def state(house: House) -> State:
    view = queries.enquiry(house.enquiry, by=house.imogen, now=timezone.now())
    assert view is not None
    return view.state


def test_after_delivery_it_is_offered_to_let_others_use_it_and_then_no_more(house: House) -> None:
    version = str(house.write())
    client, page = signed_in(house.person), f"/enquiries/{house.enquiry}"
    assert "Let others use this answer" in text(client, f"{page}/look")
    answer = client.post(f"{page}/look", {"version": version, "share": "yes"})
    assert answer["Location"] == f"{page}/publish"
    shown = text(client, page)
    assert "Look at the report and deliver it" not in shown
    assert "Deliver the report again" in shown
    view = queries.enquiry(house.enquiry, by=house.imogen, now=timezone.now())
    assert view is not None
    actions.move(
        by=house.imogen,
        enquiry=house.enquiry,
        to=State.CLOSED,
        version=view.version,
        now=timezone.now(),
    )
    shown = text(client, page)
    for gone in ("Deliver the report again", "Change the report"):
        assert gone not in shown
    assert "Look at the report" in shown
    assert "Deliver to" not in text(client, f"{page}/look")


def test_a_library_finds_its_requests_and_the_workbench(house: House) -> None:
    client = signed_in(house.person)
    for page in ("/ask", "/enquiries"):
        shown = text(client, page)
        assert 'href="/workbench"' in shown.partition("<main")[2], page
    assert 'href="/enquiries"' in text(client, "/ask").partition("<main")[2]
    assert '<a class="nhsuk-button" href="/ask">' not in text(client, "/enquiries")


def test_counting_leads_to_the_counts_and_a_mistake_to_its_summary(house: House) -> None:
    client = signed_in(house.person)
    good = client.post("/workbench", {"text": "salt.ti.", "do": "count"}).content.decode()
    assert 'action="/workbench#counts"' in good
    assert 'id="counts"' in good
    wrong = client.post("/workbench", {"text": "1. salt.ti.\n2. 1 and 7", "do": "count"})
    assert "There is a problem" in wrong.content.decode()
    assert 'id="counts"' not in wrong.content.decode()


def test_who_may_see_a_strategy_is_said_in_words(house: House) -> None:
    given = StrategyGiven("Salt", "salt.ti.", request=house.enquiry)
    kept = search.save_strategy(by=house.imogen, given=given, now=timezone.now())
    page = text(signed_in(house.person), f"/workbench/{kept}")
    assert "Seen by your organisation." in page
    assert "own party" not in page

"""The pages of requests: each answers, keeps no patient, and shows nothing to strangers."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from concordat.enquiries import actions, queries
from concordat.enquiries.models import Enquiry, SummaryText
from concordat.enquiries.words import Asked, Purpose
from concordat.parties import actions as parties
from concordat.parties.models import Person
from concordat.parties.queries import actor_for
from concordat.parties.words import CLOCK, OPERATOR, VISITOR, Actor, Role
from concordat.search import actions as search
from concordat.search.words import StrategyGiven
from tests.forum.universe import BEGAN, CONTENT
from tests.web.html import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
QUESTION = "Does salt raise blood pressure in Nowhere?"


@pytest.fixture
def imogen(small_world: None) -> Person:
    parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)
    return _person("imogen", "wexbourne-knowledge", Role.KNOWLEDGE_SPECIALIST)


def _person(name: str, party: str, role: Role) -> Person:
    made = parties.create_person(by=OPERATOR, email=f"{name}@wexbourne.example", name=name.title())
    parties.affiliate(by=OPERATOR, person=made, party=party, since=BEGAN)
    parties.grant_role(by=OPERATOR, person=made, party=party, role=role, since=BEGAN)
    return Person.objects.get(public_id=made)


def _library(slug: str = "wexbourne-knowledge") -> str:
    found = queries.libraries(on=timezone.localdate())
    return next(each.id for each in found if each.slug == slug)


def _form(**more: str) -> dict[str, str]:
    return {
        "question": QUESTION,
        "purpose": "audit",
        "library": _library(),
        "name": "Ann Example",
        "email": "ann@wexbourne.example",
        **more,
    }


def _asked() -> Enquiry:
    given = Asked(QUESTION, Purpose.AUDIT, _library(), name="Ann", email="ann@wexbourne.example")
    made = actions.ask(by=VISITOR, given=given, now=timezone.now())
    return Enquiry.objects.get(public_id=made)


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_a_question_is_carried_over_and_sent(client: Client, imogen: Person) -> None:
    page = unescape(client.get("/search?q=salt+pressure").content.decode())
    assert '/ask?q=salt%20pressure"' in page
    assert "salt pressure" in client.get("/ask?q=salt+pressure").content.decode()
    page = client.post("/ask", _form()).content.decode()
    assert "Nothing has been sent yet" in page
    assert not Enquiry.objects.exists()
    answer = client.post("/ask", _form(send="yes"), follow=True)
    assert "The library has your question" in answer.content.decode()
    actions.send_letters(by=CLOCK, now=timezone.now())
    link = re.search(r"/ask/follow/\S+", str(mail.outbox[0].body))
    assert link
    assert QUESTION in client.get(link[0]).content.decode()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("943 476 5919", "an NHS number"),
        ("DOB 3/4/1951", "a date of birth"),
        ("Mrs Smith cannot sleep", "a person’s name"),
    ],
)
def test_what_names_a_patient_is_shown_and_not_kept(
    client: Client, imogen: Person, text: str, said: str
) -> None:
    answer = client.post("/ask", _form(unwanted=text, send="yes"))
    assert answer.status_code == 400
    assert said in unescape(answer.content.decode())
    assert not Page(answer.content.decode()).faults
    assert not Enquiry.objects.exists()


def test_what_may_be_innocent_goes_on_when_said_so(client: Client, imogen: Person) -> None:
    answer = client.post("/ask", _form(known="Mrs Beeton on salt", sure="on", send="yes"))
    assert answer.status_code == 302
    assert (
        client.post("/ask", _form(known="943 476 5919", sure="on", send="yes")).status_code == 400
    )


def test_only_the_library_sees_the_request(client: Client, imogen: Person) -> None:
    row = _asked()
    pages = [f"/enquiries/{row.public_id}{end}" for end in ("", "/report", "/look", "/decline")]
    stranger = _person("rufus", "marl-vale-library", Role.KNOWLEDGE_SPECIALIST)
    colleague = _person("ada", "wexbourne-royal", Role.READER)
    for page in pages:
        assert client.get(page).status_code == 302
        assert _signed_in(stranger).get(page).status_code == 404
        assert _signed_in(colleague).get(page).status_code == 404
        answer = _signed_in(imogen).get(page)
        assert answer.status_code == 200, page
        assert not Page(answer.content.decode()).faults, page
    for other in (stranger, colleague):
        assert QUESTION not in _signed_in(other).get("/enquiries").content.decode()
    assert QUESTION in _signed_in(imogen).get("/enquiries").content.decode()


def test_a_report_is_written_and_delivered(imogen: Person, settings: Settings) -> None:
    row, client = _asked(), _signed_in(imogen)
    page = f"/enquiries/{row.public_id}"
    client.post(page, {"take": "yes", "version": "1"})
    given = StrategyGiven("Salt", "1. salt.ti.\n2. pressure.ti.\n3. 1 and 2", request=row.public_id)
    actor = parties_actor(imogen)
    search.save_strategy(by=actor, given=given, now=timezone.now())
    works = re.findall(
        r'name="add" type="checkbox" value="(\w{13})"', _text(client, page + "/report")
    )
    said = {"version": "0", "summary": "A little.", "add": works[:2], "item_14": "Clement did."}
    assert client.post(page + "/report", said).status_code == 302
    late = client.post(page + "/report", {"version": "0", "summary": "Mine is late."})
    assert late.status_code == 400
    assert "Imogen was quicker" in late.content.decode()
    for kept in (*works[:2], "PRISMA-S 14: Clement did.", "Mine is late."):
        assert kept in late.content.decode()
    assert SummaryText.objects.get(late=True).text == "Mine is late."
    shown = _text(client, page + "/look")
    for words in ("A little.", "salt.ti.", "Clement did.", "Not reported.", "23"):
        assert words in shown
    answer = client.post(page + "/look", {"version": "1"}, follow=True)
    assert "Edition 1 to ann@wexbourne.example" in answer.content.decode()
    token = queries.follow_token(row.public_id)
    for form, head in (("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!doctype")):
        body = Client().get(f"/ask/follow/{token}/report.{form}")
        assert body.status_code == 200
        assert body.content[: len(head)].lower() == head.lower()
    assert Client().get("/ask/follow/wrong/report.docx").status_code == 404


def test_letters_are_shown_in_the_demonstration_alone(
    client: Client, imogen: Person, settings: Settings, tmp_path: Path
) -> None:
    _asked()
    assert client.get("/outbox").status_code == 404
    settings.WORLD = "demo"
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert QUESTION in client.get("/outbox").content.decode()


def parties_actor(person: Person) -> Actor:

    return actor_for(person)


def _text(client: Client, page: str) -> str:
    return unescape(client.get(page).content.decode())


def test_a_letter_that_came_back_to_the_library_is_noted_and_sent_again(imogen: Person) -> None:
    row, client = _asked(), _signed_in(imogen)
    page = f"/enquiries/{row.public_id}"
    assert "A letter came back to the library" not in _text(client, page)
    actions.send_letters(by=CLOCK, now=timezone.now())
    shown = _text(client, page)
    assert "Your question has reached the library" in shown
    assert "A letter came back to the library" in shown
    assert client.post(f"{page}/came-back", {"why": ""}).status_code == 400
    answer = client.post(f"{page}/came-back", {"why": "550 nobody here"}, follow=True)
    shown = unescape(answer.content.decode())
    assert "A letter to ann@wexbourne.example came back" in shown
    assert "It said: 550 nobody here" in shown
    assert not Page(answer.content.decode()).faults
    view = queries.enquiry(row.public_id, by=parties_actor(imogen), now=timezone.now())
    assert view is not None
    given = {"email": "ann2@wexbourne.example", "version": str(view.version)}
    assert client.post(f"{page}/send-again", given).status_code == 302
    assert "It said" not in _text(client, page)


def test_where_one_works_for_a_request_its_question_leads_back(imogen: Person) -> None:
    row, client = _asked(), _signed_in(imogen)
    link = f'<a href="/enquiries/{row.public_id}">{QUESTION}</a>'
    assert link in _text(client, f"/workbench?request={row.public_id}")
    given = StrategyGiven("Salt", "salt.ti.", request=row.public_id)
    kept = search.save_strategy(by=parties_actor(imogen), given=given, now=timezone.now())
    assert link in _text(client, f"/workbench/{kept}")
    stranger = _signed_in(_person("rufus", "marl-vale-library", Role.KNOWLEDGE_SPECIALIST))
    assert QUESTION not in _text(stranger, f"/workbench?request={row.public_id}")


def test_asking_for_a_document_needs_a_few_fields(client: Client) -> None:
    html = client.get("/ask?q=Please+get+me:+Salt&work=abc").content.decode()
    assert "Ask for a document" in html
    assert "What do you need?" in html
    folded = html[html.index("Ask for a search as well") :]
    for name in ("population", "comparison", "languages"):
        assert f'name="{name}"' in folded, name
        assert html.count(f'name="{name}"') == 1, name
    for name in ("question", "purpose", "email", "organisation"):
        assert f'name="{name}"' not in folded, name
    assert "Ask for a search as well" not in client.get("/ask").content.decode()

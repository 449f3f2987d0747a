"""The workbench page: counts, errors at their line, edits with what follows, keeping."""

import re
from html import unescape

import pytest
from django.test import Client

from concordat.parties.words import OPERATOR, Role
from concordat.search import queries as search
from tests.web.parties.record import person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]
STRATEGY = "1. salt.ti.\n2. pressure.ti.\n3. 1 and 2"


def send(client: Client, do: str = "count", **data: str) -> tuple[int, str]:
    given = {"text": STRATEGY, "dialect": "", "do": do, **data}
    answer = client.post("/workbench", given)
    return answer.status_code, unescape(answer.content.decode())


def counts(page: str) -> list[str]:
    return re.findall(r'nhsuk-table__cell--numeric">(?:<strong>)?([\d,–]+)', page)


def test_an_empty_page_asks_for_a_strategy(client: Client) -> None:
    assert "Search workbench" in client.get("/workbench").content.decode()
    status, page = send(client, text="")
    assert status == 400
    assert "Write a strategy of one line or more" in page


def test_every_line_is_counted_with_its_date(client: Client) -> None:
    status, page = send(client)
    assert status == 200
    assert counts(page) == ["24", "23", "23"]
    assert re.search(r"23 works found on \d+ \w+ 20\d\d", page)
    assert "Read as written for Ovid" in page


def test_the_error_stands_at_its_line_and_in_the_summary(client: Client) -> None:
    _, page = send(client, text="1. salt.ti.\n2. (pressure.ti.\n3. 1 and 2\n4. pressure.ti.")
    assert counts(page) == ["24", "–", "–", "23"]
    assert re.search(r'href="#id_text">\s*Line 2: This bracket is opened', page)
    assert '<mark class="app-wrong">(</mark>pressure.ti.' in page
    assert "<title>Error:" in " ".join(page.split())


def test_changing_a_line_recounts_it_and_what_rests_on_it(client: Client) -> None:
    _, page = send(client, "edit-1")
    assert "Change line 1" in page
    assert ">salt.ti.</textarea>" in re.sub(r"\s+<", "<", page).replace("\n", "")
    before = re.search(r'name="before" value="({[^}]*})"', page)
    assert before
    _, page = send(client, "replace-1", line="guidance.ti.", before=before[1])
    assert counts(page) == ["1", "23", "0"]
    assert page.count("recounted") == 2
    assert "was 24" in page
    assert "1. guidance.ti." in page


def test_adding_a_line(client: Client) -> None:
    _, page = send(client, "add", line="3 not 1")
    assert counts(page) == ["24", "23", "23", "0"]
    assert "4. 3 not 1" in page


def test_translating_says_what_cannot_be_said(client: Client) -> None:
    _, page = send(client, "translate", text="(salt adj3 press*).tw.")
    assert "salt[tiab] AND press*[tiab]" in page
    assert "What PubMed cannot say" in page
    assert "AND, which finds more" in page
    assert "Ovid can say all of it" in page


def test_a_visitor_counts_and_is_asked_to_sign_in_to_keep(client: Client) -> None:
    _, page = send(client)
    assert "Sign in</a> for your organisation to keep it" in page
    status, page = send(client, "keep", name="Salt", visibility="own party")
    assert status == 403
    assert search.saved_strategies(by=OPERATOR) == []


def test_keeping_running_and_comparing(client: Client) -> None:
    ann = signed_in(person("ann", "nice", Role.KNOWLEDGE_SPECIALIST))
    status, _ = send(ann, "keep", name="", visibility="own party")
    assert status == 400
    send(ann, "keep", name="Salt", visibility="own party", request="enquiry000001")
    (kept,) = search.saved_strategies(by=OPERATOR)
    assert (kept.name, kept.request) == ("Salt", "enquiry000001")
    page = ann.get(f"/workbench/{kept.id}").content.decode()
    assert "Run it today" in page
    assert ann.post(f"/workbench/{kept.id}/run").status_code == 302
    run, first = search.saved_strategy(kept.id, by=OPERATOR).runs  # type: ignore[union-attr]
    shown = ann.get(f"/workbench/{kept.id}/runs/{first.id}").content.decode()
    assert "every line gives the same count" in shown
    assert run.total == first.total == 23
    ris = ann.get(f"/workbench/{kept.id}/runs/{first.id}.ris")
    assert b"".join(ris.streaming_content).count(b"TY  - ") == 23  # type: ignore[attr-defined]


def test_others_do_not_find_what_is_kept_for_a_party(client: Client) -> None:
    ann = signed_in(person("ann", "nice", Role.KNOWLEDGE_SPECIALIST))
    bob = signed_in(person("bob", "cqc", Role.KNOWLEDGE_SPECIALIST))
    send(ann, "keep", name="Secret salt", visibility="own party")
    (kept,) = search.saved_strategies(by=OPERATOR)
    (run,) = search.saved_strategy(kept.id, by=OPERATOR).runs  # type: ignore[union-attr]
    for other in (bob, client):
        for address in ("", f"/runs/{run.id}", f"/runs/{run.id}.ris"):
            assert other.get(f"/workbench/{kept.id}{address}").status_code == 404
        assert other.get(f"/workbench?strategy={kept.id}").status_code == 404
        assert "Secret salt" not in other.get("/workbench/saved").content.decode()
    assert bob.post(f"/workbench/{kept.id}/run").status_code == 404


def test_the_second_of_two_editors_loses_nothing(client: Client) -> None:
    ann = signed_in(person("ann", "nice", Role.KNOWLEDGE_SPECIALIST))
    send(ann, "keep", name="Salt", visibility="own party")
    (kept,) = search.saved_strategies(by=OPERATOR)
    again = {"strategy": kept.id, "version": "1", "visibility": "own party"}
    send(ann, "keep", name="First", **again)
    status, page = send(ann, "keep", name="Second", text="salt.ti.", **again)
    assert status == 409
    assert "Nothing of yours is lost" in page
    assert 'value="Second"' in page
    assert 'name="version" value="2"' in page
    assert search.saved_strategies(by=OPERATOR)[0].name == "First"


def test_reporting_a_search_elsewhere(client: Client) -> None:
    ann = signed_in(person("ann", "nice", Role.KNOWLEDGE_SPECIALIST))
    send(ann, "keep", name="Salt", visibility="own party")
    (kept,) = search.saved_strategies(by=OPERATOR)
    address = f"/workbench/{kept.id}/elsewhere"
    row = {"database": "Embase", "platform": "Ovid", "count": "1234", "text": "exp salt/"}
    wrong = ann.post(address, row | {"searched_on": "last week"})
    assert wrong.status_code == 400
    assert "“last week” is not a day" in wrong.content.decode()
    assert ann.post(address, row | {"searched_on": "2026-02-20"}).status_code == 302
    page = ann.get(f"/workbench/{kept.id}").content.decode()
    assert "Embase" in page
    assert "1,234" in page
    assert client.get(address).status_code == 302

"""The page of a work over real rooms."""

import re

import pytest
from django.test import Client

from concordat.evidence import actions, queries
from concordat.parties.words import OPERATOR, VISITOR
from concordat.search import queries as search
from concordat.search.words import Question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]


def find(text: str) -> str:
    """Return the id of the first work for a question."""
    return search.find_all_ids(Question(text), by=VISITOR, limit=1)[0]


def test_a_work_shows_its_standing_identifiers_and_where_they_came_from(client: Client) -> None:
    work = search.find_all_ids(Question('"part 7"'), by=VISITOR, limit=1)[0]
    text = client.get(f"/evidence/{work}").content.decode()
    assert "This work has been retracted. Do not rely on it." in text
    assert 'href="https://doi.org/10.5555/nowhere.7"' in text
    assert "An invented source" in text
    assert "Retraction notice: DOI 10.5555/nowhere.notice" in re.sub(r"\s+", " ", text)


def test_guidance_leads_to_its_party(client: Client) -> None:
    text = client.get(f"/evidence/{find('invented guidance')}").content.decode()
    assert 'href="/parties/nice"' in text
    assert "Nobody has checked since whether it is in force." in text
    assert "On 1 June 2014, according to example.org." in text
    assert 'href="https://example.org/an-invented-list' in text
    assert "National Institute for Health and Care Excellence" in text


def test_a_merged_work_leads_to_what_it_became(client: Client) -> None:
    one, two = search.find_all_ids(Question("salt AND pressure"), by=VISITOR, limit=2)
    kept = actions.merge(work=one, other=two, reason="they are the same", by=OPERATOR)
    gone = one if kept == two else two
    for rest in ("", "/export.ris"):
        response = client.get(f"/evidence/{gone}{rest}")
        assert (response.status_code, response["Location"]) == (301, f"/evidence/{kept}{rest}")


def test_a_private_work_is_not_there_for_a_visitor(client: Client) -> None:
    from concordat.evidence.models import Work

    work = find("salt")
    Work.objects.filter(public_id=work).update(visibility="own party")
    assert queries.work(work, by=VISITOR) is None
    for address in (f"/evidence/{work}", f"/evidence/{work}/export.ris"):
        assert client.get(address).status_code == 404


def test_one_work_as_ris(client: Client) -> None:
    work = find("salt")
    response = client.get(f"/evidence/{work}/export.ris")
    body = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert body.startswith("TY  - ")
    assert body.count("ER  -") == 1

"""Parties and agreements as at a date, over the real facts of content/."""

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_world")]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_concordat_has_five_names_as_signed_and_four_holders_now(client: Client) -> None:
    text = text_of(client, "/agreements/concordat?on=2026-01-01")
    assert "5 names as signed; on 1 January 2026, 4 different bodies hold them." in text
    assert "Support is not counted." in text
    assert "Signed text, its date and officers not public" in text


def test_before_the_mergers_others_held_the_signatures(client: Client) -> None:
    now = text_of(client, "/agreements/concordat?on=2026-01-01")
    then = text_of(client, "/agreements/concordat?on=2022-06-30")
    assert "Health Education England (HEE) NHS England" in now
    assert "Health Education England (HEE) the same" in then


def test_each_clause_is_quoted_at_its_own_address(client: Client) -> None:
    text = text_of(client, "/agreements/concordat/ambition-2")
    assert (
        "investment in digital knowledge resources on behalf of the NHS is co-ordinated and "
        "delivers value for money for the workforce, for patients and the taxpayer alike" in text
    )
    assert "/agreements/concordat/ambition-2" in text


def test_a_party_shows_what_became_of_it_both_ways(client: Client) -> None:
    gone = text_of(client, "/parties/hee")
    assert "No longer exists" in gone
    assert "What was its own is now held by NHS England." in gone
    heir = client.get("/parties/nhs-england").content.decode()
    assert '<a href="/parties/hee">Health Education England</a>' in heir
    assert "<svg" in heir


def test_a_party_is_as_it_was_on_the_date(client: Client) -> None:
    text = text_of(client, "/parties/hee?on=2021-10-01")
    assert "No longer exists" not in text
    assert "is now held by" not in text


def test_what_a_party_published_is_listed(client: Client) -> None:
    assert "Salt in Nowhere: invented guidance" in text_of(client, "/parties/nice")


def test_a_wrong_date_shows_today_and_says_so(client: Client) -> None:
    response = client.get("/parties?on=1+May+2021")
    assert response.status_code == 400
    html = response.content.decode()
    assert "“1 May 2021” is not a date" in html
    assert 'href="#on"' in html
    assert "<title>Error: Parties" in html

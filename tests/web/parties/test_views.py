"""Parties and agreements as at a date, over the real facts of content/."""

import re
from datetime import date

import pytest
from django.test import Client

from concordat.parties import actions
from concordat.parties.words import OPERATOR, PartyKind

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


def test_what_bound_two_parties_on_a_day(client: Client) -> None:
    asked = "/agreements?between=nice&between=cqc&on="
    assert "The concordat" not in text_of(client, asked + "2020-01-01")
    assert "No agreement between them is recorded" in text_of(client, asked + "2020-01-01")
    bounded = text_of(client, asked + "2021-10-01")
    assert "in force on 1 October 2021" in bounded
    assert "Possibly: a date is not known for certain" in bounded
    later = text_of(client, asked + "2022-07-01")
    assert "Possibly" not in later
    assert "Stands, review due" in later
    support = text_of(client, "/agreements?between=nihr&between=cqc&on=2022-07-01")
    assert "No agreement between them" in support


def test_agreements_with_parties_that_are_gone_are_due_for_review(client: Client) -> None:
    page = text_of(client, "/agreements?show=review&on=2026-01-01")
    assert "Health Education England is no longer there" in page
    assert "No agreement is due" in text_of(client, "/agreements?show=review&on=2022-06-30")


def test_parties_are_found_by_a_name_of_any_time(client: Client) -> None:
    page = text_of(client, "/parties?q=commissioning+board&on=2026-01-01")
    assert "1 party" in page
    assert "NHS England" in page
    assert "0 parties" in text_of(client, "/parties?kind=company")
    assert "13 parties" in text_of(client, "/parties?kind=nonsense")


def test_a_long_list_has_pages(client: Client) -> None:
    for number in range(205):
        actions.found_party(
            by=OPERATOR,
            slug=f"party-{number:03}",
            name=f"Party {number:03}",
            kind=PartyKind.CHARITY,
            since=date(2020, 1, 1),
        )
    first = text_of(client, "/parties?kind=charity&on=2026-01-01")
    assert "205 parties, page 1 of 3" in first
    assert "Party 100" not in first
    html = client.get("/parties?kind=charity&on=2026-01-01&page=3").content.decode()
    assert "Party 204" in html
    assert "Party 199" not in html
    assert 'page=2"' in html
    assert "page 1 of 3" in text_of(client, "/parties?kind=charity&page=99")


def test_a_party_says_whether_we_hold_what_it_publishes(client: Client) -> None:
    actions.list_publishing(
        by=OPERATOR, party="nice", what="Invented guidance", licence="None", taken_as="invented"
    )
    page = text_of(client, "/parties/nice")
    assert "1 held, by way of An invented source" in page
    assert "Nothing is taken in from here by itself" in page
    assert "Where it came from, and when we last looked" in page
    assert "not known 1 not known" in page  # other works came from that source too


def test_a_party_lists_the_knowledge_it_answers_for(client: Client) -> None:
    actions.set_review(by=OPERATOR, agreement="concordat", on=date(2024, 1, 1))
    page = text_of(client, "/parties/nhs-england?on=2026-01-01")
    assets = page.split("Knowledge it answers for")[-1]
    assert "Maximising digital knowledge resources" in assets
    assert "1 January 2024 Review due" in assets
    before = text_of(client, "/parties/nhs-england?on=2022-01-01")
    assert "a concordat" not in before.split("Knowledge it answers for")[-1]


def test_a_page_as_at_another_day_says_so_and_marks_what_came_after(client: Client) -> None:
    then = text_of(client, "/parties/nhs-digital?on=2022-06-30")
    assert "As at 30 June 2022. Show it as at today" in then
    assert "1 February 2023 after the day shown" in then
    now = text_of(client, "/parties/nhs-digital")
    assert "Show it as at today" not in now
    assert "after the day shown" not in now

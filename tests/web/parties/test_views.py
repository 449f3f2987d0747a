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
    response = client.get("/parties?on=the+Monday+after")
    assert response.status_code == 400
    html = response.content.decode()
    assert "“the Monday after” is not a day. Write it like 1 October 2021" in html
    assert 'value="the Monday after"' in html
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
    assert "We hold what one list or file, An invented source, names: 1 held" in page
    assert "own site was not looked at" in page
    assert "Nothing is taken in from here by itself" in page
    assert "Lists and files that it came from, of what date" in page
    assert "not known 1 not known" in page  # other works came from that source too


def test_a_party_lists_the_knowledge_it_answers_for(client: Client) -> None:
    actions.set_review(by=OPERATOR, agreement="concordat", on=date(2024, 1, 1))
    page = text_of(client, "/parties/nhs-england?on=2026-01-01")
    assets = page.split("Knowledge it answers for")[-1]
    assert "Maximising digital knowledge resources" in assets
    assert "1 January 2024 Review due" in assets
    before = text_of(client, "/parties/nhs-england?on=2022-01-01")
    assert "a concordat" not in before.split("Knowledge it answers for")[-1]


def test_a_page_as_at_another_day_says_so_and_sets_apart_what_came_after(client: Client) -> None:
    then = text_of(client, "/parties/nhs-digital?on=2022-06-30")
    assert "As at 30 June 2022. Show it as at today" in then
    known, later = then.split("What came later, after 30 June 2022")
    assert "1 February 2023" not in known
    assert "1 February 2023" in later
    now = text_of(client, "/parties/nhs-digital")
    assert "Show it as at today" not in now
    assert "What came later" not in now
    assert "until 1 February 2023" in now


@pytest.mark.parametrize("typed", ["30/6/2022", "30/06/2022", "30 June 2022", "2022-06-30"])
def test_a_day_is_read_in_each_way_that_people_write_it(client: Client, typed: str) -> None:
    page = text_of(client, f"/parties/nhs-digital?on={typed}")
    assert "As at 30 June 2022." in page


def test_links_carry_the_day_from_page_to_page(client: Client) -> None:
    for address, link in (
        ("/parties", "/parties/nhs-digital"),
        ("/parties", "/successions"),
        ("/parties/hee", "/agreements/concordat"),
        ("/agreements", "/agreements/concordat"),
        ("/agreements/concordat", "/parties/hee"),
        ("/agreements/concordat", "/agreements/concordat/ambition-2"),
        ("/agreements/concordat/ambition-2", "/agreements/concordat"),
        ("/successions", "/parties"),
        ("/successions/nhs-digital-2023", "/parties/nhs-digital"),
    ):
        then = client.get(f"{address}?on=30/6/2022").content.decode()
        assert f'href="{link}?on=2022-06-30' in then, (address, link)
        today = client.get(address).content.decode()
        assert f'href="{link}"' in today or f'href="{link}#' in today, (address, link)


def test_each_signature_is_said_with_its_own_day(client: Client) -> None:
    actions.sign(
        by=OPERATOR,
        agreement="concordat",
        name="The invented late signer",
        parties=["nihr"],
        on=date(2026, 3, 3),
    )
    text = text_of(client, "/agreements?on=2026-04-01")
    assert "Signed on 3 March 2026 by The invented late signer" in text
    first = text.split("Signed between 1 April 2021 and 30 June 2022 by")[1]
    assert "late signer" not in first.split("Signed on")[0]
    assert "late signer" not in text_of(client, "/agreements?on=2025-11-22")
    before = text_of(client, "/agreements/concordat?on=2025-11-22")
    assert "Not yet signed on 3 March 2026 nobody yet" in before
    assert "First signed between 1 April 2021" in before


def test_a_party_says_which_agreements_it_signed_or_holds(client: Client) -> None:
    def bonds(address: str) -> str:
        page = text_of(client, address)
        return page.split("Agreements it signed or holds")[-1].split("What it took over")[0]

    signer = bonds("/parties/hee")
    assert "Signed as “Health Education England (HEE)” between 1 April 2021" in signer
    assert "Held by NHS England" in signer
    assert "Held by" not in bonds("/parties/hee?on=2022-06-30")
    heir = bonds("/parties/nhs-england?on=2026-01-01")
    assert "Holds what “Health Education England (HEE)” signed" in heir
    assert "Holds what “Health" not in bonds("/parties/nhs-england?on=2022-06-30")
    assert "Supports it" in bonds("/parties/nihr")
    assert "None is recorded" in bonds("/parties/nihr?on=2015-01-01")


def test_clauses_without_commitments_do_not_read_as_nothing_agreed(client: Client) -> None:
    said = "What was agreed is above. No party has yet recorded a commitment with an indicator"
    assert said in text_of(client, "/agreements/concordat")

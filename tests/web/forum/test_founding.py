"""A forum from its founding: terms as data in versions, members, delegates; and which forum."""

import pytest
from django.test import Client

from concordat.forum import queries
from concordat.forum.words import QuorumRule
from tests.forum import universe
from tests.forum.universe import FORUM, Region
from tests.web.forum.test_views import entered, whole
from tests.web.html import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_world")]

TERMS = {
    "number": "1",
    "since": "2025-06-01",
    "text": "# Purpose\nTo share.",
    "source": "Paper 3",
    "least_1": "2",
    "counts_1": "parties",
    "kinds_1": ["signatory"],
    "centres_1": "",
    "counts_2": "people",
    "least_2": "1",
    "centres_2": "Wexbourne, Marl",
    "counts_3": "people",
    "counts_4": "people",
}


@pytest.fixture
def region() -> Region:
    return universe.build()


def sent(client: Client, address: str, data: object, status: int = 302) -> str:
    response = client.post(address, data)
    text = str(response.content.decode())
    assert response.status_code == status, (address, text[-2000:])
    assert status == 302 or not Page(text).faults
    return text


def test_a_forum_from_its_founding_to_its_members(client: Client, region: Region) -> None:
    entered(client, region, "hester")
    sent(client, "/forum/new", {"name": "The second forum", "clause": "compact/ask-first"})
    whole(client, "/forum/the-second-forum/terms/new")
    sent(client, "/forum/the-second-forum/terms/new", TERMS)
    party = {"party": "marl-vale", "kind": "signatory", "since": "2025-06-01", "centre": "Marl"}
    sent(client, "/forum/the-second-forum/members/new", party)
    found = queries.forum("the-second-forum", on=universe.today())
    assert found is not None
    assert found.terms is not None
    assert found.terms.rules == (
        QuorumRule(2, "parties", ("signatory",)),
        QuorumRule(1, "people", (), ("Wexbourne", "Marl")),
    )
    assert [(each.party.slug, each.centre) for each in found.members] == [("marl-vale", "Marl")]
    text = whole(client, "/forum/the-second-forum")
    assert "Bridget" in text, "who speaks for the member"
    assert "At least 1 person from each of Wexbourne and Marl present." in text
    sent(client, "/forum/the-second-forum/members/marl-vale/end", {"until": "2025-07-01"})
    assert queries.forum("the-second-forum", on=universe.today()).members == ()  # type: ignore[union-attr]


def test_later_terms_stand_beside_the_earlier_ones(client: Client, region: Region) -> None:
    entered(client, region, "hester")
    later = universe.today(30)
    sent(client, f"/forum/{FORUM}/terms/new", {**TERMS, "number": "2", "since": later.isoformat()})
    assert [each.number for each in queries.terms_of(FORUM)] == ["2", "1"]
    text = whole(client, f"/forum/{FORUM}/terms")
    assert text.index(">to come<") < text.index(">in force<")
    now, then = (queries.forum(FORUM, on=day) for day in (universe.today(), later))
    assert now is not None
    assert then is not None
    assert (now.terms.number, then.terms.number) == ("1", "2")  # type: ignore[union-attr]
    again = sent(client, f"/forum/{FORUM}/terms/new", {**TERMS, "number": "2"}, 400)
    assert "There are terms 2 already" in again
    assert "# Purpose" in again, "what was typed stays"


@pytest.mark.parametrize(
    ("address", "data", "said"),
    [
        ("/forum/new", {"name": "X", "slug": "No Slug"}, "small letters"),
        ("/forum/new", {"name": "X", "slug": FORUM}, "There is a forum"),
        ("/forum/new", {"name": ""}, "Write something here"),
        (f"/forum/{FORUM}/terms/new", {**TERMS, "number": "9", "least_1": "many"}, "whole number"),
        (
            f"/forum/{FORUM}/terms/new",
            {**TERMS, "number": "9", "since": "once"},
            "“once” is not a day",
        ),
        (f"/forum/{FORUM}/members/new", {"party": "nowhere", "since": "2025-01-01"}, "Choose one"),
        (f"/forum/{FORUM}/chair", {"text": "Renew it."}, "Write something here"),
        (f"/forum/{FORUM}/members/hathermere/end", {"until": "1999-01-01"}, "before it began"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    client: Client, region: Region, address: str, data: object, said: str
) -> None:
    entered(client, region, "hester")
    assert said in sent(client, address, data, 400)


def test_only_the_secretariat_founds_and_only_parties_see_who_speaks(
    client: Client, region: Region
) -> None:
    assert "Bridget" not in whole(client, f"/forum/{FORUM}")
    entered(client, region, "rufus")
    for address in ("/forum/new", f"/forum/{FORUM}/terms/new", f"/forum/{FORUM}/members/new"):
        assert client.get(address).status_code == 403
    assert "Bridget" in whole(client, f"/forum/{FORUM}")


def test_what_the_chair_did_between_meetings_waits_to_be_ratified(
    client: Client, region: Region
) -> None:
    entered(client, region, "hester")
    data = {"text": "Renew the database.", "reasons": "It ended on Monday."}
    done = client.post(f"/forum/{FORUM}/chair", data)
    assert "to be ratified" in whole(client, done["Location"])
    assert "Renew the database." in whole(client, f"/forum/{FORUM}")


def test_with_several_forums_one_is_chosen(client: Client, region: Region) -> None:
    entered(client, region, "hester")
    assert 'type="hidden" name="forum"' in whole(client, "/questions/new")
    sent(client, "/forum/new", {"name": "A first by name"})
    text = whole(client, "/questions/new")
    assert "In which forum?" in text
    data = {
        "forum": FORUM,
        "text": "May we?",
        "asked_of": "marl-vale",
        "due_on": universe.today(3).isoformat(),
    }
    sent(client, "/questions/new", data)
    (asked,) = queries.questions(by=region.actor("hester"), today=universe.today())
    assert asked.forum == FORUM
    assert "In which forum?" in whole(client, "/areas/new")

"""Pages of decisions: for everybody once published, found in two clicks, with files to keep."""

from hashlib import sha256

import pytest
from django.test import Client

from concordat.forum import queries
from concordat.forum.models import Publication
from tests.forum import universe
from tests.forum.test_public_decisions import Held, approve, hold, publish
from tests.forum.universe import FORUM, Region
from tests.web.forum.test_views import entered, whole
from tests.web.html import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_world")]


@pytest.fixture
def region() -> Region:
    return universe.build()


@pytest.fixture
def held(region: Region) -> Held:
    made = hold(region)
    approve(region, made.meeting)
    publish(region, made.meeting, "Acme")
    return made


def test_a_visitor_reads_it_and_checks_its_words(client: Client, held: Held) -> None:
    address = f"/decisions/{held.decision}"
    text = whole(client, address)
    assert "[withheld: in talks]" in text
    assert "Acme" not in text
    assert "It costs 900 pounds." in text
    assert "in force" in text.lower()
    for href in (
        f"/meetings/{held.meeting}/minutes",
        "/agreements/compact/ask-first",
        f"{address}.pdf",
        f"{address}.txt",
    ):
        assert f'href="{href}"' in text, href
    assert f'href="/meetings/{held.meeting}"' not in text, "the meeting is for members"
    file = client.get(f"{address}.txt").content
    assert sha256(file).hexdigest() in text
    assert client.get(f"{address}.pdf").content.startswith(b"%PDF")
    minutes = client.get(f"/meetings/{held.meeting}/minutes.txt").content
    assert sha256(minutes).hexdigest() in whole(client, f"/meetings/{held.meeting}/minutes")


def test_it_is_found_in_two_clicks(client: Client, held: Held) -> None:
    """From the first page, the page of the forum, and the agreement that it meets under."""
    minutes, decision = f"/meetings/{held.meeting}/minutes", f"/decisions/{held.decision}"
    decisions = f"/forum/{FORUM}/decisions"
    for page, wanted in (
        ("/forum", (minutes, "/decisions")),
        ("/decisions", (decision,)),
        (f"/forum/{FORUM}", (minutes, decision, decisions)),
        (decisions, (decision,)),
        ("/agreements/compact", (minutes, decisions)),
        ("/agreements/compact/ask-first", (decision,)),
        (minutes, (decision,)),
    ):
        hrefs = Page(whole(client, page)).hrefs
        for href in wanted:
            assert href in hrefs, (page, href)
    assert "/forum" in Page(whole(client, "/")).hrefs


def test_members_read_it_whole_beside_what_everybody_reads(
    client: Client, region: Region, held: Held
) -> None:
    text = whole(entered(client, region, "reader"), f"/decisions/{held.decision}")
    assert "One bulletin from Acme." in text
    assert "One bulletin from [withheld: in talks]." in text
    unpublished = queries.decisions(FORUM, by=region.actor("reader"))[0].id
    assert "Not published yet" in whole(client, f"/decisions/{unpublished}")
    for form in ("txt", "pdf"):
        assert client.get(f"/decisions/{unpublished}.{form}").status_code == 404
    assert "not published" in whole(client, f"/forum/{FORUM}/decisions")


def test_altered_words_are_marked_and_not_given_out(client: Client, held: Held) -> None:
    Publication.objects.update(text="Another.")
    assert "Altered: do not trust it" in whole(client, f"/decisions/{held.decision}")
    for form in ("txt", "pdf"):
        assert client.get(f"/decisions/{held.decision}.{form}").status_code == 404


def test_members_see_before_what_becomes_public(client: Client, region: Region) -> None:
    made = hold(region)
    approve(region, made.meeting)
    address = f"/meetings/{made.meeting}/minutes"
    text = whole(entered(client, region, "hester"), address)
    assert "What becomes public of its decisions" in text
    assert "Why: It costs 900 pounds." in text
    assert Client().get(address).status_code == 404
    assert Client().get(f"{address}.txt").status_code == 404


def test_a_later_decision_replaces_an_earlier_one(
    client: Client, region: Region, held: Held
) -> None:
    meeting = universe.opened(region, *universe.THREE, days=3, title="Autumn")
    entered(client, region, "hester")
    assert "One bulletin from Acme." in whole(client, f"/meetings/{meeting}/decide")
    data = {"text": "Two bulletins.", "replaces": held.decision}
    done = client.post(f"/meetings/{meeting}/decide", data)
    assert done.status_code == 302, done.content.decode()[-1500:]
    assert "Replaces" in whole(client, done["Location"])
    assert "replaced it" in whole(client, f"/decisions/{held.decision}")
    assert "replaced it" not in whole(Client(), f"/decisions/{held.decision}")


def test_without_anything_published_it_says_so(client: Client, region: Region) -> None:
    assert "No decision is published yet." in whole(client, "/decisions")
    assert "Nothing is published yet." in whole(client, "/forum")
    assert client.get("/decisions/0000000000000").status_code == 404
    assert client.get("/forum/nowhere/decisions").status_code == 404

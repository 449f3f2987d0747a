"""The forum's pages: whole for everybody, writing for those who may, errors at their fields."""

import pytest
from django.test import Client

from concordat.forum import actions, queries
from concordat.forum.words import MeetingState
from concordat.parties.words import OPERATOR, Visibility
from tests.forum import universe
from tests.forum.universe import FORUM, Region
from tests.web.html import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_world")]


@pytest.fixture
def region() -> Region:
    return universe.build()


def entered(client: Client, region: Region, name: str) -> Client:
    client.force_login(region.people[name])
    return client


def whole(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    text = str(response.content.decode())
    page = Page(text)
    assert not page.faults, (address, page.faults)
    return text


def test_every_page_is_whole_for_visitor_delegate_and_secretariat(
    client: Client, region: Region
) -> None:
    by = region.actor("imogen")
    plan = actions.enter_plan(by=by, given=universe.plan(), now=universe.now(-3))
    other = actions.enter_plan(
        by=region.actor("rufus"), given=universe.plan("Balance training"), now=universe.now(-2)
    )
    meeting = universe.opened(region, *universe.THREE)
    decision = actions.decide(
        by=region.actor("hester"), meeting=meeting, text="Do it.", now=universe.now()
    )
    area = actions.propose_area(
        by=by,
        forum=FORUM,
        title="Falls",
        scope="One review.",
        lead="wexbourne-royal",
        partners=["marl-vale"],
        plans=[plan],
        now=universe.now(),
    )
    question = actions.ask(
        by=by,
        forum=FORUM,
        text="May we?",
        asked_of="marl-vale",
        due_on=universe.today(3),
        now=universe.now(),
    )
    item = queries.meeting(meeting, by=OPERATOR)
    assert item is not None
    likeness = queries.alike(other, by=OPERATOR)[0].id
    public = (
        "/forum",
        f"/forum/{FORUM}",
        f"/forum/{FORUM}?on=2024-01-01",
        "/planned",
        "/questions",
    )
    public += (f"/forum/{FORUM}/report/2026",)
    shared = (
        f"/planned/{plan}",
        f"/planned/{plan}/alike",
        f"/meetings/{meeting}",
        f"/meetings/{meeting}/papers",
        f"/decisions/{decision}",
        f"/areas/{area}",
        f"/questions/{question}",
        "/questions?q=may+we",
        "/planned?q=balance&kind=review",
    )
    writing = (
        "/planned/new",
        f"/planned/{plan}/change",
        f"/planned/{other}/alike/{likeness}",
        f"/forum/{FORUM}/meetings/new",
        f"/meetings/{meeting}/move",
        f"/meetings/{meeting}/items/new",
        f"/meetings/{meeting}/present",
        f"/meetings/{meeting}/interests/new",
        f"/meetings/{meeting}/items/{item.items[0].id if item.items else 'none'}/position",
        f"/meetings/{meeting}/decide",
        f"/meetings/{meeting}/actions/new",
        f"/areas/new?plan={plan}&plan={other}",
        f"/areas/{area}/measure",
        f"/areas/{area}/agree",
        f"/areas/{area}/entries/new",
        "/questions/new?q=may+we",
    )
    for address in public:
        whole(client, address)
    for address in shared:
        gone = 404 if address.count("/") > 1 and "?" not in address else 200
        whole(client, address, gone)
    for address in writing:
        assert client.get(address).status_code == 302, address  # to sign in
    for name in ("bridget", "hester"):
        entered(client, region, name)
        for address in (*public, *shared):
            whole(client, address)
        for address in writing:
            if not address.endswith("none/position"):
                whole(client, address)


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    client: Client, region: Region
) -> None:
    entered(client, region, "rufus")
    response = client.post(
        "/planned/new", {"title": "Typed <already>", "kind": "review", "version": 1}
    )
    text = response.content.decode()
    assert response.status_code == 400
    assert 'href="#id_contact_name"' in text
    assert "Typed &lt;already&gt;" in text
    assert not Page(text).faults


def test_somebody_without_the_right_is_told_what_it_needs(client: Client, region: Region) -> None:
    meeting = universe.meeting(region)
    entered(client, region, "rufus")
    response = client.post(f"/meetings/{meeting}/state", {"state": MeetingState.OPEN.value})
    assert response.status_code == 403
    assert "secretariat" in response.content.decode()
    found = queries.meeting(meeting, by=OPERATOR)
    assert found is not None
    assert found.state is MeetingState.CALLED


def test_a_plan_that_is_not_shared_is_nowhere(client: Client, region: Region) -> None:
    secret = "zanzibar"
    for visibility in (Visibility.MATCH, Visibility.OWN_PARTY):
        hidden = actions.enter_plan(
            by=region.actor("sorrel"),
            given=universe.plan(f"Falls in {secret}", words=secret, visibility=visibility),
            now=universe.now(),
        )
        mine = actions.enter_plan(
            by=region.actor("rufus"), given=universe.plan(f"Falls {visibility}"), now=universe.now()
        )
        meeting = universe.meeting(region)
        entered(client, region, "rufus")
        for address in (
            "/planned",
            f"/planned?q={visibility.value}",
            f"/planned/{mine}",
            f"/planned/{mine}/alike",
            f"/meetings/{meeting}",
            f"/meetings/{meeting}/papers",
            f"/forum/{FORUM}/report/2026",
        ):
            assert secret not in whole(client, address), address
        assert client.get(f"/planned/{hidden}").status_code == 404
        assert client.get(f"/planned/{hidden}/alike").status_code == 404

"""The forum's pages: whole for everybody, writing for those who may, errors at their fields."""

import pytest
from django.test import Client

from concordat.forum import actions, queries
from concordat.forum.words import Choice, MeetingState
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
    public: tuple[str, ...] = (
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


def test_a_meeting_is_opened_before_its_day_only_when_that_is_meant(
    client: Client, region: Region
) -> None:
    meeting = universe.meeting(region, days=7)
    by = region.actor("hester")
    actions.set_state(by=by, meeting=meeting, state=MeetingState.PAPERS_SENT, now=universe.now())
    entered(client, region, "hester")
    state = f"/meetings/{meeting}/state"
    asked = client.post(state, {"state": "open"}).content.decode()
    assert "Open it today?" in asked
    assert not Page(asked).faults, Page(asked).faults
    assert "Ask for items again" in whole(client, f"/meetings/{meeting}"), "it is not open"
    client.post(state, {"state": "open", "confirm": "yes"})
    found = queries.meeting(meeting, by=by)
    assert found is not None
    assert found.state is MeetingState.OPEN


def test_minutes_are_approved_only_by_decisions_of_later_meetings(
    client: Client, region: Region
) -> None:
    by = region.actor("hester")
    first = universe.opened(region, *universe.THREE, days=-3, title="Before")
    actions.decide(by=by, meeting=first, text="An earlier word.", now=universe.now())
    meeting = universe.opened(region, *universe.THREE, days=-2, title="Then")
    actions.set_state(by=by, meeting=meeting, state=MeetingState.CLOSED, now=universe.now())
    actions.draft_minutes(by=by, meeting=meeting, now=universe.now())
    actions.circulate_minutes(by=by, meeting=meeting)
    entered(client, region, "hester")
    answer = client.get(f"/meetings/{meeting}/minutes/approve", follow=True)
    assert "No later meeting has decided anything yet" in answer.content.decode()
    later = universe.opened(region, *universe.THREE, days=-1, title="After")
    actions.decide(by=by, meeting=later, text="A later word.", now=universe.now())
    page = whole(client, f"/meetings/{meeting}/minutes/approve")
    assert "A later word." in page
    assert "An earlier word." not in page


def test_plans_learn_what_the_forum_decided_of_them(client: Client, region: Region) -> None:
    mine, theirs = region.actor("rufus"), region.actor("imogen")
    first = actions.enter_plan(by=theirs, given=universe.plan(), now=universe.now(-1))
    newer = actions.enter_plan(by=mine, given=universe.plan(), now=universe.now(-1))
    (pair,) = queries.alike(newer, by=mine)
    assert pair.obliged
    meeting = universe.meeting(region, days=0)
    actions.answer_likeness(
        by=theirs, likeness=pair.id, plan=first, choice=Choice.JOIN, now=universe.now()
    )
    hester = region.actor("hester")
    for state in (MeetingState.PAPERS_SENT, MeetingState.OPEN):
        actions.set_state(by=hester, meeting=meeting, state=state, now=universe.now())
    for person, party in universe.THREE:
        actions.attend(by=hester, meeting=meeting, person=person, party=party, now=universe.now())
    entered(client, region, "rufus")
    assert "Your answer is due by" in whole(client, f"/planned/{newer}/alike")
    found = queries.meeting(meeting, by=hester)
    assert found is not None
    joining = next(each for each in found.items if each.about == f"likeness:{pair.id}")
    entered(client, region, "hester")
    form = whole(client, f"/meetings/{meeting}/decide?item={joining.id}")
    assert f"/planned/{first}" in form, "what the item names is not pasted"
    assert f"/planned/{newer}" in form
    made = actions.decide(
        by=hester, meeting=meeting, item=joining.id, text="One review.", now=universe.now()
    )
    entered(client, region, "rufus")
    page = whole(client, f"/planned/{newer}/alike")
    assert "Your answer is due by" not in page
    assert f'<a href="/decisions/{made}">Decision' in page
    assert f"/decisions/{made}" in whole(client, f"/planned/{first}")
    assert queries.to_answer(by=mine) == []

"""What waits for somebody: counts, days and links, of every room and of nobody else."""

from datetime import date, datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from concordat.delivery import actions as delivery
from concordat.enquiries import actions as enquiries
from concordat.enquiries import queries as libraries
from concordat.enquiries.words import Asked, Purpose
from concordat.forum import actions as forum
from concordat.parties.words import CLOCK, VISITOR, Actor, Role
from concordat.web.account.waiting import places, waiting
from tests.delivery import fallen
from tests.delivery.conftest import nowhere  # noqa: F401
from tests.delivery.fallen import Nowhere
from tests.forum import universe
from tests.forum.universe import FORUM

TODAY = date(2026, 3, 1)
LIBRARY = "wexbourne-knowledge"
pytestmark = pytest.mark.django_db


def said(by: Actor, *, now: datetime | None = None) -> list[str]:
    now = now or timezone.now()
    found = waiting(by, today=timezone.localdate(now), now=now)
    return [f"{each.kind}: {each.title}{' (late)' if each.late else ''}" for each in found]


def test_what_a_recall_asks_of_somebody_waits_for_them(nowhere: Nowhere) -> None:  # noqa: F811
    assert said(nowhere.bob) == said(nowhere.eve) == []
    fallen.give_pack(nowhere, person=nowhere.eve.person)
    fallen.retract(nowhere)
    delivery.notice_falls(by=CLOCK)
    assert any(each.startswith("Decide after a recall: ") for each in said(nowhere.bob))
    told = said(nowhere.eve)
    assert any(each.startswith("Read what was found: The invented trial") for each in told)
    assert not any(each.startswith("Decide") for each in told)  # she may not


@pytest.mark.usefixtures("empty_world")
def test_plans_alike_and_late_actions_wait_for_their_party() -> None:
    region = universe.build()
    now = universe.now(-3)
    forum.enter_plan(by=region.actor("imogen"), given=universe.plan(), now=now)
    forum.enter_plan(by=region.actor("rufus"), given=universe.plan("Balance training"), now=now)
    for days in (-1, 5):
        forum.give_action(
            by=region.actor("hester"),
            forum=FORUM,
            party="marl-vale",
            text=f"Write in {days} days",
            due_on=universe.today(days),
            now=now,
        )
    theirs = said(region.actor("rufus"), now=universe.now())
    assert theirs[0] == "Carry out an action of the forum: Write in -1 days (late)"
    assert "Carry out an action of the forum: Write in 5 days" in theirs
    assert "Answer alike plans: Balance training" in theirs
    assert said(region.actor("sorrel"), now=universe.now()) == []


@pytest.mark.usefixtures("empty_world")
def test_a_librarian_finds_the_requests_and_the_workbench(client: Client) -> None:
    region = universe.build()
    region.add("una", LIBRARY, Role.KNOWLEDGE_SPECIALIST)
    una = region.actor("una")
    (library,) = [each for each in libraries.libraries(on=TODAY) if each.slug == LIBRARY]
    given = Asked("Does salt help?", Purpose.AUDIT, library.id, name="Ann", email="ann@x.example")
    made = [enquiries.ask(by=VISITOR, given=given, now=timezone.now()) for _ in range(2)]
    assert len(made) == 2
    assert said(una) == ["Take a request: 2 requests not taken yet"]
    assert {"/enquiries", "/workbench"} <= {each.address for each in places(una)}
    reader = region.actor("reader")
    assert said(reader) == []
    assert not {"/enquiries", "/workbench"} & {each.address for each in places(reader)}
    client.force_login(get_user_model().objects.get(public_id=una.person))
    page = client.get("/account").content.decode()
    assert "2 requests not taken yet" in page
    assert 'href="/workbench"' in page

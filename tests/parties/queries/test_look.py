"""What several reads share, and that nothing is shared beyond one look."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concordat.parties import queries
from concordat.parties.words import OPERATOR
from tests.parties.universe import absorb, found
from tests.web.parties.record import person, signed_in

pytestmark = pytest.mark.django_db
ON = date(2024, 1, 1)


def holder() -> str:
    held = queries.holder_of("a", on=ON)
    assert held is not None
    return held.holders[0].party.slug


def read_of_successions(captured: CaptureQueriesContext) -> int:
    said = [each["sql"] for each in captured.captured_queries]
    return sum("FROM " in sql and 'parties_succession"."id"' in sql for sql in said)


def test_one_look_reads_the_successions_once() -> None:
    found("a", "heir")
    absorb("a", "heir", date(2023, 1, 1))
    with CaptureQueriesContext(connection) as alone:
        for slug in ("a", "heir"):
            queries.party(slug, on=ON)
            queries.affected_by("a-into-heir", by=OPERATOR)
    with CaptureQueriesContext(connection) as together, queries.one_look():
        for slug in ("a", "heir"):
            queries.party(slug, on=ON)
            queries.affected_by("a-into-heir", by=OPERATOR)
    assert read_of_successions(alone) >= 6
    assert read_of_successions(together) == 1


def test_each_day_of_a_look_keeps_its_own_answer() -> None:
    found("a", "heir")
    absorb("a", "heir", date(2023, 1, 1))
    with queries.one_look():
        now, then = queries.party("a", on=ON), queries.party("a", on=date(2020, 1, 1))
    assert now is not None
    assert now.holding is not None
    assert now.holding.moved
    assert then is not None
    assert then.holding is not None
    assert not then.holding.moved


def test_outside_of_a_look_a_deed_is_seen_at_once() -> None:
    found("a", "heir")
    with queries.one_look():
        assert holder() == "a"
    absorb("a", "heir", date(2023, 1, 1))
    assert holder() == "heir"
    with queries.one_look():
        assert holder() == "heir"


def test_pages_share_within_themselves_and_never_with_the_next(client: Client) -> None:
    found("a", "heir", "nice")
    keeper = signed_in(person("sam", "nice"))
    for reader in (client, keeper):
        with CaptureQueriesContext(connection) as captured:
            assert reader.get("/parties/a").status_code == 200
        assert read_of_successions(captured) == 1
    absorb("a", "heir", date(2023, 1, 1))
    assert "Heir" in client.get("/parties/a").content.decode()

"""A record that was taken down is in no channel; its address says why; harvesters drop it."""

import json
from pathlib import Path

import pytest
from django.test import Client

from concordat.delivery import actions as delivery
from concordat.evidence import actions, queries
from concordat.evidence.words import WorkView
from concordat.parties.actions import NotAllowedError
from concordat.parties.models import AuditEntry
from concordat.parties.words import CLOCK, OPERATOR, VISITOR
from concordat.search import actions as search
from tests.delivery.fallen import Nowhere, retract
from tests.gateway.test_every_channel import tool

pytestmark = pytest.mark.django_db
WHY = "Its owner asked us to."
TITLE = "The invented trial of salt"


def followed() -> None:
    search.index_works(by=CLOCK)
    delivery.notice_falls(by=CLOCK)


def test_it_is_in_no_channel_and_its_address_says_why(client: Client, indexed: Nowhere) -> None:
    retract(indexed)
    followed()
    actions.take_down(work=indexed.trial, reason=WHY, by=OPERATOR)
    followed()
    page = client.get(f"/evidence/{indexed.trial}")
    rest = client.get(f"/api/v1/works/{indexed.trial}")
    mcp = tool(client, "get_record", name=indexed.trial)
    assert (page.status_code, rest.status_code, mcp["found"]) == (410, 410, False)
    for said in (page.content.decode(), rest.content.decode(), json.dumps(mcp)):
        assert WHY in said
    asked = (
        "/search?q=trial+salt",
        "/feeds/recall.atom",
        "/api/v1/search?q=trial",
        "/api/v1/works",
        "/api/v1/recalls",
        f"/evidence/{indexed.guidance}/chain",
        f"/evidence/{indexed.review}",
        "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    )
    for address in asked:
        assert TITLE not in client.get(address).content.decode(), address


def test_harvesters_are_told_that_it_left(client: Client, indexed: Nowhere) -> None:
    actions.take_down(work=indexed.trial, reason=WHY, by=OPERATOR)
    given = {record.id: record for record in queries.harvest()}
    assert given[indexed.trial].view is None
    assert given[indexed.review].view is not None
    one = queries.harvest_one(indexed.trial)
    assert one is not None
    assert one.changed_at > "2026"
    got = client.get(f"/oai?verb=ListIdentifiers&metadataPrefix=oai_dc&from={one.changed_at[:10]}")
    assert b'status="deleted"' in got.content


def test_a_feed_does_not_bring_it_back(indexed: Nowhere, tmp_path: Path) -> None:
    actions.take_down(work=indexed.trial, reason=WHY, by=OPERATOR)
    again = tmp_path / "again.ris"
    again.write_text(f"TY  - JOUR\nTI  - {TITLE}\nDO  - 10.5555/trial\nPY  - 2011\nER  - \n")
    actions.ingest(paths=[again], by=OPERATOR)
    assert queries.work(indexed.trial, by=VISITOR) is None
    assert queries.work_named("doi:10.5555/trial", by=VISITOR) is None
    assert isinstance(queries.work(indexed.trial, by=OPERATOR), WorkView), "kept for an operator"


def test_only_who_keeps_the_record_takes_it_down(indexed: Nowhere) -> None:
    with pytest.raises(NotAllowedError):
        actions.take_down(work=indexed.trial, reason=WHY, by=indexed.ada)
    with pytest.raises(ValueError, match="reason"):
        actions.take_down(work=indexed.trial, reason=" ", by=OPERATOR)
    actions.take_down(work=indexed.trial, reason=WHY, by=OPERATOR)
    with pytest.raises(actions.NoSuchWorkError):
        actions.take_down(work=indexed.trial, reason=WHY, by=OPERATOR)
    assert AuditEntry.objects.filter(deed="take down").count() == 1

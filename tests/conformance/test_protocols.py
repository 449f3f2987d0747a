"""Other people's clients ask our server: sickle, oaipmh-scythe, feedparser, schemathesis, MCP."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from concordat.delivery import actions as delivery
from concordat.evidence import actions as evidence
from concordat.parties.words import CLOCK, OPERATOR
from concordat.search import actions as search
from concordat.search.queries.opened import forget
from tests.conformance import serving
from tests.delivery import fallen

pytestmark = [pytest.mark.conformance, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(
    transactional_db: None, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> Iterator[fallen.Nowhere]:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.SITE = live_server.url
    folder = tmp_path / "world"
    folder.mkdir()
    forget()
    yield serving.build(folder)
    forget()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # sickle is from before they came
def test_sickle_harvests_all(world: fallen.Nowhere, live_server: LiveServer) -> None:
    from sickle import Sickle

    kept = evidence.merge(work=world.trial, other=world.review, reason="same", by=OPERATOR)
    fallen.retract(world, work=kept)
    evidence.take_down(work=serving.more(1), reason="Asked for.", by=OPERATOR)
    client = Sickle(f"{live_server.url}/oai")
    assert client.Identify().deletedRecord == "persistent"
    assert {each.setSpec for each in client.ListSets()} >= {"kind-guidance", "party-board"}
    records = list(client.ListRecords(metadataPrefix="oai_dc"))
    assert len(records) == serving.WORKS
    assert sum(record.deleted for record in records) == 2, "one was merged, one taken down"
    gone = client.GetRecord(identifier=f"oai:concordat.local:{kept}", metadataPrefix="oai_dc")
    assert any("retracted" in text for text in gone.metadata["description"])
    headers = list(client.ListIdentifiers(metadataPrefix="oai_dc"))
    assert len({header.identifier for header in headers}) == serving.WORKS


def test_scythe_harvests_all(world: fallen.Nowhere, live_server: LiveServer) -> None:
    from oaipmh_scythe import HTTPConfig, Scythe

    with Scythe(f"{live_server.url}/oai") as client:
        assert client.identify().protocolVersion == "2.0"
        records = list(client.list_records(metadata_prefix="oai_dc"))
        assert len(records) == serving.WORKS
        formats = {each.metadataPrefix for each in client.list_metadata_formats()}
        assert formats == {"oai_dc", "mods"}
        assert len(list(client.list_records(metadata_prefix="mods"))) == serving.WORKS
    posting = HTTPConfig(http_method="POST")
    with Scythe(f"{live_server.url}/oai", http_config=posting) as client:
        assert len(list(client.list_identifiers(metadata_prefix="oai_dc"))) == serving.WORKS


def test_feedparser_reads_both_feeds(world: fallen.Nowhere, live_server: LiveServer) -> None:
    import feedparser

    fallen.retract(world)
    delivery.notice_falls(by=CLOCK)
    for name in ("recall", "packs"):
        feed = feedparser.parse(f"{live_server.url}/feeds/{name}.atom")
        assert not feed.bozo, feed.get("bozo_exception")
        assert feed.version == "atom10"
        (entry,) = feed.entries
        assert entry.id.startswith("urn:concordat:")
        assert "retracted" in (entry.title + entry.summary).lower()
        assert entry.updated_parsed
        again = feedparser.parse(f"{live_server.url}/feeds/{name}.atom", etag=feed.etag)
        assert again.status == 304


def test_feedparser_reads_a_feed_with_a_tombstone(
    world: fallen.Nowhere, live_server: LiveServer
) -> None:
    import feedparser

    address = f"{live_server.url}/search/feed.atom?q=nowhere"
    before = feedparser.parse(address)
    evidence.take_down(work=serving.more(1), reason="Asked for.", by=OPERATOR)
    search.index_works(by=OPERATOR)
    after = feedparser.parse(address)
    assert not before.bozo, before.get("bozo_exception")
    assert not after.bozo, after.get("bozo_exception")
    assert before.entries


def test_schemathesis_finds_nothing(world: fallen.Nowhere, live_server: LiveServer) -> None:
    """Fuzzing from our own description: every answer is of a shape that it promises."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "run",
        f"{live_server.url}/api/v1/openapi.json",
        "--max-examples=25",
        "--seed=1",
        "--workers=1",
        "--phases=examples,coverage,fuzzing",
        "--no-color",
    ]
    environment = {**os.environ, "PYTHONWARNINGS": ""}
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]


def test_a_stock_mcp_client_lists_and_calls_every_tool(
    world: fallen.Nowhere, live_server: LiveServer
) -> None:
    """In a process of its own, as a stock client is."""
    fallen.retract(world)
    delivery.notice_falls(by=CLOCK)
    script = Path(__file__).with_name("mcp_client.py")
    command = [sys.executable, str(script), f"{live_server.url}/mcp", world.trial]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "8 tools" in done.stdout
    assert done.stdout.count("retracted") >= 5

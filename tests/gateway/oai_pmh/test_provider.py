"""The rules of OAI-PMH 2.0 that trip providers."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from lxml import etree

from concordat.evidence import actions as evidence
from concordat.gateway.oai_pmh import views
from concordat.gateway.oai_pmh.asking import Listing, open_token, token
from concordat.parties.words import OPERATOR
from tests.delivery.fallen import Nowhere, retract

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nowhere")]
NS = {"o": "http://www.openarchives.org/OAI/2.0/", "dc": "http://purl.org/dc/elements/1.1/"}
LIST = "verb=ListRecords&metadataPrefix=oai_dc"


def ask(client: Client, query: str) -> etree._Element:
    response = client.get(f"/oai?{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    return etree.fromstring(response.content)


def code(root: etree._Element) -> str:
    return str(root.findtext("o:error", namespaces=NS) and root.find("o:error", NS).get("code"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", "badVerb"),
        ("verb=Nothing", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&extra=1", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        (f"{LIST}&from=2020-01-01&from=2020-01-01", "badArgument"),
        (f"{LIST}&from=2020-01-01&until=2020-01-02T00:00:00Z", "badArgument"),
        (f"{LIST}&from=2020-02-01&until=2020-01-01", "badArgument"),
        (f"{LIST}&from=2020-13-01", "badArgument"),
        (f"{LIST}&from=2020-1-1", "badArgument"),
        (f"{LIST}&from=", "badArgument"),
        (f"{LIST}&until=1990-01-01", "noRecordsMatch"),
        (f"{LIST}&from=2990-01-01", "noRecordsMatch"),
        (f"{LIST}&set=no-such-set", "noRecordsMatch"),
        (f"{LIST}&resumptionToken=abc", "badArgument"),
        ("verb=ListRecords&resumptionToken=abc", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=abc", "badResumptionToken"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:x:1", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=nothing", "idDoesNotExist"),
    ],
)
def test_each_error_has_its_code(client: Client, query: str, expected: str) -> None:
    root = ask(client, query)
    assert code(root) == expected
    request = root.find("o:request", NS)
    assert bool(request.attrib) == (expected not in ("badVerb", "badArgument"))


def test_identify(client: Client) -> None:
    root = ask(client, "verb=Identify")
    said = {etree.QName(each).localname: each.text for each in root.find("o:Identify", NS)}
    assert said["deletedRecord"] == "persistent"
    assert said["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert said["earliestDatestamp"].endswith("Z")
    assert root.findtext("o:responseDate", namespaces=NS).endswith("Z")


def test_post_is_answered_like_get(client: Client) -> None:
    given = {"verb": "ListIdentifiers", "metadataPrefix": "oai_dc"}
    posted = etree.fromstring(client.post("/oai", given).content)
    got = ask(client, "verb=ListIdentifiers&metadataPrefix=oai_dc")
    path = ".//o:identifier"
    assert [e.text for e in posted.findall(path, NS)] == [e.text for e in got.findall(path, NS)]
    assert len(got.findall(path, NS)) == 3


def test_a_harvest_survives_changes_between_its_pages(
    client: Client, nowhere: Nowhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PAGE", 1)
    found, query = [], LIST
    while query:
        root = ask(client, query)
        found += [each.text for each in root.findall(".//o:header/o:identifier", NS)]
        if len(found) == 1:
            retract(nowhere)
        further = root.find(".//o:resumptionToken", NS)
        assert further is not None
        assert further.get("cursor") == str(len(found) - 1)
        query = f"verb=ListRecords&resumptionToken={further.text}" if further.text else ""
    ids = {nowhere.trial, nowhere.review, nowhere.guidance}
    assert found == [f"oai:concordat.local:{each}" for each in sorted(ids)]


def test_a_merged_work_is_deleted_for_good(client: Client, nowhere: Nowhere) -> None:
    kept = evidence.merge(work=nowhere.trial, other=nowhere.review, reason="same", by=OPERATOR)
    gone = nowhere.trial if kept == nowhere.review else nowhere.review
    root = ask(
        client,
        f"verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:concordat.local:{gone}",
    )
    assert root.find(".//o:header", NS).get("status") == "deleted"
    assert root.find(".//o:metadata", NS) is None
    assert len(ask(client, LIST).findall(".//o:record", NS)) == 3


def test_sets_by_kind_and_party_narrow(client: Client, nowhere: Nowhere) -> None:
    sets = {each.text for each in ask(client, "verb=ListSets").findall(".//o:setSpec", NS)}
    assert {"kind-guidance", "party-board"} <= sets
    for spec in ("kind-guidance", "party-board"):
        root = ask(client, f"{LIST}&set={spec}")
        assert [each.text for each in root.findall(".//o:identifier", NS)] == [
            f"oai:concordat.local:{nowhere.guidance}"
        ]
        assert spec in {each.text for each in root.findall(".//o:setSpec", NS)}


def test_from_and_until_include_their_ends(client: Client, nowhere: Nowhere) -> None:
    root = ask(client, LIST)
    stamps = {each.text for each in root.findall(".//o:datestamp", NS)}
    for stamp in stamps:
        assert len(ask(client, f"{LIST}&from={stamp}&until={stamp}").findall(".//o:record", NS))
    today = datetime.now(UTC).date()
    assert len(ask(client, f"{LIST}&until={today}").findall(".//o:record", NS)) == 3
    tomorrow = today + timedelta(days=1)
    assert code(ask(client, f"{LIST}&from={tomorrow}")) == "noRecordsMatch"


def test_tokens_are_read_back_and_rubbish_is_not() -> None:
    listing = Listing("oai_dc", "2020-01-01", "", "kind-trial", "0123456789abc", 100)
    assert open_token(token(listing)) == listing

"""A retraction is in every channel at the next question: standing is read when it is asked."""

import json
from typing import Any

import pytest
from django.test import Client

from concordat.delivery import actions
from concordat.delivery.models import RecallNotice
from concordat.parties import actions as parties
from concordat.parties.words import CLOCK, OPERATOR, Scope
from concordat.search import actions as search
from tests.delivery.fallen import Nowhere, retract

pytestmark = pytest.mark.django_db


def tool(client: Client, called: str, token: str = "", /, **arguments: object) -> dict[str, Any]:
    """Call a tool by streamable HTTP, as a client without a session does."""
    message = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": called, "arguments": arguments},
    }
    headers = {"Accept": "application/json, text/event-stream"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    response = client.post(
        "/mcp", json.dumps(message), content_type="application/json", headers=headers
    )
    assert response.status_code == 200, response.content
    result: dict[str, Any] = response.json()["result"]
    assert not result.get("isError"), result
    return dict(result["structuredContent"])


def channels(client: Client, nowhere: Nowhere) -> dict[str, str]:
    """Return what each channel says of the trial."""
    search.index_works(by=CLOCK)
    actions.notice_falls(by=CLOCK)
    oai = (
        f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:concordat.local:{nowhere.trial}"
    )
    return {
        "work": client.get(f"/evidence/{nowhere.trial}").content.decode(),
        "list": client.get("/search?q=trial+salt").content.decode(),
        "pack": client.get("/packs/salt").content.decode(),
        "pack as a file": client.get("/packs/salt/1/pack.html").content.decode(),
        "feed of packs": client.get("/feeds/packs.atom").content.decode(),
        "feed of falls": client.get("/feeds/recall.atom").content.decode(),
        "oai": client.get(oai).content.decode(),
        "rest": json.dumps(client.get(f"/api/v1/works/{nowhere.trial}").json()["standing"]),
        "rest search": json.dumps(client.get("/api/v1/search?q=trial").json()),
        "rest pack": json.dumps(client.get("/api/v1/packs/salt").json()["warnings"]),
        "rest falls": client.get("/api/v1/recalls").content.decode(),
        "mcp": json.dumps(tool(client, "get_record", name=nowhere.trial)),
        "mcp pack": json.dumps(tool(client, "get_pack", name="salt")),
        "mcp chain": json.dumps(tool(client, "what_underpins", name=nowhere.guidance)),
        "mcp citation": json.dumps(tool(client, "verify_citation", name="10.5555/trial")),
    }


def test_a_retraction_is_in_every_channel(client: Client, indexed: Nowhere) -> None:
    before = channels(client, indexed)
    retract(indexed)
    after = channels(client, indexed)
    silent = [name for name, text in after.items() if "retracted" not in text.lower()]
    early = [name for name, text in before.items() if '"value": "retracted"' in text]
    assert not silent
    assert not early
    same = [name for name in after if before[name] == after[name]]
    assert not same


def test_a_record_has_one_version_in_rest_and_mcp(client: Client, indexed: Nowhere) -> None:
    rest = client.get(f"/api/v1/works/{indexed.trial}").json()
    mcp = tool(client, "get_record", name="doi:10.5555/trial")["data"]["work"]
    assert rest == mcp
    retract(indexed)
    assert client.get(f"/api/v1/works/{indexed.trial}").json()["version"] != rest["version"]


def test_a_program_with_a_token_is_told_by_its_way(client: Client, indexed: Nowhere) -> None:
    token = parties.make_token(by=indexed.ada, name="A hub", scopes=[Scope.PUBLIC])
    for address in (f"/api/v1/works/{indexed.trial}", "/api/v1/packs/salt"):
        client.get(address, headers={"Authorization": f"Bearer {token}"})
    tool(client, "get_record", token, name=indexed.trial)
    retract(indexed)
    actions.notice_falls(by=CLOCK)
    actions.tell_holders(by=CLOCK)
    found = RecallNotice.objects.order_by("channel").values_list("channel", "told_how")
    told = "standing in each answer, and the list of falls"
    assert list(found) == [("api", told), ("mcp", told)]


def test_a_wrong_token_is_refused_not_taken_for_a_visitor(client: Client, indexed: Nowhere) -> None:
    headers = {"Authorization": "Bearer nonsense"}
    for address in ("/api/v1/works", "/api/v1/parties"):
        response = client.get(address, headers=headers)
        assert response.status_code == 401
        assert response["Content-Type"] == "application/problem+json"
    assert (
        client.post("/mcp", "{}", content_type="application/json", headers=headers).status_code
        == 401
    )


def test_what_mcp_does_not_hold_is_unchecked_and_never_absent(
    client: Client, indexed: Nowhere
) -> None:
    said = tool(client, "verify_citation", name="doi:10.5555/none", title="Nothing")
    assert (said["found"], said["data"]["verdict"]) == (False, "unchecked")
    right = tool(
        client, "verify_citation", name="10.5555/trial", title="The invented trial: of salt"
    )
    assert right["data"]["verdict"] == "agrees"
    wrong = tool(client, "verify_citation", name="10.5555/trial", title="Another thing altogether")
    assert wrong["data"]["verdict"] == "differs"
    fields = tool(client, "explain_record", name="10.5555/trial")["data"]["fields"]
    assert {"title", "year"} <= {each["field"] for each in fields}


def test_mcp_says_where_it_can_be_opened_and_never_yes_without_a_way(
    client: Client, indexed: Nowhere
) -> None:
    said = tool(client, "can_i_open", name="10.5555/trial", at="board")["data"]
    assert said["at"] == "Board"
    assert said["verdict"] not in ("yes", "yes, after sign-in", "open copy")
    assert said["ways"] == []
    assert not tool(client, "can_i_open", name="10.5555/trial", at="nobody")["found"]


def test_mcp_from_a_page_of_another_site_is_refused(client: Client, indexed: Nowhere) -> None:
    headers = {"Origin": "https://evil.example"}
    assert (
        client.post("/mcp", "{}", content_type="application/json", headers=headers).status_code
        == 403
    )
    assert client.get("/mcp").status_code == 405


def test_who_has_the_tag_gets_nothing_twice(client: Client, indexed: Nowhere) -> None:
    for address in ("/api/v1/packs/salt", "/feeds/packs.atom", "/feeds/recall.atom"):
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    retract(indexed)
    actions.notice_falls(by=CLOCK)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_private_works_are_in_no_protocol(client: Client, indexed: Nowhere) -> None:
    from concordat.evidence.models import Work

    Work.objects.filter(public_id=indexed.trial).update(visibility="own party")
    assert client.get(f"/api/v1/works/{indexed.trial}").status_code == 404
    assert indexed.trial not in client.get("/api/v1/works").content.decode()
    assert (
        indexed.trial
        not in client.get("/oai?verb=ListIdentifiers&metadataPrefix=oai_dc").content.decode()
    )
    assert not tool(client, "get_record", name=indexed.trial)["found"]
    assert OPERATOR.operator

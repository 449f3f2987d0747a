"""Programs ask what can be opened, and are told why, who pays and until when, and no price."""

from pathlib import Path

import pytest
from django.test import Client

from tests.web import ward
from tests.web.conftest import empty_world, small_world  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ward_world")]


@pytest.fixture
def ward_world(small_world: None, tmp_path: Path) -> None:  # noqa: F811
    ward.build(tmp_path / "ward")


def asked(client: Client, query: str) -> dict[str, object]:
    answer = client.get(f"/api/v1/access?{query}")
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_a_doi_at_a_place(client: Client) -> None:
    found = asked(client, "doi=10.5555/ward.national&at=wexbourne-royal")
    assert (found["verdict"], found["at"]) == ("yes, after sign-in", "wexbourne-royal")
    way = found["ways"][0]  # type: ignore[index]
    assert way["agreement"] == "Agreement for all (invented)"
    assert (way["payer"], way["until"]) == ("National Knowledge Fund (invented)", "2090-03-31")
    assert way["address"] == "https://n.example/"
    assert "£" not in str(found)


def test_without_a_place_nothing_bought_is_promised(client: Client) -> None:
    assert asked(client, "doi=10.5555/ward.national")["verdict"] == "unknown"
    assert asked(client, "doi=10.5555/ward.open")["verdict"] == "open copy"


def test_an_openurl_of_what_is_not_held_is_judged_by_what_it_says(client: Client) -> None:
    query = f"openurl=rft.issn%3D{ward.NATIONAL}%26rft.date%3D2015&at=saltmarl"
    found = asked(client, query)
    assert (found["work"], found["verdict"]) == ("", "yes, after sign-in")


def test_what_cannot_be_answered_says_what_to_do(client: Client) -> None:
    nothing = client.get("/api/v1/access")
    assert nothing.status_code == 404
    assert nothing["Content-Type"] == "application/problem+json"
    assert "doi, pmid or openurl" in nothing.json()["detail"]
    assert client.get("/api/v1/access?doi=10.5555/ward.open&at=nowhere").status_code == 404


def test_it_is_described(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/access"]["get"]
    assert {each["name"] for each in described["parameters"]} == {"doi", "pmid", "openurl", "at"}

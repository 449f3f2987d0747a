"""The parties and agreements are whole, and the invented ones stand apart."""

import tomllib

import pytest

from concordat.parties import actions
from concordat.parties.words import OPERATOR

from .reading import CONTENT, DEMO, lines, parties, tables

REAL, INVENTED = parties("parties"), parties("demo/parties")


@pytest.mark.django_db
@pytest.mark.parametrize("folder", ["parties", "demo/parties"])
def test_the_loader_has_no_complaint_of_the_parties(folder: str) -> None:
    report = actions.load_parties(folder=CONTENT / folder, by=OPERATOR)
    assert report.complaints == ()
    assert report.new


@pytest.mark.django_db
def test_the_loader_has_no_complaint_of_the_concordat() -> None:
    actions.load_parties(folder=CONTENT / "parties", by=OPERATOR)
    report = actions.load_agreements(folder=CONTENT / "agreements", by=OPERATOR)
    assert report.complaints == ()
    assert report.new


def test_successions_and_ties_name_known_parties_and_their_source() -> None:
    for succession in [s for table in tables("parties") for s in table.get("succession", [])]:
        assert succession["source"], succession["slug"]
        assert succession["instrument"], succession["slug"]
        for part in succession["part"]:
            assert {part["from"], part["to"]} <= set(REAL), succession["slug"]
    for known in (REAL, INVENTED):
        ties = {tie["to"] for party in known.values() for tie in party.get("tie", [])}
        assert ties <= set(known)


@pytest.mark.parametrize(
    ("slug", "on"),
    [
        ("phe-2021", "2021-10-01"),
        ("nhs-improvement-2022", "2022-07-01"),
        ("nhs-digital-2023", "2023-02-01"),
        ("hee-2023", "2023-04-01"),
    ],
)
def test_the_known_successions_have_their_dates(slug: str, on: str) -> None:
    found = {s["slug"]: s for table in tables("parties") for s in table.get("succession", [])}
    assert found[slug]["on"].isoformat() == on
    assert found[slug]["status"] == "in force"


def test_the_concordat_is_quoted_as_its_page_has_it() -> None:
    (concordat,) = [a for table in tables("agreements") for a in table["agreement"]]
    clauses = {c["key"]: c for c in concordat["version"][0]["clause"]}
    assert [key for key, c in clauses.items() if c["kind"] == "ambition"] == [
        "ambition-1",
        "ambition-2",
        "ambition-3",
    ]
    assert clauses["ambition-1"]["text"] == (
        "healthcare and public health are underpinned by evidence from research"
    )
    assert clauses["forum"]["text"].startswith("All parties have agreed to meet as a regular forum")
    assert len(concordat["signature"]) == 5
    assert [s["party"] for s in concordat["support"]] == ["nihr"]
    assert "not public" in concordat["note"]


def test_what_is_invented_says_so_and_touches_nothing_real() -> None:
    region = tomllib.loads((DEMO / "invented.toml").read_text("utf-8"))["region"]
    assert set(region["organisations"]) == set(INVENTED)
    assert not set(INVENTED) & set(REAL)
    for slug, party in INVENTED.items():
        assert all(name["name"].endswith("(invented)") for name in party["name"]), slug
        assert party["note"].startswith("Invented"), slug
        assert "identifier" not in party, slug


def test_no_real_party_is_said_to_have_joined_and_no_work_is_of_an_invented_one() -> None:
    assert [slug for slug, party in REAL.items() if "joined" in party] == []
    assert {piece["party"] for _, piece in lines("guidance.jsonl")} <= set(REAL)

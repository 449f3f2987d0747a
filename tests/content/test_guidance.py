"""Every piece of guidance says how it stands, since when, and who said so."""

import re

from concordat.evidence.identity.identifiers import canonical
from concordat.evidence.words import Identifier

from .reading import identifiers, lines, parties

GUIDANCE = lines("guidance.jsonl")
STANDINGS = {"current", "standing not checked", "replaced", "withdrawn"}
PART_OF_A_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
LIST_OF_2014 = "nice-2014"


def test_each_has_its_party_kind_and_address() -> None:
    known = parties("parties")
    wrong = [
        place
        for place, piece in GUIDANCE
        if piece["party"] not in known
        or piece["kind"] not in ("guidance", "report")
        or not piece["url"].startswith(("https://", "http://"))
    ]
    assert wrong == []


def test_each_has_a_standing_with_its_date_and_source() -> None:
    wrong = [
        place
        for place, piece in GUIDANCE
        if piece["standing"] not in STANDINGS
        or not PART_OF_A_DATE.fullmatch(piece["standing_on"])
        or not piece["standing_source"].strip()
    ]
    assert wrong == []


def test_the_old_list_lifts_nothing_unless_a_page_of_a_later_date_says_so() -> None:
    listed = [(place, piece) for place, piece in GUIDANCE if piece["source"] == LIST_OF_2014]
    assert len(listed) == 147
    for place, piece in listed:
        if piece["standing"] == "standing not checked":
            assert piece["standing_on"] == "2014", place
        else:
            assert "http" in piece["standing_source"], place
            assert piece["standing_on"] > "2014", place


def test_nothing_is_said_to_stand_before_it_was_published() -> None:
    early = [
        place
        for place, piece in GUIDANCE
        if piece["standing"] == "current"
        and piece["standing_on"] < piece.get("published_on", "")[: len(piece["standing_on"])]
    ]
    assert early == []


def test_what_replaced_it_was_published_by_then() -> None:
    published = {i: g.get("published_on", "") for _, g in GUIDANCE for i in identifiers(g)}
    early = [
        place
        for place, piece in GUIDANCE
        if piece["standing"] == "replaced"
        and piece["standing_on"]
        < published[piece["replaced_by"]["scheme"], piece["replaced_by"]["value"]][
            : len(piece["standing_on"])
        ]
    ]
    assert early == []


def test_what_is_said_to_stand_or_fall_names_a_page() -> None:
    claimed = [(p, g) for p, g in GUIDANCE if g["standing"] != "standing not checked"]
    assert [place for place, piece in claimed if "http" not in piece["standing_source"]] == []
    assert {piece["standing"] for _, piece in claimed} == {"current", "replaced", "withdrawn"}


def test_what_replaced_it_is_here_and_has_not_fallen_itself() -> None:
    by_identifier = {i: piece for _, piece in GUIDANCE for i in identifiers(piece)}
    for place, piece in GUIDANCE:
        if piece["standing"] == "replaced":
            assert "replaced_by" in piece, place
        if "replaced_by" in piece:
            new = piece["replaced_by"]
            assert canonical(**new) == Identifier(**new), place
            assert by_identifier[new["scheme"], new["value"]]["standing"] not in (
                "replaced",
                "withdrawn",
            )


def test_a_nice_code_is_the_identifier_and_in_the_address() -> None:
    for place, piece in GUIDANCE:
        if "code" in piece:
            assert ("nice", piece["code"]) in identifiers(piece), place
            assert piece["url"].endswith(piece["code"].lower()), place


def test_every_party_that_publishes_has_entries() -> None:
    publishing = {slug for slug, party in parties("parties").items() if "publishes" in party}
    assert publishing <= {piece["party"] for _, piece in GUIDANCE}

"""Every work of the demonstration world holds together."""

import re
import tomllib
from collections import Counter

import pytest

from concordat.evidence.identity.identifiers import canonical
from concordat.evidence.words import Identifier

from .reading import DEMO, Record, identifiers, lines

WORKS = lines("works.jsonl")
GUIDANCE = lines("guidance.jsonl")
HELD_BACK = [record for _, record in lines("held_back.jsonl")]
EVERYTHING = WORKS + GUIDANCE
SOURCES = {s["slug"] for s in tomllib.loads((DEMO / "sources.toml").read_text())["source"]}

FACTS = {
    "title", "authors", "journal", "issns", "year", "published_on", "volume", "issue", "pages",
    "identifiers", "headings", "publication_types", "languages", "status", "source", "url",
}  # fmt: skip
RELATIONS = {
    "retracted", "concern", "corrected",
    "notice_of_retraction", "notice_of_concern", "notice_of_correction",
}  # fmt: skip
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def with_relation(relation: str) -> list[Record]:
    found = []
    for _, work in WORKS:
        if any(note["relation"] == relation for note in work.get("status", [])):
            found.append(work)
    return found


def test_there_are_enough_works() -> None:
    assert len(WORKS) >= 1700


def test_only_bibliographic_facts_are_held_and_no_abstract() -> None:
    strange = {place: set(work) - FACTS for place, work in WORKS if set(work) - FACTS}
    assert strange == {}


def test_an_absent_fact_is_an_absent_key() -> None:
    empty = [
        (place, key)
        for place, record in EVERYTHING
        for key, value in record.items()
        if value in ("", None, [], {})
    ]
    assert empty == []


def test_no_text_is_long_enough_to_be_an_abstract() -> None:
    assert [place for place, record in EVERYTHING if len(record["title"]) > 400] == []


def test_each_has_a_title_and_a_source_that_is_named() -> None:
    assert [p for p, r in EVERYTHING if not r["title"].strip() or r["source"] not in SOURCES] == []


@pytest.mark.parametrize("field", ["identifiers", "issns"])
def test_identifiers_have_their_canonical_form(field: str) -> None:
    wrong = []
    for place, record in EVERYTHING:
        given = identifiers(record) if field == "identifiers" else set()
        given |= {("issn", issn) for issn in record.get("issns", []) if field == "issns"}
        wrong += [(place, *i) for i in given if canonical(*i) != Identifier(*i)]
    assert wrong == []


def test_no_two_records_share_an_identifier() -> None:
    counted = Counter(i for _, record in EVERYTHING for i in identifiers(record))
    assert [i for i, count in counted.items() if count > 1] == []


def test_every_work_can_be_found_elsewhere() -> None:
    assert [place for place, record in EVERYTHING if not identifiers(record)] == []


def test_dates_are_iso_and_agree_with_the_year() -> None:
    wrong = []
    for place, record in EVERYTHING:
        on, year = record.get("published_on"), record.get("year")
        # Print and electronic dates may fall in neighbouring years.
        if on and (not ISO_DATE.fullmatch(on) or abs(int(on[:4]) - (year or 0)) > 1):
            wrong.append((place, on, year))
    assert wrong == []


def test_headings_and_authors_have_names() -> None:
    wrong = [
        place
        for place, work in WORKS
        if not all(a.get("family") for a in work.get("authors", []))
        or not all(re.fullmatch(r"D\d+", h.get("ui", "D0")) for h in work.get("headings", []))
        or not all(h.get("name") for h in work.get("headings", []))
    ]
    assert wrong == []


def test_status_says_what_and_by_which_notice() -> None:
    wrong = [
        (place, note)
        for place, work in WORKS
        for note in work.get("status", [])
        if note["relation"] not in RELATIONS
        or canonical(**note["target"]) != Identifier(**note["target"])
    ]
    assert wrong == []


def test_every_retracted_work_has_a_notice_of_its_own() -> None:
    retracted = with_relation("retracted")
    assert len(retracted) >= 3
    for work in retracted:
        notices = {
            (note["target"]["scheme"], note["target"]["value"])
            for note in work["status"]
            if note["relation"] == "retracted"
        }
        assert notices
        assert not notices & identifiers(work)


def test_a_notice_and_its_work_point_at_each_other() -> None:
    by_identifier = {i: work for _, work in WORKS for i in identifiers(work)}
    for notice in with_relation("notice_of_retraction"):
        target = next(n["target"] for n in notice["status"])
        work = by_identifier[target["scheme"], target["value"]]
        named = {(n["target"]["scheme"], n["target"]["value"]) for n in work["status"]}
        assert named & identifiers(notice)


def test_the_world_has_trials_and_reviews() -> None:
    types = Counter(t for _, work in WORKS for t in work.get("publication_types", []))
    titles = [work["title"].lower() for _, work in WORKS]
    assert types["Randomized Controlled Trial"] >= 10
    assert types["Systematic Review"] >= 4
    assert sum("random" in title for title in titles) >= 50
    assert sum("systematic review" in t or "meta-analysis" in t for t in titles) >= 15


def test_the_retraction_held_back_is_of_a_work_that_is_here_without_it() -> None:
    (held,) = HELD_BACK
    (target,) = [
        work for _, work in WORKS if (held["work"]["scheme"], held["work"]["value"]) in
        identifiers(work)
    ]  # fmt: skip
    assert "status" not in target
    assert canonical(**held["notice"]) == Identifier(**held["notice"])
    assert held["relation"] == "retracted"
    assert held["source"] in SOURCES
    notice = (held["notice"]["scheme"], held["notice"]["value"])
    assert not any(notice in identifiers(work) for _, work in WORKS)

"""Matching: what is one work, what never is, on real collections and on the known traps."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.formats import csv_reading
from concordat.evidence.identity.agreeing import Sameness
from concordat.evidence.identity.comparing import compare
from concordat.evidence.identity.matching import match
from concordat.evidence.identity.traits import traits
from concordat.evidence.words import Author, Found, Identifier, Reference

SETS = Path(__file__).parents[4] / "shared" / "data" / "dedupe"

PAPER = Reference(
    title="Effects of early rehabilitation after stroke: a randomised controlled trial",
    authors=(Author("Müller", "Jürgen"), Author("van Dijk", "A"), Author("Okafor", "C")),
    journal="Journal of Rehabilitation Medicine",
    year=2011,
    volume="43",
    issue="3",
    pages="216-223",
)


def sameness(one: Reference, other: Reference) -> Sameness:
    return compare(traits(one), traits(other)).sameness


@pytest.mark.parametrize(
    "change",
    [
        {"title": "[Effects of early rehabilitation after stroke. A randomized controlled trial]"},
        {"title": "Effects of early rehabilitaion after stroke: a randomised controlled trial"},
        {"title": "Effects of early rehabilitation after stroke"},
        {"title": PAPER.title + " [German]"},
        {"title": PAPER.title + ".[Erratum appears in J Rehabil Med. 2011;43(9):800]"},
        {"title": "Auswirkungen der frühen Rehabilitation nach Schlaganfall"},
        {"authors": (Author("Muller", "J"), Author("Dijk", "A van"))},
        {"authors": (Author("Jürgen", "Müller"),)},
        {"authors": ()},
        {"journal": "J Rehabil Med"},
        {"journal": "Journal of Rehabilitation Medicine (Stiftelsen)"},
        {"journal": ""},
        {"pages": "216-23; discussion 224"},
        {"pages": "216"},
        {"pages": "", "issue": "", "volume": ""},
        {"year": 2010},
        {"volume": "43 Suppl 1"},
    ],
)
def test_one_work_printed_otherwise(change: dict[str, object]) -> None:
    other = replace(PAPER, **change)  # type: ignore[arg-type]
    assert sameness(PAPER, other) is sameness(other, PAPER) is Sameness.SAME


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"title": "Erratum: " + PAPER.title}, "a notice"),
        ({"title": PAPER.title + ": part II", "pages": "224-230"}, "other pages"),
        ({"title": PAPER.title.replace("early", "late"), "pages": ""}, "A word of their titles"),
        ({"title": "Comment on: " + PAPER.title, "pages": ""}, "Only one title says"),
        ({"title": PAPER.title + ": study protocol", "pages": ""}, "Only one title says"),
        ({"journal": "Stroke", "volume": "42", "pages": "e88"}, "journals with no word"),
        ({"pages": "601-610"}, "other pages"),
        ({"year": 2015, "volume": "47", "pages": ""}, "4 years apart"),
    ],
)
def test_another_work_that_looks_like_it(change: dict[str, object], because: str) -> None:
    compared = compare(traits(PAPER), traits(replace(PAPER, **change)))  # type: ignore[arg-type]
    assert compared.sameness is not Sameness.SAME
    assert because in compared.reason()


def test_parts_of_a_series_stay_apart() -> None:
    one = replace(PAPER, title="Rehabilitation after stroke, part I", pages="", volume="")
    assert sameness(one, replace(one, title="Rehabilitation after stroke, part II")) is (
        Sameness.DIFFERENT
    )


def test_two_papers_of_one_author_at_the_same_pages_of_two_issues() -> None:
    """Some journals begin every issue on page 1 and print the same people in each."""
    other = replace(PAPER, title="Big data in the management of human resources", issue="4")
    assert sameness(PAPER, other) is not Sameness.SAME


def test_versions_of_a_cochrane_review() -> None:
    review = replace(
        PAPER, journal="Cochrane Database of Systematic Reviews", pages="CD006828", volume=""
    )
    assert sameness(review, replace(review, year=2012)) is Sameness.DIFFERENT


def test_a_standing_column_needs_its_page() -> None:
    column = replace(PAPER, title="Editorial", pages="")
    assert sameness(column, column) is not Sameness.SAME
    assert sameness(replace(column, pages="5-9"), replace(column, pages="5-9")) is Sameness.SAME


def test_pubmed_numbers_decide() -> None:
    one, other = (replace(PAPER, identifiers=(Identifier("pmid", n),)) for n in ("1", "2"))
    assert sameness(one, other) is Sameness.DIFFERENT


def test_a_record_that_fits_two_works_does_not_make_them_one() -> None:
    bare = replace(PAPER, volume="", issue="", pages="")
    first = replace(PAPER, identifiers=(Identifier("pmid", "1"),))
    second = replace(PAPER, pages="601-610", identifiers=(Identifier("pmid", "2"),))
    matched = match([bare, first, second])
    assert matched.groups in {((0, 1),), ((0, 2),)}
    assert len(matched.refused) == 1


def test_nothing_and_one() -> None:
    assert match([]).groups == match([PAPER]).groups == ()


def test_the_reason_can_be_checked_by_hand() -> None:
    (join,) = match([PAPER, PAPER]).joins
    assert join.compared.score == sum(each.points for each in join.compared.points)
    assert "the same title (+5); the same first author (+2)" in join.compared.reason()


_TITLES = [
    PAPER.title,
    "Effects of late rehabilitation after stroke: a randomised controlled trial",
    "Early rehabilitation after stroke",
    "Editorial",
    "Stroke unit care combined with early discharge",
]
references = st.builds(
    Reference,
    title=st.sampled_from(_TITLES),
    authors=st.sampled_from([PAPER.authors, PAPER.authors[:1], (Author("Smith", "J"),)]),
    journal=st.sampled_from(["", "Stroke", "J Rehabil Med", PAPER.journal]),
    year=st.sampled_from([None, 2010, 2011]),
    volume=st.sampled_from(["", "43"]),
    pages=st.sampled_from(["", "216-223", "216", "1-9"]),
)


@given(st.lists(references, max_size=8), st.randoms())
def test_order_does_not_matter_and_candidates_lose_nothing(
    records: list[Reference], random: object
) -> None:
    """Comparing each with each, without keys, finds the same pairs."""
    shown = [traits(record) for record in records]
    joined = {
        frozenset(pair)
        for pair in combinations(range(len(records)), 2)
        if compare(shown[pair[0]], shown[pair[1]]).sameness is Sameness.SAME
    }
    matched = match(records)
    found = {frozenset((each.first, each.second)) for each in (*matched.joins, *matched.refused)}
    assert found <= joined
    together = {place: group for group in matched.groups for place in group}
    for one, other in map(tuple, joined):
        refused = any(
            compare(shown[a], shown[b]).sameness is Sameness.DIFFERENT
            for a in together.get(one, (one,))
            for b in together.get(other, (other,))
        )
        assert together.get(one) == together.get(other) or refused
    turned = match(records[::-1])
    last = len(records) - 1
    if not matched.refused and not turned.refused:
        mirrored = {tuple(sorted(last - place for place in group)) for group in turned.groups}
        assert mirrored == set(matched.groups)


def pairs_of(groups: Iterator[list[str]]) -> set[tuple[str, ...]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


@pytest.mark.parametrize(
    ("name", "least"),
    [("stroke", 0.98), ("digital_work", 0.98), ("respiratory", 0.95), ("special_cases", 0.3)],
)
def test_real_collections(name: str, least: float) -> None:
    folder = SETS / name
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: matching is not measured on real records")
    with (folder / "records_pre_merged.csv").open("rb") as stream:
        read = [(row.key, row.found) for row in csv_reading.rows(stream)]
    records = [(key, item.reference) for key, item in read if isinstance(item, Found)]
    with (folder / "merged_record_ids.csv").open() as stream:
        truth = pairs_of(row["merged_ids"].split(";") for row in csv.DictReader(stream))
    matched = match([reference for _, reference in records])
    found = pairs_of([records[place][0] for place in group] for group in matched.groups)
    assert found - truth == set()
    assert len(found & truth) >= least * len(truth)

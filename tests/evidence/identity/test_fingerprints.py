"""Fingerprints: equal for the same work, never for two, and empty when little is known."""

import csv
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.formats.names import family_first
from concordat.evidence.identity.fingerprints import fingerprint, first_page, plain
from concordat.evidence.words import Author, Reference

WORK = Reference(
    title="Effects of β-blockers on survival: a randomised trial.",
    authors=(Author("Müller", "Jürgen"),),
    year=2001,
    volume="12",
    pages="401-7",
)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "EFFECTS OF BETA BLOCKERS ON SURVIVAL - A RANDOMISED TRIAL"},
        {"authors": (Author("Muller", "J"), Author("Other", "A"))},
        {"pages": "401-407"},
        {"pages": "0401"},
        {"journal": "Lancet", "abstract": "x", "issue": "3"},
    ],
)
def test_the_same_work_printed_otherwise(change: dict[str, object]) -> None:
    assert fingerprint(replace(WORK, **change)) == fingerprint(WORK) != ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Effects of α-blockers on survival: a randomised trial."},
        {"year": 2002},
        {"volume": "13"},
        {"pages": "402-7"},
        {"authors": (Author("Mueller", "J"),)},
    ],
)
def test_another_work(change: dict[str, object]) -> None:
    assert fingerprint(replace(WORK, **change)) != fingerprint(WORK)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "too_little",
    [
        Reference(""),
        Reference("A title of more than four words"),
        replace(WORK, year=None),
        replace(WORK, authors=(), pages=""),
        Reference("Editorial", (Author("Smith"),), year=2001, volume="1", pages="1"),
        Reference("Remarks from the editor", (Author("Smith"),), year=2001, volume="1"),
    ],
)
def test_too_little_is_known(too_little: Reference) -> None:
    assert fingerprint(too_little) == ""


def test_a_column_needs_its_issue() -> None:
    column = Reference("Editorial", year=2001, volume="1", issue="2", pages="iii")
    assert fingerprint(column) not in ("", fingerprint(replace(column, issue="3")))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [("401-7", "401"), ("S105-S110", "s105"), ("e0188810", "e0188810"), ("0012", "12"), ("", "")],
)
def test_first_page(pages: str, expected: str) -> None:
    assert first_page(pages) == expected


@given(st.text())
def test_plain_text_is_its_own_plain_text(text: str) -> None:
    assert plain(plain(text)) == plain(text)


#: Pairs of the same work found, of all that BibDedupe's groups hold, and pairs wrongly joined.
@pytest.mark.parametrize(
    ("collection", "least_found"), [("stroke", 0.88), ("respiratory", 0.76), ("digital_work", 0.76)]
)
def test_no_wrong_pair_in_real_collections(
    shared_data: Path, collection: str, least_found: float
) -> None:
    folder = shared_data / "dedupe" / collection
    groups = _groups(folder / "merged_record_ids.csv")
    prints = defaultdict(list)
    with (folder / "records_pre_merged.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            prints[fingerprint(_reference(row))].append(row["ID"])
    prints.pop("", None)
    pairs = {pair for ids in prints.values() for pair in combinations(sorted(ids), 2)}
    true = {pair for ids in groups for pair in combinations(sorted(ids), 2)}
    assert pairs - true == set()
    assert len(pairs & true) / len(true) > least_found


def _groups(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8") as file:
        return [next(iter(row.values())).split(";") for row in csv.DictReader(file)]


def _reference(row: dict[str, str]) -> Reference:
    author = family_first((row["author"] or "").split(" and ")[0])
    return Reference(
        title=row["title"],
        authors=(author,) if author else (),
        year=int(float(row["year"])) if row["year"] else None,
        volume=row["volume"],
        issue=row["number"],
        pages=row["pages"],
    )

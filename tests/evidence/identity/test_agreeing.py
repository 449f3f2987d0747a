"""Verdicts on records that share an identifier, or do not."""

import gzip
import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.identity.agreeing import (
    Sameness,
    is_notice,
    same_by_identifier,
    titles_alike,
)
from concordat.evidence.words import Identifier, Reference

TITLE = "Ileal lymphoid nodular hyperplasia in children"


def made(
    title: str = TITLE, year: int | None = 1998, pages: str = "637-41", **ids: str
) -> Reference:
    identifiers = tuple(Identifier(scheme, value) for scheme, value in ids.items())
    return Reference(title, year=year, pages=pages, identifiers=identifiers)


OTHER = "Aspirin after myocardial infarction"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # believed
        (made(doi="x"), made(doi="x"), Sameness.SAME),
        (made(doi="x"), made(title="", year=None, pages="", doi="x"), Sameness.SAME),
        (made(doi="x"), made(title=OTHER, doi="x"), Sameness.SAME),
        (made(doi="x"), made(TITLE + ": the long subtitle of a trial", doi="x"), Sameness.SAME),
        (made(pmid="1", doi="x"), made(pmid="1", doi="y"), Sameness.SAME),
        (made(doi="x", pmid="1"), made(doi="x"), Sameness.SAME),
        (made(pages="e16231", doi="x"), made(OTHER, pages="16231", doi="x"), Sameness.SAME),
        (made(year=1998, doi="x"), made(OTHER, year=1999, doi="x"), Sameness.SAME),
        (made(nice="NG1"), made(nice="NG1", year=2019), Sameness.SAME),
        (made(openalex="W1", doi="x"), made(openalex="W1", doi="y"), Sameness.SAME),
        # doubted
        (made(doi="x"), made(OTHER, year=2010, doi="x"), Sameness.UNSURE),
        (made(doi="x"), made(OTHER, pages="5", doi="x"), Sameness.UNSURE),
        (made(doi="x"), made("Retraction: " + TITLE, doi="x"), Sameness.UNSURE),
        (made(doi="x"), made("Erratum to: " + TITLE, doi="x"), Sameness.UNSURE),
        (made(openalex="W1", doi="x"), made(OTHER, openalex="W1", doi="y"), Sameness.UNSURE),
        (made(openalex="W1", doi="x"), made(year=2001, openalex="W1", doi="y"), Sameness.UNSURE),
        (made(), made(), Sameness.UNSURE),
        (made(isbn="9"), made(isbn="9"), Sameness.UNSURE),
        (made(nct="NCT1"), made(nct="NCT1"), Sameness.UNSURE),
        (made(doi="x"), made(pmid="1"), Sameness.UNSURE),
        # refused
        (made(pmid="1"), made(pmid="2"), Sameness.DIFFERENT),
        (made(pmid="1", doi="x"), made(pmid="2", doi="x"), Sameness.DIFFERENT),
        (made(doi="x"), made(doi="y"), Sameness.DIFFERENT),
    ],
)
def test_verdicts(a: Reference, b: Reference, expected: Sameness) -> None:
    for first, second in ((a, b), (b, a)):
        verdict = same_by_identifier(first, second)
        assert verdict.sameness == expected, verdict.reason
        assert verdict.reason.endswith(".")


_SOME = st.builds(
    made,
    st.sampled_from(["", TITLE, OTHER, "Erratum: " + TITLE]),
    st.sampled_from([None, 1998, 1999, 2010]),
    st.sampled_from(["", "637-41", "5", "e5"]),
).flatmap(
    lambda base: st.lists(
        st.builds(
            Identifier, st.sampled_from(["doi", "pmid", "openalex", "isbn"]), st.sampled_from("xy")
        ),
        max_size=3,
        unique=True,
    ).map(lambda ids: replace(base, identifiers=tuple(ids)))
)


@given(_SOME, _SOME)
def test_the_order_of_the_two_does_not_matter(a: Reference, b: Reference) -> None:
    assert same_by_identifier(a, b) == same_by_identifier(b, a)


@given(_SOME)
def test_a_record_is_never_different_from_itself(a: Reference) -> None:
    strong = any(item.scheme != "isbn" for item in a.identifiers)
    assert same_by_identifier(a, a).sameness == (Sameness.SAME if strong else Sameness.UNSURE)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Retraction: A trial", True),
        ("Retraction notice to A trial", True),
        ("[Erratum to: A trial]", True),
        ("Corrigendum to “A trial”", True),
        ("Expression of Concern", True),
        ("Correction of scoliosis by casting", False),
        ("Correction", True),
        ("RETRACTED: A trial", False),
        ("Retraction of publications in anaesthesia", False),
        ("Retraction of the article “A trial”", True),
        ("A trial", False),
    ],
)
def test_notices(title: str, expected: bool) -> None:
    assert is_notice(title) is expected


def test_unlike_titles_score_low(shared_data: Path) -> None:
    """The bound below which titles are wholly different, measured on real titles."""
    path = shared_data / "screening" / "cohen_and_others.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        titles = [title for line in lines if (title := json.loads(line)["title"])]
    chance = random.Random(1)  # noqa: S311 (a sample, no secret)
    scores = [titles_alike(*chance.sample(titles, 2)) for _ in range(20_000)]
    assert sum(score < 60 for score in scores) / len(scores) > 0.995

"""What a page says of how a work stands."""

import dataclasses

import pytest

from concordat.evidence.words import Kind, Link, Standing, WorkView
from concordat.web.evidence import presenters
from concordat.web.evidence import standing as marks

WORK = WorkView(id="w1", revision=1, title="Salt", kind=Kind.TRIAL, standing=Standing.PUBLISHED)


@pytest.mark.parametrize(
    ("iso", "said"),
    [
        ("2010-02-03", "3 February 2010"),
        ("2010-02-03T10:00:00Z", "3 February 2010"),
        ("2010-02", "February 2010"),
        ("2010", "2010"),
        ("", ""),
        ("2010-13-45", "2010-13-45"),
        ("spring", "spring"),
    ],
)
def test_as_much_of_a_date_is_said_as_is_known(iso: str, said: str) -> None:
    assert marks.said_on(iso) == said


def test_nothing_is_said_of_a_work_that_nothing_is_known_against() -> None:
    page = presenters.present_work(WORK, [])
    assert page.banner is None
    assert page.standing is None


@pytest.mark.parametrize(
    ("standing", "tone"),
    [
        (Standing.RETRACTED, "loud"),
        (Standing.WITHDRAWN, "loud"),
        (Standing.REPLACED, "loud"),
        (Standing.CONCERN, "loud"),
        (Standing.CURRENT, "good"),
        (Standing.UNCHECKED, "quiet"),
        (Standing.CORRECTED, "quiet"),
    ],
)
def test_every_other_standing_has_a_banner(standing: Standing, tone: str) -> None:
    banner = marks.present_banner(dataclasses.replace(WORK, standing=standing))
    assert banner is not None
    assert banner.tone == tone
    assert banner.meaning.endswith(".")


def test_the_banner_names_the_source_the_date_and_the_notice() -> None:
    links = (Link("retraction notice", "Notice", work="n"), Link("cites", "Another", work="o"))
    work = dataclasses.replace(
        WORK,
        standing=Standing.RETRACTED,
        standing_on="2016-02-01",
        standing_source="PubMed",
        links=links,
    )
    banner = marks.present_banner(work)
    assert banner is not None
    assert banner.said == "On 1 February 2016, according to PubMed."
    assert banner.links == links[:1]

"""What the page of a work says."""

import dataclasses

import pytest

from concordat.evidence.words import (
    Author,
    Heading,
    Identifier,
    Kind,
    Link,
    RecordView,
    Standing,
    WorkView,
)
from concordat.web.evidence import presenters

WORK = WorkView(
    id="w1",
    revision=1,
    title="Salt",
    kind=Kind.TRIAL,
    standing=Standing.PUBLISHED,
    authors=(Author("One", "Ann"), Author("The Salt Group")),
    published_on="2014-03-01",
    identifiers=(Identifier("doi", "10.1000/salt"), Identifier("pmid", "1")),
    headings=(Heading("Sodium Chloride", major=True, qualifiers=("adverse effects",)),),
    url="https://example.org/salt",
)


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
    assert presenters.said_on(iso) == said


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
    banner = presenters.present_banner(dataclasses.replace(WORK, standing=standing))
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
    banner = presenters.present_banner(work)
    assert banner is not None
    assert banner.said == "On 1 February 2016, according to PubMed."
    assert banner.links == links[:1]


def test_an_address_that_is_no_web_page_is_no_link() -> None:
    assert presenters.outward(Identifier("url", "javascript:alert(1)")).href == ""
    assert presenters.outward(Identifier("doi", "10.1/x")).href == "https://doi.org/10.1/x"
    assert presenters.outward(Identifier("strange", "1")) == presenters.Outward("strange", "1", "")


def test_only_fields_that_a_source_gave_are_listed() -> None:
    page = presenters.present_work(WORK, [])
    facts = {fact.name: fact.values for fact in page.facts}
    assert facts["Authors"] == ("Ann One", "The Salt Group")
    assert facts["Published"] == ("1 March 2014",)
    assert facts["Subject headings"] == ("Sodium Chloride / adverse effects (main topic)",)
    assert "Volume" not in facts
    assert [each.label for each in page.outward] == ["DOI", "PubMed", "Web page"]


def test_each_record_says_which_fields_it_gave_earlier_states_last() -> None:
    new = RecordView("r2", "pubmed", "PubMed", "", "1", "pubmed", "2026-01-02T00:00:00Z",
                     fields=("title", "headings"))  # fmt: skip
    old = dataclasses.replace(new, id="r1", fields=(), superseded=True)
    rows = list(presenters.present_records([old, new]))
    assert [row.fields for row in rows] == [
        "Title, Subject headings",
        "An earlier state of a record",
    ]
    assert rows[0].on == "2 January 2026"

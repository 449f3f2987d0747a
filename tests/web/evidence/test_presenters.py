"""What the page of a work says."""

import dataclasses

from concordat.evidence.words import (
    Author,
    Heading,
    Identifier,
    Kind,
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

"""Links as Zotero, PubMed, EBSCO and mailers send them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.delivery.access.openurl import read_openurl


def test_as_zotero_sends_it() -> None:
    found = read_openurl(
        "url_ver=Z39.88-2004&ctx_ver=Z39.88-2004&rfr_id=info%3Asid%2Fzotero.org%3A2"
        "&rft_id=info%3Adoi%2F10.1056%2FNEJMoa2021436&rft_id=info%3Apmid%2F32678530"
        "&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Ajournal&rft.genre=article"
        "&rft.atitle=A%20title&rft.jtitle=A%20journal&rft.issn=0028-4793&rft.volume=384&rft.issue=8"
        "&rft.date=2021-02-25&rft.pages=693-704&rft.aulast=Group"
    )
    assert (found.doi, found.pmid) == ("10.1056/NEJMoa2021436", "32678530")
    assert (found.issns, found.date, found.volume) == (("0028-4793",), "2021-02-25", "384")
    assert (found.title, found.journal, found.genre) == ("A title", "A journal", "article")


@pytest.mark.parametrize(
    ("query", "field", "value"),
    [
        ("sid=Entrez:PubMed&id=pmid:32678530", "pmid", "32678530"),
        ("id=doi:10.1016/S0140-6736(10)60835-5", "doi", "10.1016/S0140-6736(10)60835-5"),
        ("rft_id=https%3A%2F%2Fdoi.org%2F10.1000%2Fx.y", "doi", "10.1000/x.y"),
        ("rft_id=http%253A%252F%252Fdx.doi.org%252F10.1000%252Fx", "doi", "10.1000/x"),
        ("rft_id=https://pubmed.ncbi.nlm.nih.gov/123/", "pmid", "123"),
        ("pmid=PMID%3A+123", "pmid", "123"),
        ("issn=00284793", "issns", ("0028-4793",)),
        ("rft.eissn=1533-4406&amp;rft.issn=0028-4793", "issns", ("0028-4793", "1533-4406")),
        ("issn=0028-4793%2C+1533-4406", "issns", ("0028-4793", "1533-4406")),
        ("rft_id=urn:ISBN:0306406152", "isbns", ("9780306406157",)),
        ("isbn=978-0-306-40615-7&genre=book", "isbns", ("9780306406157",)),
        ("date=20040312", "date", "2004-03-12"),
        ("date=2004/3/1", "date", "2004-03-01"),
        ("date=2004-00-00", "date", "2004"),
        ("date=Spring 2004", "date", "2004"),
        ("date=2003-2004", "date", ""),
        ("atitle=Andr%E9s", "title", "Andrés"),
        ("atitle=Andr%C3%A9s", "title", "Andrés"),
        ("title=BMJ&stitle=x", "journal", "BMJ"),
    ],
)
def test_in_the_wild(query: str, field: str, value: object) -> None:
    assert getattr(read_openurl(query), field) == value


def test_what_cannot_be_read_is_said() -> None:
    found = read_openurl("issn=1234-5678&date=tomorrow")
    assert len(found.ignored) == 2
    assert found.empty


@given(st.text(max_size=300))
def test_anything_can_be_read(query: str) -> None:
    read_openurl(query)
    read_openurl(f"rft_id={query}&rft.date={query}&issn={query}&pmid={query}")

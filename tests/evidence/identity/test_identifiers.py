"""Canonical forms: examples from the standards, and properties that must always hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.identity import identifiers
from concordat.evidence.identity.identifiers import canonical
from concordat.evidence.words import Identifier


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1016/S0140-6736(97)11096-0", "10.1016/s0140-6736(97)11096-0"),
        ("https://doi.org/10.1530/eje.0.1410619", "10.1530/eje.0.1410619"),
        ("http://dx.doi.org/10.1002/cpp.2398", "10.1002/cpp.2398"),
        ("doi: 10.1000/ABC.", "10.1000/abc"),
        ("DOI:10.1000/abc).", "10.1000/abc"),
        ("(10.1000/abc)", "10.1000/abc"),
        ("10.4103/abr.abr_99_17 [doi]", "10.4103/abr.abr_99_17"),
        ("https://doi.org/10.4103%2F2303-9027.138783", "10.4103/2303-9027.138783"),
        ("https://www.frontiersin.org/articles/10.3389/fx.2013.1/full", "10.3389/fx.2013.1"),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2",
        ),
        ("10.1/abc", None),
        ("Article", None),
        ("10.1000/", None),
        ("", None),
    ],
)
def test_doi(text: str, expected: str | None) -> None:
    assert identifiers.doi(text) == expected


@pytest.mark.parametrize(
    ("scheme", "text", "expected"),
    [
        ("pmid", "PMID: 29657938", "29657938"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/10601965", "10601965"),
        ("pmid", "https://www.ncbi.nlm.nih.gov/pubmed/29267302", "29267302"),
        ("pmid", "0012", "12"),
        ("pmid", "123456789", None),
        ("pmid", "PMC123", None),
        ("pmid", "0", None),
        ("pmcid", "PMC5887696", "PMC5887696"),
        ("pmcid", "5887696", "PMC5887696"),
        ("pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5887696/", "PMC5887696"),
        ("pmcid", "NIHMS398475", None),
        ("openalex", "https://openalex.org/W2125158795", "W2125158795"),
        ("openalex", "A2125158795", None),
        ("isbn", "0-306-40615-2", "9780306406157"),
        ("isbn", "978-3-030-00665-5", "9783030006655"),
        ("isbn", "0-8044-2957-X", "9780804429573"),
        ("isbn", "978-3-030-00665-6", None),
        ("issn", "0317-8471", "0317-8471"),
        ("issn", "20493630", "2049-3630"),
        ("issn", "2434561x", "2434-561X"),
        ("issn", "0317-8472", None),
        ("nct", "ClinicalTrials.gov/NCT01234567", "NCT01234567"),
        ("nct", "NCT123", None),
        ("isrctn", "ISRCTN 12345678", "ISRCTN12345678"),
        ("nice", "ng136", "NG136"),
        ("nice", "https://www.nice.org.uk/guidance/NG136/chapter/1", "NG136"),
        ("nice", "CG 0012", "CG12"),
        ("nice", "XX12", None),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("orcid", "0000-0002-1825-0098", None),
        ("url", "HTTPS://Example.ORG/Path/#part", "https://example.org/Path"),
        ("url", "javascript:alert(1)", None),
        ("url", "<Go to ISI>://WOS:000298449100001", None),
        ("wos", " WOS:000444108200009 ", "WOS:000444108200009"),
        ("pii", "", None),
    ],
)
def test_canonical(scheme: str, text: str, expected: str | None) -> None:
    assert canonical(scheme, text) == (Identifier(scheme, expected) if expected else None)


@given(st.sampled_from(sorted(identifiers.RULES)), st.text(max_size=60))
def test_no_text_is_too_strange(scheme: str, text: str) -> None:
    canonical(scheme, text)


@given(st.from_regex(r"(https://doi\.org/|doi:)?10\.\d{4,5}/[!-~]{1,30}", fullmatch=True))
def test_canonical_form_is_its_own_canonical_form(text: str) -> None:
    first = identifiers.doi(text)
    if first is not None and "%" not in first:
        assert identifiers.doi(first) == first
        assert identifiers.doi(first.upper()) == first


@given(st.integers(0, 9_999_999))
def test_one_wrong_digit_of_an_issn_is_always_noticed(number: int) -> None:
    stem = f"{number:07d}"
    valid = [sign for sign in "0123456789X" if identifiers.issn(stem + sign)]
    assert len(valid) == (0 if number == 0 else 1)

"""CSV that Python and Excel both read, and that runs nothing."""

import csv
import io

import pytest

from concordat.evidence.formats import csv as csv_format
from concordat.evidence.words import Author, Heading, Identifier, Reference, StatusNote


def rows(*references: Reference) -> list[dict[str, str]]:
    content = "".join(csv_format.write(references)).encode()
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_column() -> None:
    (row,) = rows(
        Reference(
            title='A "title", with commas',
            authors=(Author("Müller", "J K"), Author("WHO")),
            year=2019,
            abstract="One.\nTwo.",
            identifiers=(
                Identifier("doi", "10.1000/1"),
                Identifier("doi", "10.1000/2"),
                Identifier("nct", "NCT01234567"),
            ),
            headings=(Heading("Colitis", True, ("etiology",)),),
            status=(StatusNote("retracted", Identifier("pmid", "5")), StatusNote("corrected")),
        )
    )
    assert row["title"] == 'A "title", with commas'
    assert row["authors"] == "Müller JK; WHO"
    assert row["year"] == "2019"
    assert row["doi"] == "10.1000/1"
    assert row["other_identifiers"] == "doi:10.1000/2; nct:NCT01234567"
    assert row["headings"] == "*Colitis/etiology"
    assert row["standing_notes"] == "retracted pmid:5; corrected"
    assert row["abstract"] == "One.\nTwo."
    assert tuple(row) == csv_format.COLUMNS


def test_the_header_stands_alone_when_there_is_nothing() -> None:
    assert list(csv_format.write([])) == ["\ufeff" + ",".join(csv_format.COLUMNS) + "\r\n"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(sign: str) -> None:
    (row,) = rows(Reference(title=f'{sign}HYPERLINK("http://example.org")'))
    assert row["title"].startswith(f"'{sign}")

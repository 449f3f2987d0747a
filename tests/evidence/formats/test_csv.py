"""CSV that Python and Excel both read, and that runs nothing; and CSV as people bring it."""

import csv
import io

import pytest

from concordat.evidence.formats import csv as csv_format
from concordat.evidence.formats import csv_reading
from concordat.evidence.formats.csv_meaning import author_parts
from concordat.evidence.words import Author, Heading, Identifier, Reference, StatusNote
from tests.evidence.formats.reading import read, reasons, references, titles


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


SCOPUS = (
    "\ufeffAuthors,Title,Year,Source title,Volume,Issue,Art. No.,Page start,Page end,DOI\n"
    '"Doe J., Roe A.B.","A ""quoted"" title",2019,BMJ,1,2,,10,19,10.1000/1\n'
)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_separator(sign: str) -> None:
    content = (
        f'ID{sign}title{sign}author{sign}year\n7{sign}"A\nB"{sign}"Doe, J and Roe, A"{sign}2019\n'
    )
    assert csv_format.recognises(content.encode(), "a.txt")
    (row,) = csv_reading.rows(io.BytesIO(content.encode()))
    assert row.key == "7"
    (found,) = references(csv_format, content.encode())
    assert (found.title, found.year) == ("A B", 2019)
    assert [author.family for author in found.authors] == ["Doe", "Roe"]


def test_columns_of_scopus() -> None:
    (found,) = references(csv_format, SCOPUS.encode())
    assert found.title == 'A "quoted" title'
    assert found.authors == (Author("Doe", "J."), Author("Roe", "A.B."))
    assert (found.journal, found.pages, found.year) == ("BMJ", "10-19", 2019)
    assert found.identifiers == (Identifier("doi", "10.1000/1"),)


def test_the_packed_source_of_embase() -> None:
    source = "Cancer (2004) 102:4 (253-258). Date of Publication: 25 Aug 2004"
    (found,) = references(csv_format, f'Title,Author Names,Source\nA,Doe J.,"{source}"\n'.encode())
    assert (found.journal, found.year, found.volume) == ("Cancer", 2004, "102")
    assert (found.issue, found.pages) == ("4", "253-258")


def test_what_we_wrote_comes_back() -> None:
    one = Reference(
        title="=1+1: a trial",
        authors=(Author("Müller", "JK"),),
        year=2019,
        published_on="2019-03",
        journal="BMJ",
        volume="1",
        pages="1-5",
        abstract="Text",
        identifiers=(Identifier("doi", "10.1000/1"), Identifier("nct", "NCT01234567")),
        keywords=("one", "two"),
        url="https://example.org/a",
    )
    assert references(csv_format, "".join(csv_format.write([one])).encode()) == [one]


def test_a_quote_that_is_never_closed_costs_one_row() -> None:
    content = b'title,year\nFirst,2019\n"Second,2019\nThird,2019\n'
    found = read(csv_format, content)
    assert titles(found) == ["First", "Third"]
    ((position, reason),) = reasons(found)
    assert position == "record 2, line 3"
    assert "never closed" in reason


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "does not name the columns"),
        (b"a,b\n1,2\n", "does not name the columns"),
        (b"title,year\n,2019\n", "no title"),
        (b"title,year\n\x81\x8d,2019\n", "neither UTF-8"),
    ],
)
def test_what_cannot_be_read_is_named(content: bytes, words: str) -> None:
    ((_, reason),) = reasons(read(csv_format, content))
    assert words in reason


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Doe, J; Roe, A", ["Doe, J", " Roe, A"]),
        ("Doe, J and Roe, A", ["Doe, J", "Roe, A"]),
        ("Doe J, Roe AB", ["Doe J", "Roe AB"]),
        ("Doe, Jane", ["Doe, Jane"]),
        ("['Marx, Karl', 'Lindgren, Astrid']", ["Marx, Karl", "Lindgren, Astrid"]),
        ("World Health Organization", ["World Health Organization"]),
    ],
)
def test_how_authors_are_listed(text: str, names: list[str]) -> None:
    assert author_parts(text) == names

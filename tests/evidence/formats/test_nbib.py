"""MEDLINE text: each element, what is broken, and writing it."""

import pytest

from concordat.evidence.formats import nbib
from concordat.evidence.words import Author, Heading, Identifier, Reference, StatusNote
from tests.evidence.formats.reading import read, reasons, references, titles

RECORD = """\

PMID- 9500320
OWN - NLM
STAT- MEDLINE
IS  - 0140-6736 (Print)
IS  - 0140-6736 (Linking)
VI  - 351
IP  - 9103
DP  - 1998 Feb 28
TI  - Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
      developmental disorder in children.
PG  - 637-41
LID - 10.1016/S0140-6736(97)11096-0 [doi]
LID - S0140-6736(97)11096-0 [pii]
AB  - BACKGROUND: One line
      and its continuation.
FAU - Wakefield, A J
AU  - Wakefield AJ
AUID- ORCID: 0000-0002-1825-0097
FAU - Murch, S H
AU  - Murch SH
CN  - The Study Group
LA  - eng
SI  - ClinicalTrials.gov/NCT01234567
PT  - Journal Article
PT  - Retracted Publication
JT  - Lancet (London, England)
RIN - Lancet. 2010 Feb 6;375(9713):445. PMID: 20137807
EIN - Lancet 2004 Mar 6;363(9411):750
CON - Lancet. 1998 Feb 28;351(9103):611-2. PMID: 9500310
MH  - Child
MH  - Colitis/*etiology/pathology
MH  - *Vaccination
OT  - autism
PMC - PMC5887696
PHST- 1998/03/21 02:03 [medline]
AID - S0140-6736(97)11096-0 [pii]
AID - 10.1016/S0140-6736(97)11096-0 [doi]
SO  - Lancet. 1998 Feb 28;351(9103):637-41.
"""


def test_every_element_of_a_record() -> None:
    (found,) = references(nbib, RECORD.encode())
    assert found == Reference(
        title="Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive "
        "developmental disorder in children",
        authors=(
            Author("Wakefield", "A J", "0000-0002-1825-0097"),
            Author("Murch", "S H"),
            Author("The Study Group"),
        ),
        abstract="BACKGROUND: One line and its continuation.",
        journal="Lancet (London, England)",
        issns=("0140-6736",),
        year=1998,
        published_on="1998-02-28",
        volume="351",
        issue="9103",
        pages="637-41",
        identifiers=(
            Identifier("pmid", "9500320"),
            Identifier("doi", "10.1016/s0140-6736(97)11096-0"),
            Identifier("nct", "NCT01234567"),
            Identifier("pmcid", "PMC5887696"),
        ),
        headings=(
            Heading("Child"),
            Heading("Colitis", True, ("etiology", "pathology")),
            Heading("Vaccination", True),
        ),
        keywords=("autism",),
        publication_types=("Journal Article", "Retracted Publication"),
        languages=("eng",),
        status=(
            StatusNote("retracted", Identifier("pmid", "20137807"), "2010-02-06"),
            StatusNote("corrected", None, ""),
        ),
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("PT  - Retracted Publication", StatusNote("retracted")),
        ("PT  - Retraction of Publication", StatusNote("notice_of_retraction")),
        (
            "PT  - Retraction of Publication\nROF - Lancet. 1998 Feb 28;351:637-41. PMID: 9500320",
            StatusNote("notice_of_retraction", Identifier("pmid", "9500320"), "1998-02-28"),
        ),
        (
            "EFR - Gut. 2019 Jan;68(1):1. doi: 10.1136/gut.1. PMID: 3",
            StatusNote("notice_of_correction", Identifier("pmid", "3"), "2019-01"),
        ),
        (
            "ECI - J X. 2020;1:2. doi: 10.1000/concern",
            StatusNote("concern", Identifier("doi", "10.1000/concern"), "2020"),
        ),
        (
            "UIN - Cochrane Database Syst Rev. 2015;(2):CD1. PMID: 4",
            StatusNote("replaced", Identifier("pmid", "4"), "2015"),
        ),
    ],
)
def test_what_happened_to_a_work(lines: str, expected: StatusNote) -> None:
    (found,) = references(nbib, f"PMID- 1\nTI  - T.\n{lines}\n".encode())
    assert found.status == (expected,)


def test_comments_change_no_standing() -> None:
    (found,) = references(nbib, b"PMID- 1\nTI  - T.\nCIN - Gut. 2019;1:1. PMID: 3\n")
    assert found.status == ()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2018", "2018"),
        ("2018 Mar", "2018-03"),
        ("2018 Mar 27", "2018-03-27"),
        ("1998 Dec-1999 Jan", "1998-12"),
        ("2005 Nov-Dec", "2005-11"),
        ("2006 Spring", "2006"),
        ("2018 Feb 30", "2018-02"),
        ("", ""),
    ],
)
def test_dates(printed: str, expected: str) -> None:
    (found,) = references(nbib, f"PMID- 1\nTI  - T.\nDP  - {printed}\n".encode())
    assert found.published_on == expected


def test_a_book_and_a_chapter() -> None:
    content = (
        "PMID- 1\nBTI - The Book.\nISBN- 978-3-030-00665-5\nPB  - A House\n\n"
        "PMID- 2\nTI  - The Chapter.\nBTI - The Book.\n"
    )
    book, chapter = references(nbib, content.encode())
    assert (book.title, book.journal, book.publisher) == ("The Book", "", "A House")
    assert Identifier("isbn", "9783030006655") in book.identifiers
    assert (chapter.title, chapter.journal) == ("The Chapter", "The Book.")


def test_titles_in_brackets_and_in_another_language() -> None:
    content = "PMID- 1\nTI  - [A translated title].\n\nPMID- 2\nTT  - Ein Titel.\n"
    assert [item.title for item in references(nbib, content.encode())] == [
        "A translated title",
        "Ein Titel",
    ]


def test_records_need_no_empty_line_between_them() -> None:
    items = read(nbib, b"PMID- 1\nTI  - One.\nPMID- 2\nTI  - Two.\r\n\r\nPMID- 3\nTI  - Three.")
    assert titles(items) == ["One", "Two", "Three"]
    assert [item.position for item in items] == [
        "record 1, line 1",
        "record 2, line 3",
        "record 3, line 6",
    ]


def test_junk_and_missing_titles_are_set_aside() -> None:
    items = read(nbib, b"some words\n\nPMID- 1\nPG  - 5\n\nPMID- 2\nTI  - Good.\n")
    assert titles(items) == ["Good"]
    assert [reason[:22] for _, reason in reasons(items)] == [
        "These lines are no MED",
        "The record has no titl",
    ]


def test_what_is_written_can_be_read_again() -> None:
    (first,) = references(nbib, RECORD.encode())
    text = "".join(nbib.write([first]))
    assert max(map(len, text.splitlines())) <= 88
    (again,) = references(nbib, text.encode())
    for field in ("title", "authors", "abstract", "journal", "issns", "published_on", "pages"):
        assert getattr(again, field) == getattr(first, field)
    assert again.headings[1].major
    assert [item.scheme for item in again.identifiers] == ["pmid", "doi", "pmcid"]

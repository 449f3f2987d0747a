"""Other people's readers open the files that we write: rispy for RIS, python-docx for DOCX."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from docx import Document

from concordat.evidence import actions as evidence
from concordat.evidence.words import Author
from concordat.paper import docx
from concordat.paper.tree import Bullets, Facts, Heading, Paper, Paragraph, Table
from concordat.parties.words import OPERATOR
from concordat.search import actions as search
from concordat.search.queries.opened import forget
from tests.evidence.made import found, made

pytestmark = [pytest.mark.conformance, pytest.mark.django_db]

WORKS = [
    made(
        f"Salt & <pepper> in Nowhere, part {number} – “quoted”",
        f"doi:10.5555/ris.{number}",
        f"pmid:{number}",
        authors=(Author(family="Ørsted", given="Ann-Marie"), Author(family="de Vries", given="B")),
        journal="Journal of Nowhere",
        year=2000 + number,
        volume="12",
        issue="3",
        pages="101-9",
        abstract="Two lines\nof it.",
    )
    for number in range(1, 31)
]


@pytest.fixture
def taken(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    forget()
    evidence.take(found=found(*WORKS), source="file", format="ris", by=OPERATOR)
    search.index_works(by=OPERATOR)
    yield
    forget()


@pytest.mark.usefixtures("taken")
def test_rispy_reads_every_field_of_a_list(client: Client) -> None:
    import rispy

    answer = client.get("/search/export.ris?q=salt")
    assert answer.status_code == 200
    entries = {entry["doi"]: entry for entry in rispy.loads(answer.getvalue().decode())}
    assert len(entries) == len(WORKS)
    for work in WORKS:
        entry = entries[work.identifiers[0].value]
        assert entry.get("title", entry.get("primary_title")) == work.title
        assert entry["authors"] == ["Ørsted, Ann-Marie", "de Vries, B"]
        assert entry["year"].startswith(str(work.year))
        assert entry["volume"] == "12"
        assert entry["number"] == "3"
        assert entry["start_page"].startswith("101")
        assert "Journal of Nowhere" in entry.values()


def test_python_docx_reads_headings_lists_and_tables() -> None:
    paper = Paper(
        title="A report – “quoted” & <marked>",
        subtitle="Of nobody",
        blocks=(
            Heading("Found"),
            Paragraph("Ünïcode, and a control sign: \x0b."),
            Bullets(("One", "Two"), numbered=True),
            Facts((("Searched on", "2026-01-01"),)),
            Table("What each line found", ("Line", "Count"), (("salt", "30"),)),
        ),
        footer="The end",
    )
    read = Document(BytesIO(docx.render(paper)))
    text = "\n".join(each.text for each in read.paragraphs)
    for said in ("A report – “quoted” & <marked>", "Found", "Ünïcode", "One", "Two"):
        assert said in text
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    assert {"Line", "Count", "salt", "30"} <= set(cells)
    styles = {each.style.name for each in read.paragraphs if each.style is not None}
    assert any(name.startswith("Heading") for name in styles)

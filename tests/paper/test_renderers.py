"""Every renderer says the whole paper, and nothing in it can become markup."""

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from pypdf import PdfReader

from concordat.paper import docx, html, pdf
from concordat.paper.tree import (
    Bullets,
    Facts,
    Heading,
    Notice,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Table,
    Verbatim,
    Words,
    plain,
)

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<rect width="40" height="20"/></svg>'
)
WHOLE = Paper(
    title="Blood pressure in pregnancy",
    subtitle="A report of a search",
    footer="Invented for a test",
    blocks=(
        Heading("Strategy"),
        Paragraph(("Run on ", Words("21 November", bold=True), " by a librarian.")),
        Verbatim("1  exp Pregnancy/\n2  hypertens*.ti,ab.\n3  1 and 2"),
        Bullets(("first", Words("second", link="https://example.org/2"))),
        Bullets(("one", "two"), numbered=True),
        Facts((("Decision needed", "today"),)),
        Table("Counts", ("Line", "Works"), (("1", "10"), ("2", "2,304")), frozenset({1})),
        Notice("Retracted", "One work of this list was retracted."),
        Picture(SVG, "a black bar", "A bar"),
        PageBreak(),
        Heading("Results", 2),
        Paragraph("Nothing else."),
    ),
)
SAID = ("Strategy", "21 November", "exp Pregnancy/", "second", "2,304", "Retracted", "Nothing else")


def text_of_docx(data: bytes) -> str:
    document = Document(BytesIO(data))
    tables = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *tables])


def test_html_says_it_all() -> None:
    text = lxml_html.fromstring(html.render(WHOLE)).text_content()
    assert all(words in text for words in SAID)


def test_docx_says_it_all_with_real_headings_and_links() -> None:
    made = docx.render(WHOLE)
    assert all(
        words in text_of_docx(made).replace("\xa0", " ") for words in SAID if words != "second"
    )
    document = Document(BytesIO(made))
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == ["Strategy"]
    assert any(
        "example.org" in rel.target_ref for rel in document.part.rels.values() if rel.is_external
    )


def test_a_docx_says_whose_it_is_and_no_day_that_is_not_its_own() -> None:
    read = Document(BytesIO(docx.render(WHOLE))).core_properties
    assert (read.title, read.author, read.created) == (WHOLE.title, "Concordat", None)


def test_a_picture_is_drawn_in_docx_with_its_words() -> None:
    (drawn,) = Document(BytesIO(docx.render(WHOLE))).inline_shapes
    assert drawn._inline.docPr.get("descr") == "a black bar"
    assert drawn.width < 6_000_000  # not beyond the margins, in 914,400ths of an inch


def test_pdf_says_it_all_and_is_tagged() -> None:
    reader = PdfReader(BytesIO(pdf.render(WHOLE)))
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert all(words in text for words in SAID)
    assert len(reader.pages) == 2
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.metadata is not None
    assert reader.metadata.title == WHOLE.title


NASTY = '<script>alert(1)</script> & #import "x" *b* _i_ $x$ @ref \\ ` ``` // /* [z] {y} £ — ≥ β'


@pytest.mark.parametrize("render", [html.render, docx.render, pdf.render])
def test_no_text_becomes_markup(render: object) -> None:
    paper = Paper(NASTY, (Paragraph(NASTY), Verbatim(NASTY), Heading(NASTY), Notice(NASTY, NASTY)))
    made = render(paper)  # type: ignore[operator]
    if isinstance(made, str):
        assert "<script>" not in made
        assert "&lt;script&gt;" in made
    elif made.startswith(b"%PDF"):
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
        assert "*b* _i_" in text
    else:
        assert NASTY in text_of_docx(made)


def test_a_sign_without_a_glyph_does_not_lose_the_paper() -> None:
    assert pdf.render(Paper("Title", (Paragraph("漢字"),))).startswith(b"%PDF")


def test_a_link_that_runs_code_is_no_link() -> None:
    paper = Paper("t", (Paragraph(Words("press", link="javascript:alert(1)")),))
    assert "javascript" not in html.render(paper)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_written(text: str) -> None:
    paper = Paper("t", (Paragraph(text), Table("c", ("a",), ((text,),)), Facts(((text, text),))))
    assert plain(text) == text
    html.render(paper)
    docx.render(paper)

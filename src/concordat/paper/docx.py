"""A paper as DOCX, with real headings, lists, tables and links, so that it can be edited."""

from io import BytesIO
from typing import Any

import vl_convert
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from concordat.paper.tree import (
    Block,
    Bullets,
    Facts,
    Heading,
    Inline,
    Notice,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Table,
    Verbatim,
    Words,
    runs,
)


def render(paper: Paper) -> bytes:
    """Return the bytes of a DOCX file. A picture becomes a PNG: Word draws no SVG safely."""
    document = Document()
    _describe(document.core_properties, paper)
    document.styles["Normal"].font.name = "Arial"
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(_clean(paper.title), level=0)
    if paper.subtitle:
        document.add_paragraph(_clean(paper.subtitle))
    for block in paper.blocks:
        _block(document, block)
    if paper.footer:
        document.sections[0].footer.paragraphs[0].text = _clean(paper.footer)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(properties: Any, paper: Paper) -> None:
    """Say what the file is. The library's template names itself, and a day of 2013."""
    properties.title = paper.title[:255]
    properties.language = paper.language
    properties.author = properties.last_modified_by = "Concordat"
    properties.comments = ""
    for child in list(properties._element):
        if child.tag.endswith(("}created", "}modified")):
            properties._element.remove(child)


def _clean(text: str) -> str:
    """Leave out the control signs that XML 1.0 cannot hold."""
    return "".join(sign for sign in text if sign in "\t\n" or sign >= " ")


def _block(document: Any, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(_clean(block.text), level=block.level)
        case Paragraph():
            _write(document.add_paragraph(), block.content)
        case Bullets():
            style = "List Number" if block.numbered else "List Bullet"
            for item in block.items:
                _write(document.add_paragraph(style=style), item)
        case Facts():
            for name, value in block.pairs:
                _write(document.add_paragraph(), (Words(f"{name}: ", bold=True), *runs(value)))
        case Table():
            _table(document, block)
        case Verbatim():
            run = document.add_paragraph().add_run(_clean(block.text))
            run.font.name = "Courier New"
            run.font.size = Pt(9)
        case Notice():
            paragraph = document.add_paragraph()
            run = paragraph.add_run(_clean(block.title) + ". ")
            run.bold = True
            run.font.color.rgb = RGBColor(0xD5, 0x28, 0x1B)
            _write(paragraph, block.content)
        case Picture():
            _picture(document, block)
        case PageBreak():
            document.add_page_break()


def _picture(document: Any, picture: Picture) -> None:
    """Add a drawing as wide as the text at most, with its words for those who cannot see it."""
    page = document.sections[0]
    most = page.page_width - page.left_margin - page.right_margin
    drawn = document.add_picture(BytesIO(vl_convert.svg_to_png(picture.svg, scale=2)))
    if drawn.width > most:
        drawn.height = int(drawn.height * most / drawn.width)
        drawn.width = most
    drawn._inline.docPr.set("descr", _clean(picture.alternative))
    if picture.caption:
        document.add_paragraph(_clean(picture.caption), style="Caption")


def _table(document: Any, table: Table) -> None:
    document.add_paragraph(_clean(table.caption), style="Caption")
    made = document.add_table(rows=1, cols=len(table.header), style="Light Grid Accent 1")
    for cell, name in zip(made.rows[0].cells, table.header, strict=True):
        cell.text = _clean(name)
    # Word repeats this row on every page, and screen readers take it as the header.
    properties = made.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))
    for row in table.rows:
        for cell, value in zip(made.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], value)


def _write(paragraph: Any, content: Inline) -> None:
    for words in runs(content):
        run = paragraph.add_run(_clean(words.text))
        run.bold, run.italic = words.bold or None, words.italic or None
        if words.link.startswith(("https://", "http://", "mailto:")):
            _link(paragraph, run, words.link)


def _link(paragraph: Any, run: Any, address: str) -> None:
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x00, 0x5E, 0xB8)
    run._r.addprevious(link)
    link.append(run._r)

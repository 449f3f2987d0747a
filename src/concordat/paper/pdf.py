"""A paper as PDF: tagged for screen readers (PDF/UA-1), typeset by Typst from its wheel.

The text goes in as data, beside the template `paper.typ`, so nothing in it can be markup.
"""

import json
from importlib.resources import files
from typing import Any

import typst

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
    runs,
)


def render(paper: Paper) -> bytes:
    """Return the bytes of a PDF.

    Where a sign has no glyph in the fonts at hand PDF/UA cannot be claimed; the paper is
    then still written, without that claim.
    """
    template = files("concordat.paper").joinpath("paper.typ").read_bytes()
    inputs = {"paper": json.dumps(_data(paper))}
    try:
        return bytes(typst.compile(template, sys_inputs=inputs, pdf_standards=["ua-1"]))
    except typst.TypstError as error:
        if "PDF/UA" not in str(error):
            raise
        return bytes(typst.compile(template, sys_inputs=inputs))


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "footer": paper.footer,
        "blocks": [_block(block) for block in paper.blocks],
    }


def _inline(content: Inline) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text,
            "bold": run.bold,
            "italic": run.italic,
            # A page has no site to be relative to.
            "link": run.link if run.link.startswith(("https://", "http://", "mailto:")) else "",
        }
        for run in runs(content)
    ]


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "level": block.level, "text": block.text}
        case Paragraph():
            return {"kind": "paragraph", "content": _inline(block.content)}
        case Bullets():
            items = [_inline(item) for item in block.items]
            return {"kind": "bullets", "numbered": block.numbered, "items": items}
        case Facts():
            return {"kind": "facts", "pairs": [[n, _inline(value)] for n, value in block.pairs]}
        case Table():
            return {
                "kind": "table",
                "caption": block.caption,
                "header": list(block.header),
                "rows": [[{"runs": _inline(value)} for value in row] for row in block.rows],
                "numbers": sorted(block.numbers),
            }
        case Verbatim():
            return {"kind": "verbatim", "text": block.text}
        case Notice():
            return {"kind": "notice", "title": block.title, "content": _inline(block.content)}
        case Picture():
            return {
                "kind": "picture",
                "svg": block.svg,
                "alternative": block.alternative,
                "caption": block.caption,
            }
        case PageBreak():
            return {"kind": "newpage"}

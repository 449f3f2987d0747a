"""A paper as HTML: the body for a page of the site, or a whole file that stands alone."""

from html import escape

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

_STYLE = """
body { font: 16px/1.5 Arial, sans-serif; color: #212b32; max-width: 44em; margin: 2em auto }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .4em; border-bottom: 1px solid #aeb7bd }
.number { text-align: right }
caption { text-align: left; font-weight: bold }
pre { white-space: pre-wrap; background: #f0f4f5; padding: 1em }
.notice { border-left: 8px solid #d5281b; padding: .5em 1em }
footer { color: #4c6272; font-size: 14px }
dt { font-weight: bold }
figure { margin: 1em 0 }
svg { max-width: 100%; height: auto }
"""


def body(paper: Paper, *, heading_level: int = 2) -> str:
    """Return the blocks as HTML, every text escaped, headings starting at `heading_level`.

    Classes are the design system's, so that the same body sits in a page of the site.
    """
    return "\n".join(_block(block, heading_level) for block in paper.blocks)


def render(paper: Paper) -> str:
    """Return a whole HTML file that needs nothing from outside."""
    subtitle = f"<p>{escape(paper.subtitle)}</p>" if paper.subtitle else ""
    footer = f"<footer><p>{escape(paper.footer)}</p></footer>" if paper.footer else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(paper.language)}">\n<head><meta charset="utf-8">'
        f"<title>{escape(paper.title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><main><h1>{escape(paper.title)}</h1>{subtitle}\n{body(paper)}\n</main>{footer}"
        "</body>\n</html>\n"
    )


def inside(whole: str) -> str:
    """Return what a file that `render` made says below its title, for a page of the site."""
    return whole.partition("<main>")[2].partition("</h1>")[2].rpartition("</main>")[0]


def inline(content: Inline) -> str:
    """Return inline content as HTML. Only http, https, mailto and site addresses become links."""
    parts = []
    for run in runs(content):
        text = escape(run.text)
        if run.bold:
            text = f"<strong>{text}</strong>"
        if run.italic:
            text = f"<em>{text}</em>"
        if run.link.startswith(("https://", "http://", "mailto:", "/", "#")):
            text = f'<a href="{escape(run.link)}">{text}</a>'
        parts.append(text)
    return "".join(parts)


def _block(block: Block, level: int) -> str:
    match block:
        case Heading():
            size = min(level + block.level - 1, 6)
            style = "m" if block.level == 1 else "s"
            return f'<h{size} class="nhsuk-heading-{style}">{escape(block.text)}</h{size}>'
        case Paragraph():
            return f"<p>{inline(block.content)}</p>"
        case Bullets():
            tag, style = ("ol", "number") if block.numbered else ("ul", "bullet")
            items = "".join(f"<li>{inline(item)}</li>" for item in block.items)
            return f'<{tag} class="nhsuk-list nhsuk-list--{style}">{items}</{tag}>'
        case Facts():
            pairs = "".join(
                '<div class="nhsuk-summary-list__row">'
                f'<dt class="nhsuk-summary-list__key">{escape(name)}</dt>'
                f'<dd class="nhsuk-summary-list__value">{inline(value)}</dd></div>'
                for name, value in block.pairs
            )
            return f'<dl class="nhsuk-summary-list">{pairs}</dl>'
        case Table():
            return _table(block)
        case Verbatim():
            return f"<pre>{escape(block.text)}</pre>"
        case Notice():
            return (
                f'<div class="notice app-standing">'
                f"<p><strong>{escape(block.title)}</strong></p>"
                f"<p>{inline(block.content)}</p></div>"
            )
        case Picture():
            caption = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
            drawn = f'<div role="img" aria-label="{escape(block.alternative)}">{block.svg}</div>'
            return f"<figure>{drawn}{caption}</figure>"
        case PageBreak():
            return "<hr>"


def _table(table: Table) -> str:
    def cell(tag: str, column: int, content: str) -> str:
        style = ' class="number"' if column in table.numbers else ""
        scope = ' scope="col"' if tag == "th" else ""
        return f"<{tag}{scope}{style}>{content}</{tag}>"

    header = "".join(cell("th", at, escape(name)) for at, name in enumerate(table.header))
    rows = "".join(
        "<tr>" + "".join(cell("td", at, inline(value)) for at, value in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    whole = (
        f'<table class="nhsuk-table"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return _folded(table.caption, whole) if table.folded else whole


def _folded(name: str, content: str) -> str:
    return (
        '<details class="nhsuk-details"><summary class="nhsuk-details__summary">'
        f'<span class="nhsuk-details__summary-text">{escape(name)}</span></summary>'
        f'<div class="nhsuk-details__text">{content}</div></details>'
    )

"""The tree of a document: what it says, apart from how it looks.

Text is plain text, never markup: each renderer escapes it for its own format.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text. `link` is an absolute address or one within the site."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


Inline = str | Words | tuple["str | Words", ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title: level 1 is the largest of them."""

    text: str
    level: Literal[1, 2, 3] = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Inline


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Inline, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and their values, as a summary list."""

    pairs: tuple[tuple[str, Inline], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and one header row. `numbers` are columns to align right.

    `folded`: it says again what stands beside it, and a page opens it only when asked.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Inline, ...], ...]
    numbers: frozenset[int] = frozenset()
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text whose spaces and line breaks matter: a strategy exactly as run."""

    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that must not be overlooked: a retraction, a draft mark."""

    title: str
    content: Inline


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG text, with words for those who cannot see it."""

    svg: str
    alternative: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page, where there are pages."""


Block = Heading | Paragraph | Bullets | Facts | Table | Verbatim | Notice | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document. `footer` stands on every page: source, date, licence."""

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    footer: str = ""
    language: str = "en-GB"


def runs(content: Inline) -> tuple[Words, ...]:
    """Return any inline content as runs of words."""
    if isinstance(content, str):
        return (Words(content),)
    if isinstance(content, Words):
        return (content,)
    return tuple(Words(part) if isinstance(part, str) else part for part in content)


def plain(content: Inline) -> str:
    """Return the bare text of inline content."""
    return "".join(run.text for run in runs(content))

"""What was typed, as a tree: the grammar's view, before fields and meaning are settled."""

from dataclasses import dataclass

from .fields import Field
from .tree import Span


@dataclass(frozen=True, slots=True)
class Tag:
    """A field tag as typed. `within` is n of `[tiab:~n]`."""

    field: Field
    span: Span
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side, or the inside of quotes."""

    text: str
    quoted: bool
    span: Span
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Heading:
    """`exp *Asthma/dt`."""

    name: str
    explode: bool
    major: bool
    qualifiers: tuple[str, ...]
    span: Span
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Lines:
    """`#3`, or `or/1-4,7`. Each item is a first and a last line."""

    joined: str  # AND or OR
    ranges: tuple[tuple[int, int], ...]
    span: Span
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Tagged:
    """A tag behind a word, a quote or a bracket."""

    inner: "Node"
    tag: Tag
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Range:
    """`2010[dp] : 2020[dp]`."""

    first: "Node"
    last: "Node"
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Operation:
    """AND or OR of two or more, or NOT of exactly two."""

    name: str
    parts: tuple["Node", ...]
    span: Span
    depth: int


@dataclass(frozen=True, slots=True)
class Adjacent:
    """`left adj3 right`; `between` words may stand between them."""

    left: "Node"
    right: "Node"
    between: int
    ordered: bool
    span: Span
    depth: int


Node = Words | Heading | Lines | Tagged | Range | Operation | Adjacent

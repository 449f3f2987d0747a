"""The tree of a strategy: the same for every dialect.

Two small languages. A *text expression* speaks of words and where they stand in a
field; a *set expression* speaks of works. `Text` is the bridge between them.
Every token in the tree is already in the form that `search.tokens` gives.
`span` is where the node stood in the text as typed (start, end), for messages and
for marking; it takes no part in equality.
"""

import dataclasses
from dataclasses import dataclass, field

Span = tuple[int, int]
NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Gap:
    """Letters that a wildcard stands for: at least `least`, at most `most` (None: any)."""

    least: int = 0
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One token; its parts are letters as indexed, or gaps. `child*` is ("child", Gap())."""

    parts: tuple[str | Gap, ...]

    @property
    def exact(self) -> str | None:
        """The token itself when there is no gap in it."""
        return self.parts[0] if len(self.parts) == 1 and isinstance(self.parts[0], str) else None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other with nothing between."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Any of these at one place."""

    options: tuple["TextExpression", ...]


@dataclass(frozen=True, slots=True)
class Near:
    """Both in one field, disjoint, with at most `between` words between them.

    Ovid's `adjN` has between = N-1, PubMed's `~n` and EBSCO's `Nn` have between = n.
    The result is the hull of both, so it can stand inside another `Near`.
    """

    left: "TextExpression"
    right: "TextExpression"
    between: int
    ordered: bool = False


TextExpression = Word | Phrase | Either | Near

#: Fields with positions. "mp" of a dialect is all four, "tiab" the first three.
TEXT_FIELDS = ("ti", "ab", "kf", "hw")


@dataclass(frozen=True, slots=True)
class Text:
    """Works in which the expression holds in at least one of the fields."""

    fields: tuple[str, ...]
    expression: TextExpression
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Subject:
    """Works under a heading, as printed in the thesaurus.

    `explode` takes the narrower headings as well. `qualifiers` are any of them.
    """

    name: str
    explode: bool = True
    major: bool = False
    qualifiers: tuple[str, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Value:
    """Works that have this value in a set field.

    Fields: pt la jn au party kind standing id qualifier. `truncated` matches values that
    begin so. Values are compared folded (case, accents, signs), word by word.
    """

    field: str
    value: str
    truncated: bool = False
    span: Span = dataclasses.field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Years:
    """Works of these years, both included; None is open."""

    first: int | None
    last: int | None
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Tree", ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Tree", ...]
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Works of `left` that are not in `right`. There is no bare negation."""

    left: "Tree"
    right: "Tree"
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Ref:
    """The set of an earlier line."""

    line: int
    span: Span = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Everything:
    """All works that may be seen."""


Tree = Text | Subject | Value | Years | And | Or | Not | Ref | Everything


@dataclass(frozen=True, slots=True)
class StrategyLine:
    """A line as typed, with its number, and what it means."""

    number: int
    text: str
    tree: Tree


@dataclass(frozen=True, slots=True)
class Strategy:
    """A whole strategy; its answer is the set of its last line."""

    lines: tuple[StrategyLine, ...]
    mended: tuple[str, ...] = ()  # what was put right while reading, in words

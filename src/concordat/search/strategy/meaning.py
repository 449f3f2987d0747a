"""What was typed becomes what is searched: fields are settled, words become tokens."""

import re
from dataclasses import dataclass

from .dialects import Dialect
from .errors import StrategyError
from .fields import QUALIFIERS, UNTAGGED, Field
from .languages import language
from .syntax import Adjacent, Heading, Lines, Node, Operation, Range, Tag, Tagged, Words
from .tree import (
    And,
    Either,
    Near,
    Not,
    Or,
    Ref,
    Span,
    Subject,
    Text,
    TextExpression,
    Tree,
    Value,
    Word,
)
from .wildcards import phrase, words
from .years import years


@dataclass(frozen=True, slots=True)
class Meaning:
    """Turns one line into a tree.

    `lines` maps the numbers that may be named, as printed, to places in the strategy.
    """

    dialect: Dialect
    lines: dict[int, int]
    number: int  # of this line, as printed

    def of(self, node: Node, tag: Tag | None = None) -> Tree:
        """Return what is searched; `tag` is the one that stands outside, if any."""
        match node:
            case Words():
                return self._words(node, tag)
            case Tagged():
                return self.of(node.inner, _inner(node.inner, node.tag))
            case Heading():
                return Subject(node.name, node.explode, node.major, node.qualifiers, node.span)
            case Lines():
                return self._lines(node)
            case Range():
                return self._range(node)
            case Adjacent():
                return self._adjacent(node, tag)
            case Operation("NOT"):
                left, right = (self.of(part, tag) for part in node.parts)
                return Not(left, right, node.span)
            case Operation("AND"):
                return And(tuple(self.of(part, tag) for part in node.parts), node.span)
            case Operation():
                return Or(tuple(self.of(part, tag) for part in node.parts), node.span)

    def _words(self, node: Words, tag: Tag | None) -> Tree:
        field = tag.field if tag else UNTAGGED
        found: list[Tree] = []
        if field.text:
            found.append(self._text(node, field, tag))
        found += [_valued(name, node, self.dialect) for name in field.values]
        return found[0] if len(found) == 1 else Or(tuple(found), node.span)

    def _text(self, node: Words, field: Field, tag: Tag | None) -> Tree:
        found = self._read(node)
        if tag and tag.within is not None:
            return Text(field.text, _within(found, tag), node.span)
        if len(found) > 1 and tag is None and not node.quoted and not self.dialect.phrases:
            return self._each(node)
        return Text(field.text, phrase(found), node.span)

    def _each(self, node: Words) -> Tree:
        """Untagged words side by side: works that have each of them, wherever."""
        pieces = [
            piece
            for typed in node.text.split()
            if (piece := words(typed, dialect=self.dialect, span=node.span))
        ]
        parts = tuple(Text(UNTAGGED.text, phrase(piece), node.span) for piece in pieces)
        return parts[0] if len(parts) == 1 else And(parts, node.span)

    def _read(self, node: Words) -> tuple[Word, ...]:
        found = words(node.text, dialect=self.dialect, span=node.span, quoted=node.quoted)
        if not found:
            raise StrategyError(
                "There is no word here that could be searched for.", *node.span, ("a word",)
            )
        return found

    def _lines(self, node: Lines) -> Tree:
        numbers = [n for first, last in node.ranges for n in self._counted(first, last, node)]
        refs = tuple(Ref(self._line(number, node.span), node.span) for number in numbers)
        if len(refs) == 1:
            return refs[0]
        return And(refs, node.span) if node.joined == "AND" else Or(refs, node.span)

    def _counted(self, first: int, last: int, node: Lines) -> range:
        if first > last:
            raise StrategyError(
                f"{first}-{last} runs backwards. Write the smaller number first.", *node.span
            )
        self._line(last, node.span)
        return range(first, last + 1)

    def _line(self, number: int, span: Span) -> int:
        if number in self.lines:
            return self.lines[number]
        if not self.lines:
            raise StrategyError(
                f"There is no line {number} before this one: no line stands before it.", *span
            )
        raise StrategyError(
            f"There is no line {number} before this one, which is line {self.number}.",
            *span,
            (f"a line from {min(self.lines)} to {max(self.lines)}",),
        )

    def _range(self, node: Range) -> Tree:
        first, last = (
            _year_words(part.inner if isinstance(part, Tagged) else part)
            for part in (node.first, node.last)
        )
        return years(f"{first}:{last}", node.span)

    def _adjacent(self, node: Adjacent, tag: Tag | None) -> Tree:
        tags: list[Tag] = []
        expression = self._express(node, tags)
        fields = {inner.field for inner in tags} or {tag.field if tag else UNTAGGED}
        if len(fields) > 1:
            raise StrategyError(
                "Words that must stand near each other need the same field.", *tags[-1].span
            )
        field = fields.pop()
        if field.values:
            raise StrategyError("Nearness can be asked only of fields of words.", *node.span)
        return Text(field.text, expression, node.span)

    def _express(self, node: Node, tags: list[Tag]) -> TextExpression:
        match node:
            case Words():
                return phrase(self._read(node))
            case Adjacent():
                left, right = (self._express(part, tags) for part in (node.left, node.right))
                return Near(left, right, node.between, node.ordered)
            case Operation("OR"):
                return Either(tuple(self._express(part, tags) for part in node.parts))
            case Tagged() if node.tag.within is None:
                tags.append(node.tag)
                return self._express(node.inner, tags)
        raise StrategyError(
            "Nearness joins words, phrases, and groups of them joined by OR; not this.",
            *node.span,
            ("a word", "a phrase", "a group joined by OR"),
        )


def _inner(node: Node, tag: Tag) -> Tag:
    """Return the tag for what it stands behind; a distance is only for a phrase in quotes."""
    if tag.within is not None and not (isinstance(node, Words) and node.quoted):
        raise StrategyError(
            "A distance belongs behind a phrase in quotes.", *tag.span, ('"a b"[tiab:~3]',)
        )
    return tag


def _within(found: tuple[Word, ...], tag: Tag) -> TextExpression:
    """Two words with at most n between, in any order (PubMed Help, "Proximity searching")."""
    if len(found) == 1:
        return found[0]
    if len(found) > 2:
        raise StrategyError(
            "A distance can be asked of two words. Write more as pairs joined by AND.", *tag.span
        )
    return Near(found[0], found[1], tag.within or 0)


def _valued(name: str, node: Words, dialect: Dialect) -> Tree:
    """Return the set that a field of whole values asks for."""
    if name == "year":
        return years(node.text, node.span)
    if name in ("mh", "mh:noexp", "majr", "majr:noexp"):
        return _subject(name, node)
    text = node.text.strip()
    cut = len(text) > 1 and text[-1] in "*$"
    text = text.rstrip("*$ ")
    if re.search(r"[*$]", text) or not any(sign.isalnum() for sign in text):
        raise StrategyError(
            "A value can be cut only at its end, and needs letters: random*", *node.span
        )
    match name:
        case "pmid" | "doi":
            return Value("id", f"{name}:{text}", False, node.span)
        case "qualifier":
            return Value(name, _qualifier(text), cut, node.span)
        case "la":
            return Value("la", language(text), cut, node.span)
        case "au":  # PubMed finds `smith ja` under smith j[au], unless in quotes
            return Value("au", text, cut or not node.quoted, node.span)
    return Value(name, text, cut, node.span)


def _subject(name: str, node: Words) -> Tree:
    """Return a heading; `Asthma/drug therapy` has a qualifier."""
    heading, _, behind = node.text.partition("/")
    heading = " ".join(heading.rstrip("*$ ").split())
    if not any(sign.isalnum() for sign in heading):
        raise StrategyError("There is no heading here.", *node.span, ("a heading",))
    qualifiers = tuple(_qualifier(part) for part in behind.split(",") if part.strip())
    explode = not name.endswith(":noexp")
    return Subject(heading, explode, name.startswith("majr"), qualifiers, node.span)


def _qualifier(written: str) -> str:
    """Return the name of a qualifier by its two letters, or what was written."""
    plain = written.strip().lower()
    return QUALIFIERS.get(plain, plain)


def _year_words(node: Node) -> str:
    if not isinstance(node, Words):
        raise StrategyError("A year belongs here.", *node.span, ("2019",))
    return node.text

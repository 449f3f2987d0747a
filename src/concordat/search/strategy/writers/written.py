"""What every writer shares: what was written, and what could not be said."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from concordat.search.strategy.tree import Gap, Phrase, Span, Text, TextExpression, Word

#: Words that would be read as operators, so they go into quotes.
_RESERVED = frozenset("and or not adj near next exp limit to".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A part that a dialect cannot say, why, and what was written in its place."""

    line: int
    part: str
    reason: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A strategy in a dialect. `lines` stand in order, without numbers."""

    dialect: str
    lines: tuple[str, ...]
    unsaid: tuple[Unsaid, ...]

    @property
    def text(self) -> str:
        """The whole, with numbers in front when there are several lines."""
        if len(self.lines) == 1:
            return self.lines[0]
        sign = "#{} {}" if self.dialect == "PubMed" else "{}. {}"
        return "\n".join(sign.format(n, line) for n, line in enumerate(self.lines, start=1))


@dataclass(slots=True)
class Said:
    """Collects, while a line is written, what could not be said of it."""

    line: int
    unsaid: list[Unsaid] = field(default_factory=list)

    def not_said(self, part: str, reason: str, instead: str = "") -> None:
        found = Unsaid(self.line, part, reason, instead)
        if found not in self.unsaid:
            self.unsaid.append(found)


def is_reserved(text: str) -> bool:
    """Return whether any word of a text would be read as an operator or a line number."""
    words = text.split()
    return any(word in _RESERVED or word.startswith("adj") for word in words) or text.isdigit()


def signs_of(word: Word, *, any_number: str, one: str, none_or_one: str) -> str:
    """Return a word with its gaps as wildcards of a dialect.

    A gap of at least two letters is so many signs for one; what a gap may have beyond
    that is so many signs for none or one.
    """
    return "".join(
        part
        if isinstance(part, str)
        else one * part.least
        + (any_number if part.most is None else none_or_one * (part.most - part.least))
        for part in word.parts
    )


def open_ended(word: Word) -> bool:
    """Return whether the only gap is an open one at the end: `child*`."""
    return len(word.parts) == 2 and isinstance(word.parts[0], str) and word.parts[1] == Gap(0, None)


def words_in(expression: TextExpression) -> tuple[Word, ...] | None:
    """Return the words of a word or phrase, None of anything else."""
    match expression:
        case Word():
            return (expression,)
        case Phrase(words):
            return words
    return None


def shared_fields(parts: Iterable[object]) -> tuple[str, ...] | None:
    """Return the fields of parts that are all texts of the same fields, else None."""
    fields = {part.fields if isinstance(part, Text) else None for part in parts}
    return fields.pop() if len(fields) == 1 else None


def span_of(node: object) -> Span:
    """Return where a node was typed."""
    found: Span = getattr(node, "span", (0, 0))
    return found

"""Ovid (MEDLINE): `exp Asthma/`, `(child* adj3 (wheez* or asthma)).ti,ab.`, `or/1-4`."""

import re

from concordat.search.strategy.fields import ALL, QUALIFIERS
from concordat.search.strategy.tree import (
    And,
    Either,
    Everything,
    Gap,
    Near,
    Not,
    Or,
    Phrase,
    Ref,
    Subject,
    Text,
    TextExpression,
    Tree,
    Value,
    Word,
    Years,
)
from concordat.search.strategy.writers.written import (
    Said,
    is_reserved,
    shared_fields,
    signs_of,
)

_CODES = {name: code for code, name in QUALIFIERS.items()}
_VALUES = {"pt": "pt", "la": "la", "jn": "jn", "au": "au", "qualifier": "fs"}
#: What would not be read as part of a heading.
_NEEDS_QUOTES = re.compile(r"[()\[\]*$#?/]|\b(?:and|or|not)\b")
_FEWEST_IN_RANGE = 3  # `or/1-3`; two lines are `1 or 2`


def write(tree: Tree, said: Said) -> str:
    """Return one line in Ovid's dialect."""
    match tree:
        case And((Ref(line), Years() as years)):
            return f"limit {line} to yr={_years(years)!s}".replace("yr=", 'yr="') + '"'
        case And(parts) | Or(parts) if lines := _lines(parts):
            return _joined_lines(lines, "and" if isinstance(tree, And) else "or")
    return _part(tree, said, outermost=True)


def _part(tree: Tree, said: Said, *, outermost: bool = False) -> str:
    """Return a part, in brackets when it is joined from several and stands inside another."""
    match tree:
        case Or(parts) if fields := shared_fields(parts):
            inner = " or ".join(_in_text(part.expression, said) for part in parts)  # type: ignore[union-attr]
            return f"({inner}).{_field(fields)}."
        case And(parts) | Or(parts):
            sign = " and " if isinstance(tree, And) else " or "
            found = sign.join(_part(part, said) for part in parts)
        case Not(left, right):
            found = f"{_part(left, said)} not {_part(right, said)}"
        case _:
            return _single(tree, said)
    return found if outermost else f"({found})"


def _single(tree: Tree, said: Said) -> str:
    match tree:
        case Text():
            return _text(tree, said)
        case Subject():
            return _subject(tree, said)
        case Value():
            return _value(tree, said)
        case Years():
            return f"{_years(tree, ':')}.yr."
        case Ref(line):
            return str(line)
        case Everything():
            said.not_said("all works", "Ovid has no line for all works.")
            return "*.mp."
    raise TypeError(tree)


def _lines(parts: tuple[Tree, ...]) -> list[int]:
    """Return the numbers when all parts are lines, and enough of them."""
    numbers = [part.line for part in parts if isinstance(part, Ref)]
    return numbers if len(numbers) == len(parts) >= _FEWEST_IN_RANGE else []


def _joined_lines(numbers: list[int], name: str) -> str:
    """Return `or/1-4,7`; the order of the numbers is kept."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = (str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"{name}/{','.join(shown)}"


def _text(text: Text, said: Said) -> str:
    inner = _in_text(text.expression, said)
    bare = isinstance(text.expression, Word | Phrase)
    return f"{inner}.{_field(text.fields)}." if bare else f"({inner}).{_field(text.fields)}."


def _field(fields: tuple[str, ...]) -> str:
    return "mp" if fields == ALL else ",".join(fields)


def _in_text(expression: TextExpression, said: Said) -> str:
    match expression:
        case Word() | Phrase():
            return _words(expression, said)
        case Either(options):
            return " or ".join(_grouped(option, said) for option in options)
        case Near(left, right, between, ordered):
            sign = _nearness(expression, said, between, ordered=ordered)
            inner_left = _in_text(left, said) if isinstance(left, Near) else _grouped(left, said)
            return f"{inner_left} {sign} {_grouped(right, said)}"


def _grouped(expression: TextExpression, said: Said) -> str:
    inner = _in_text(expression, said)
    return inner if isinstance(expression, Word | Phrase) else f"({inner})"


def _nearness(near: Near, said: Said, between: int, *, ordered: bool) -> str:
    """Ovid's adjN has fewer than N words between, in any order; adj alone none, in order."""
    if ordered and between == 0:
        return "adj"
    if ordered:
        said.not_said(
            _in_text(Near(near.left, near.right, between), said),
            "Ovid cannot ask for nearness in a given order.",
            f"adj{between + 1}, in any order, which finds more",
        )
    return f"adj{between + 1}"


def _words(expression: Word | Phrase, said: Said) -> str:
    words = expression.words if isinstance(expression, Phrase) else (expression,)
    found = " ".join(_word(word, said) for word in words)
    return f'"{found}"' if is_reserved(found) else found


def _word(word: Word, said: Said) -> str:
    if isinstance(word.parts[0], Gap) and word.parts[0] != Gap(0, None):
        said.not_said(
            signs_of(word, any_number="*", one="#", none_or_one="?"),
            "A wildcard for single letters needs a letter before it.",
            "the sign for any letters, which finds more",
        )
        word = Word((Gap(0, None), *word.parts[1:]))
    return signs_of(word, any_number="*", one="#", none_or_one="?")


def _subject(subject: Subject, said: Said) -> str:
    codes = [_CODES[name] for name in subject.qualifiers if name in _CODES]
    for name in subject.qualifiers:
        if name not in _CODES:
            said.not_said(
                f"{subject.name}/{name}",
                f"{name} is no subheading of MeSH.",
                "the heading with any subheading, which finds more",
            )
    begin = "exp " if subject.explode else ""
    name = f'"{subject.name}"' if _NEEDS_QUOTES.search(subject.name) else subject.name
    return f"{begin}{'*' if subject.major else ''}{name}/{','.join(codes)}"


def _value(value: Value, said: Said) -> str:
    cut = "*" if value.truncated else ""
    if value.field == "id":
        scheme, _, number = value.value.partition(":")
        return f'"{number}".{"ui" if scheme == "pmid" else "do"}.'
    if value.field not in _VALUES:
        said.not_said(
            f"{value.field} {value.value}",
            "Ovid does not know who published or how a work stands here.",
            "nothing: this part was left out",
        )
        return '"".mp.'
    text = _CODES.get(value.value, value.value) if value.field == "qualifier" else value.value
    quoted = not cut and (value.field in ("au", "jn") or is_reserved(text))
    return f'"{text}".{_VALUES[value.field]}.' if quoted else f"{text}{cut}.{_VALUES[value.field]}."


def _years(years: Years, sign: str = "-") -> str:
    if years.last is None:
        return f"{years.first}{sign}{'Current' if sign == '-' else 3000}"
    return f"{years.first or 1000}{sign}{years.last}"

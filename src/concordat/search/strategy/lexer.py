"""One line of a strategy, taken apart into tokens that know where they were typed."""

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_

from .dialects import HEADING_END, SUFFIX, Dialect, is_tag
from .errors import StrategyError
from .fields import NOT_HELD, OVID_CODES, PUBMED_TAGS, QUALIFIERS, pubmed_name
from .mending import LEGEND, Mended
from .syntax import Heading, Lines, Tag
from .tree import Span


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is one of ( ) op near word quote tag heading lines colon."""

    kind: str
    text: str
    span: Span
    held: "Tag | Heading | Lines | Near | None" = None


@dataclass(frozen=True, slots=True)
class Near:
    between: int
    ordered: bool


_OPERATOR = re.compile(r"(and|or|not)(?=[\s()\"\[]|$)", re.IGNORECASE)
_NEAR = re.compile(
    r"(?:(?i:(adj)(\d{0,2}))|(?i:near)/?(\d{1,2})|(NEAR)|((?:NEXT/?|(?i:next)/)(\d{0,2})))(?=[\s(\"]|$)"
)
_LINES = re.compile(
    r"(or|and)\s?/\s?(\d{1,4}(?:\s?-\s?\d{1,4})?(?:\s?,\s?\d{1,4}(?:\s?-\s?\d{1,4})?)*)",
    re.IGNORECASE,
)
_LINES_FIRST = re.compile(r"(\d{1,4}\s?-\s?\d{1,4})/(or|and)\b", re.IGNORECASE)
_LINE = re.compile(r"#(\d{1,4})(?![\w#*?$])")
_SUFFIX = re.compile(SUFFIX, re.IGNORECASE)
_WORD = re.compile(rf"(?:(?!{SUFFIX})[^\s()\[\]\"])+", re.IGNORECASE)
_BRACKET = re.compile(r"\[([^\[\]\n]{0,60})\]")
_EXPLODE = re.compile(r"exp(?:lode)?\s+(?=[\w*\"])", re.IGNORECASE)
_HEADING = re.compile(
    r"(?P<exp>exp(?:lode)?\s+)?(?P<major>\*\s?)?(?:\"(?P<quoted>[^\"\n]{1,120})\"\s?"
    rf"|(?P<name>[\w][^\"()\[\]\n/*$?#]{{0,120}}?)\s?){HEADING_END}(?:\s?\[(?P<long>[^\[\]\n]{{3,80}})\])?",
    re.IGNORECASE,
)
_JOINER = re.compile(rf"\s(AND|(?i:or|not|adj\d*|near/?\d*))\s|{SUFFIX}")
_BOTH_CAPITAL = re.compile(r"[A-Z][^/]*? and [A-Z]")


class Lexer:
    """Takes one line apart. `notes` collects what was put right on the way."""

    def __init__(self, mended: Mended, dialect: Dialect, notes: list[str]) -> None:
        self.mended = mended
        self.dialect = dialect
        self.notes = notes

    def tokens(self, start: int, end: int) -> list[Token]:
        """Return the tokens of mended text[start:end]."""
        found: list[Token] = []
        place = start
        while place < end:
            if self.mended.text[place].isspace():
                place += 1
                continue
            token, after = self._next(place, end, found)
            if token is not None:
                found.append(token)
            place = max(after, place + 1)
        return found

    def _next(self, place: int, end: int, before: list[Token]) -> tuple[Token | None, int]:
        text = self.mended.text
        opening = not before or before[-1].kind in ("(", "op", "near")
        match text[place]:
            case "(" | ")" as sign:
                return self._token(sign, sign, place, place + 1), place + 1
            case '"' if opening and (heading := self._heading(place, end)):
                return heading
            case '"':
                return self._quote(place, end)
            case "[":
                return self._bracket(place, end)
            case "]":
                self._note("A square bracket that closed nothing was left out.")
                return None, place + 1
        if suffix := _SUFFIX.match(text, place, end):
            return self._suffix(suffix)
        return self._worded(place, end, opening)

    def _worded(self, place: int, end: int, opening: bool) -> tuple[Token | None, int]:
        """Read what begins with a letter, a digit or a wildcard."""
        text = self.mended.text
        if found := _LINES.match(text, place, end):
            return self._lines(found, found[1], found[2])
        if found := _LINES_FIRST.match(text, place, end):
            return self._lines(found, found[2], found[1])
        if found := _LINE.match(text, place, end):
            number = int(found[1])
            held = Lines("OR", ((number, number),), self.mended.span(place, found.end()))
            return self._token("lines", found[0], place, found.end(), held), found.end()
        if opening and (heading := self._heading(place, end)):
            return heading
        if found := _OPERATOR.match(text, place, end):
            return self._token("op", found[1], place, found.end(1)), found.end(1)
        if found := _NEAR.match(text, place, end):
            return self._near(found)
        return self._word(place, end)

    def _quote(self, place: int, end: int) -> tuple[Token, int]:
        closing = self.mended.text.find('"', place + 1, end)
        if closing < 0:
            span = self.mended.span(place, place + 1)
            raise StrategyError(
                "This quote is opened and never closed on its line. Add the closing quote.",
                *span,
                ('"',),
            )
        inside = self.mended.text[place + 1 : closing]
        return self._token("quote", inside, place, closing + 1), closing + 1

    def _bracket(self, place: int, end: int) -> tuple[Token | None, int]:
        text = self.mended.text
        if legend := LEGEND.match(text, place, end):
            self._note("The legend that Ovid prints behind .mp. was left out.")
            return None, legend.end()
        found = _BRACKET.match(text, place, end)
        if found is None:
            span = self.mended.span(place, place + 1)
            raise StrategyError(
                "This square bracket is not closed. Write a field tag such as [tiab].",
                *span,
                ("a field tag",),
            )
        span = self.mended.span(place, found.end())
        if is_tag(found[1]):
            return self._token(
                "tag", found[0], place, found.end(), _tag(found[1], span)
            ), found.end()
        if found[1][:1].isdigit():  # a name of chemistry: [11C]methionine
            return self._token("word", found[1], place, found.end()), found.end()
        raise StrategyError(
            f"[{found[1]}] is not a field that can be searched here.",
            *span,
            ("[tiab]", "[ti]", "[mh]", "[pt]", "[dp]"),
        )

    def _suffix(self, found: re.Match[str]) -> tuple[Token, int]:
        span = self.mended.span(found.start(), found.end())
        codes = re.findall(r"[a-z]{2}", found[0].lower())
        held = [code for code in codes if code in OVID_CODES]
        if not held:
            raise StrategyError(NOT_HELD[codes[0]], *span)
        if len(held) < len(codes):
            self._note(f"{found[0]} was searched only as .{','.join(held)}.")
        field = reduce(or_, (OVID_CODES[code] for code in held))
        if not found[0].endswith("."):
            self._note(f"A full stop was missing behind {found[0]}, and was added.")
        tag = Tag(field, span)
        return self._token("tag", found[0], found.start(), found.end(), tag), found.end()

    def _lines(self, found: re.Match[str], name: str, numbers: str) -> tuple[Token, int]:
        ranges = []
        for item in numbers.split(","):
            first, _, last = item.partition("-")
            ranges.append((int(first), int(last or first)))
        span = self.mended.span(found.start(), found.end())
        held = Lines(name.upper(), tuple(ranges), span)
        return self._token("lines", found[0], found.start(), found.end(), held), found.end()

    def _near(self, found: re.Match[str]) -> tuple[Token, int]:
        held = _distance(found)
        return self._token("near", found[0], found.start(), found.end(), held), found.end()

    def _word(self, place: int, end: int) -> tuple[Token | None, int]:
        found = _WORD.match(self.mended.text, place, end)
        if found is None:
            return None, place + 1
        if found[0][0] == ":":
            return self._token("colon", ":", place, place + 1), place + 1
        if not any(sign.isalnum() or sign in "*$#?" for sign in found[0]):
            self._note(f"The sign {found[0][:20]} was left out.")
            return None, found.end()
        return self._token("word", found[0], place, found.end()), found.end()

    def _heading(self, place: int, end: int) -> tuple[Token, int] | None:
        """Read `exp *Name/dt`, if one stands here."""
        text = self.mended.text
        found = _HEADING.match(text, place, min(end, place + 400))
        if found is None or not self._is_one_heading(found):
            if self.dialect.bare_lines and _EXPLODE.match(text, place, end):
                self._complain_of_explode(place, end)
            return None
        name = found["quoted"] or found["name"]
        if found["name"] and " and " in name:
            self._note(f"{name}/ was read as one heading.")
        held = Heading(
            name=" ".join(name.split()),
            explode=found["exp"] is not None,
            major=found["major"] is not None,
            qualifiers=self._qualifiers(found),
            span=self.mended.span(place, found.end()),
        )
        return self._token("heading", found[0], place, found.end(), held), found.end()

    def _is_one_heading(self, found: re.Match[str]) -> bool:
        """Return whether the words before the slash are one heading, not several terms.

        Headings hold "and" (Wounds and Injuries) but never "or" or "not". Without exp or
        quotes, "and" belongs to a heading only between words with a capital.
        """
        name = found["name"]
        if name is None:
            return True
        if name.isdigit() or _OPERATOR.match(name + " ") or _JOINER.search(name):
            return False
        if not self.dialect.bare_lines and not all(code in QUALIFIERS for code in _codes(found)):
            return False
        return " and " not in name or found["exp"] is not None or bool(_BOTH_CAPITAL.match(name))

    def _qualifiers(self, found: re.Match[str]) -> tuple[str, ...]:
        """Return the names of the qualifiers behind the slash of a heading."""
        for code in _codes(found):
            if code not in QUALIFIERS:
                at = found.start("slash") + 1
                raise StrategyError(
                    f"{code} is not one of the two-letter subheadings of MeSH.",
                    *self.mended.span(at, at + len(found["codes"])),
                    ("dt (drug therapy)", "th (therapy)", "di (diagnosis)"),
                )
        return tuple(QUALIFIERS[code] for code in _codes(found))

    def _complain_of_explode(self, place: int, end: int) -> None:
        word = _WORD.match(self.mended.text, place, end)
        span = self.mended.span(place, word.end() if word else place + 3)
        raise StrategyError(
            "exp must be followed by a heading that ends in a slash: exp Asthma/",
            *span,
            ("a heading and /",),
        )

    def _token(
        self,
        kind: str,
        text: str,
        start: int,
        end: int,
        held: Tag | Heading | Lines | Near | None = None,
    ) -> Token:
        return Token(kind, text, self.mended.span(start, end), held)

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)


def _codes(found: re.Match[str]) -> list[str]:
    """Return the two-letter codes behind the slash of a heading."""
    return [code.strip().lower() for code in found["codes"].split(",")] if found["codes"] else []


def _tag(inside: str, span: Span) -> Tag:
    """Return the tag of PubMed that is written so; `~n` is a distance."""
    name, _, distance = inside.partition(":~")
    name = pubmed_name(name)
    if name in NOT_HELD:
        raise StrategyError(NOT_HELD[name], *span)
    field = PUBMED_TAGS[name]
    if not distance:
        return Tag(field, span)
    if not distance.strip().isdigit() or len(distance.strip()) > 4 or not field.text:
        raise StrategyError(
            "A distance is a number behind a field of words.", *span, ('"a b"[tiab:~3]',)
        )
    return Tag(field, span, int(distance))


def _distance(found: re.Match[str]) -> Near:
    """Return how many words may stand between.

    `adjN`, `NEAR/n`: N-1, any order (Ovid's guide: adj1 is next to each other). `adj`
    alone and NEXT: nothing between and in this order. NEAR alone is NEAR/6 (Cochrane).
    """
    adj, adj_n, near_n, near_alone, following, next_n = found.groups()
    if adj:
        return Near(max(int(adj_n or 1) - 1, 0), ordered=not adj_n)
    if following:
        return Near(max(int(next_n or 1) - 1, 0), ordered=True)
    return Near(5 if near_alone else max(int(near_n) - 1, 0), ordered=False)

"""`limit 7 to english language`: Ovid's commands that narrow an earlier line."""

import re

from .errors import StrategyError
from .languages import language
from .lines import TypedLine
from .meaning import Meaning
from .mending import Mended
from .syntax import Lines
from .tree import And, Span, Subject, Tree, Value
from .years import years

_LIMIT = re.compile(r"\s*limit\s+#?(\d{1,4})\s+to\s+(\S.*?)\s*", re.IGNORECASE | re.DOTALL)
_SAME = re.compile(r"\s*(?:remove duplicates from|de-?duplicate)\s+#?(\d{1,4})\s*", re.IGNORECASE)
_PUBLICATIONS = {
    "randomized controlled trial", "clinical trial", "controlled clinical trial",
    "meta analysis", "systematic review", "review", "guideline", "practice guideline",
    "case reports", "observational study", "editorial", "letter", "comment",
}  # fmt: skip
_HEADINGS = {"human": "Humans", "humans": "Humans", "animal": "Animals", "animals": "Animals",
             "female": "Female", "male": "Male"}  # fmt: skip


def read_limit(mended: Mended, line: TypedLine, meaning: Meaning, notes: list[str]) -> Tree | None:
    """Return what a limit line means; None when the line is none."""
    typed = mended.text[line.start : line.end]
    span = mended.span(line.start, line.end)
    if found := _SAME.fullmatch(typed):
        notes.append("Works are held once each here: taking out copies changes nothing.")
        return meaning.of(_named(found, span))
    if not (found := _LIMIT.fullmatch(typed)):
        return None
    asked = found[2].strip().strip("()")
    at = mended.span(line.start + found.start(2), line.start + found.end(2))
    parts = [part for part in re.split(r"\s+and\s+|,", asked) if part.strip()]
    limits = tuple(_limited(part.strip(" ()"), at) for part in parts)
    return And((meaning.of(_named(found, span)), *limits), span)


def _named(found: re.Match[str], span: Span) -> Lines:
    return Lines("OR", ((int(found[1]), int(found[1])),), span)


def _limited(asked: str, span: Span) -> Tree:
    """Return the set of one limit."""
    plain = asked.lower().replace("-", " ")
    if given := re.fullmatch(r"yr\s*=\s*\"?([^\"]*)\"?", asked, re.IGNORECASE):
        return years(given[1], span)
    if plain in _HEADINGS:
        return Subject(_HEADINGS[plain], explode=False, span=span)
    if plain in _PUBLICATIONS:
        return Value("pt", asked, span=span)
    named = plain.removesuffix(" language")
    if plain.endswith(" language") or plain == "english":
        return Value("la", language(named), span=span)
    raise StrategyError(
        f"The limit {asked[:40]} is not held here. Take this line out, or say it with"
        " headings or fields.",
        *span,
        ('yr="2010-2020"', "english language", "humans"),
    )

"""Dialects: which one a strategy is written in, and what that changes. Data.

The grammar is one; a dialect decides only what the same signs mean.

- PubMed reads AND, OR, NOT from left to right, all alike, and joins words that stand
  side by side by AND ("Searching PubMed", NLM).
- Ovid does NOT and AND before OR, and words side by side are a phrase.
- A strategy that is plainly neither is read as Ovid and most others order it, AND before
  OR, but words side by side are joined by AND; a note says so when it mattered.
"""

import re
from dataclasses import dataclass

from .fields import NOT_HELD, OVID_CODES, PUBMED_TAGS, pubmed_name


@dataclass(frozen=True, slots=True)
class Dialect:
    name: str
    in_turn: bool  # AND, OR, NOT from left to right, none before another
    side_by_side: bool  # words side by side may stand without an operator
    phrases: bool  # untagged words side by side are a phrase
    bare_lines: bool  # a number alone is an earlier line, wherever it stands
    closing_wildcard: bool  # `?` at the end of a word is a wildcard, not a question mark


PUBMED = Dialect("PubMed", True, True, False, False, False)
OVID = Dialect("Ovid", False, False, True, True, True)
NEUTRAL = Dialect("neutral", False, True, False, False, False)

#: Those in which a strategy can be written as well as read, by name.
DIALECTS = {dialect.name: dialect for dialect in (PUBMED, OVID)}

_CODE = "|".join(sorted(OVID_CODES.keys() | {n for n in NOT_HELD if len(n) == 2}))
#: Codes that printers often leave without their last full stop.
_OFTEN_OPEN = "ab|fs|kf|kw|mp|nm|pt|rn|sh|ti|tw"
#: `.ti,ab.` behind a word, quote or bracket.
SUFFIX = (
    rf"\.(?:\s?(?:{_CODE})(?:\s?,\s?(?:{_CODE}))*\.(?![^\W\d_])"
    rf"|(?:{_OFTEN_OPEN})(?:,(?:{_OFTEN_OPEN}))*(?=\s*(?:[\s)]|$)))"
)
#: A slash that ends a heading, with qualifiers or without.
HEADING_END = r"(?P<slash>/)(?P<codes>[a-z]{2}(?:\s?,\s?[a-z]{2})*)?(?=[\s),;]|\.(?:\s|$)|$)"

_OVID_SIGNS = re.compile(
    rf"{SUFFIX}|(?<=[\w\"]){HEADING_END}|\bexp(?:lode)?\s+\*?\"?\w|\badj\d*\b|\b(?:or|and)\s?/\s?\d",
    re.IGNORECASE,
)
_TAG = re.compile(r"\[([^\[\]\n]{1,40})\]")


def recognise(text: str) -> Dialect:
    """Return the dialect with more of its own signs in the text; neutral when they are even."""
    pubmed = sum(1 for tag in _TAG.findall(text) if is_tag(tag))
    ovid = sum(1 for _ in _OVID_SIGNS.finditer(text))
    if pubmed == ovid:
        return NEUTRAL
    return PUBMED if pubmed > ovid else OVID


def is_tag(inside: str) -> bool:
    """Return whether what stands between square brackets is a field tag of PubMed."""
    name = pubmed_name(inside.partition(":~")[0])
    return name in PUBMED_TAGS or name in NOT_HELD

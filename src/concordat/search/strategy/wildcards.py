"""Typed words and wildcards as the words of the index, with their gaps."""

import re

from concordat.search.tokens import tokens

from .dialects import Dialect
from .errors import StrategyError
from .tree import Gap, Phrase, Span, Word

_WILD = re.compile(r"(?<=\w)[$*]\d{1,2}|[*$#?]")
_JOINED = "x"  # a letter that shows whether a piece of text joins what stands beside it


def words(text: str, *, dialect: Dialect, span: Span, quoted: bool = False) -> tuple[Word, ...]:
    """Return the words of a piece of a strategy, in order.

    `*` and `$` are any letters or none, `$n` (behind a letter) at most n, `#` exactly one,
    `?` one or none: the wildcards of Ovid. A `?` that ends a word is a wildcard in Ovid's
    dialect and a question mark in the others.
    """
    found: list[list[str | Gap]] = []
    joins = False  # whether what comes next continues the last word
    for piece in _pieces(text, dialect, quoted):
        if isinstance(piece, Gap):
            _add_gap(found, piece, joins)
            joins = True
            continue
        inside = tokens(piece)
        if joins and inside and len(tokens(_JOINED + piece)) == len(inside):
            found[-1].append(inside.pop(0))
        found.extend([token] for token in inside)
        joins = bool(inside or joins) and len(tokens(piece + _JOINED)) == len(tokens(piece))
    for word in found:
        if all(isinstance(part, Gap) for part in word):
            raise StrategyError(
                "A truncation sign needs letters beside it: asthma*", *span, ("letters",)
            )
    return tuple(Word(_merged(word)) for word in found)


def phrase(found: tuple[Word, ...]) -> Word | Phrase:
    """Return one word as itself, several as a phrase."""
    return found[0] if len(found) == 1 else Phrase(found)


def _pieces(text: str, dialect: Dialect, quoted: bool) -> list[str | Gap]:
    pieces: list[str | Gap] = []
    after = 0
    for wild in _WILD.finditer(text):
        before, behind = text[: wild.start()], text[wild.end() : wild.end() + 1]
        if not _is_wildcard(wild[0], before[-1:], behind, dialect):
            continue
        pieces += [text[after : wild.start()], _gap(wild[0])]
        after = wild.end()
    pieces.append(text[after:])
    return [piece for piece in pieces if piece != ""]


def _is_wildcard(sign: str, before: str, behind: str, dialect: Dialect) -> bool:
    """Tell a wildcard from a sign of the text: 5 * 3, $100, #1, "does it work?"."""
    if sign == "*":
        return True
    if not (before.isalnum() or before in "*$#?") or not before:
        return False
    return sign != "?" or behind.isalnum() or dialect.closing_wildcard


def _gap(sign: str) -> Gap:
    if sign == "#":
        return Gap(1, 1)
    if sign == "?":
        return Gap(0, 1)
    return Gap(0, int(sign[1:]) if sign[1:] else None)


def _add_gap(found: list[list[str | Gap]], gap: Gap, joins: bool) -> None:
    if joins and found:
        found[-1].append(gap)
    else:
        found.append([gap])


def _merged(parts: list[str | Gap]) -> tuple[str | Gap, ...]:
    """Return the parts with neighbours of a kind made one."""
    merged: list[str | Gap] = []
    for part in parts:
        last = merged[-1] if merged else None
        if isinstance(part, Gap) and isinstance(last, Gap):
            most = None if part.most is None or last.most is None else part.most + last.most
            merged[-1] = Gap(part.least + last.least, most)
        elif isinstance(part, str) and isinstance(last, str):
            merged[-1] = last + part
        else:
            merged.append(part)
    return tuple(merged)

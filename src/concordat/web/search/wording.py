"""Counts and lists as people read them. Pure."""

from collections.abc import Iterable


def number(count: int) -> str:
    """Return a count as read in English: 1,234."""
    return f"{count:,}"


def of(count: int, noun: str) -> str:
    """Return a count with its noun: `1 work`, `2 works`."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def listed(words: Iterable[str]) -> str:
    """Return words as in a sentence: `a, b and c`."""
    found = list(words)
    if len(found) < 2:
        return "".join(found)
    return ", ".join(found[:-1]) + " and " + found[-1]

"""Everyday words and the names that professionals have for the same thing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from concordat.search.stems import stem, stems

Run = tuple[str, ...]


class Found(NamedTuple):
    """Everyday words that stand in a text, from one place of it up to another."""

    start: int
    end: int
    names: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Everyday:
    """`names`: everyday words, stemmed -> professional names, as runs of tokens."""

    names: Mapping[Run, tuple[Run, ...]]
    longest: int

    def within(self, words: Sequence[str]) -> Iterator[Found]:
        """Yield the everyday words of a text from left to right, the longest first, none twice."""
        stemmed = tuple(stems(words))
        start = 0
        while start < len(stemmed):
            found = self._at(stemmed, start)
            if found:
                yield found
            start = found.end if found else start + 1

    def _at(self, stemmed: Run, start: int) -> Found | None:
        for end in range(min(start + self.longest, len(stemmed)), start, -1):
            if names := self.names.get(stemmed[start:end]):
                return Found(start, end, names)
        return None


def everyday(listed: Mapping[Run, tuple[Run, ...]]) -> Everyday:
    """Return what a list of everyday words -> professional names comes to."""
    names = {tuple(stems(words)): held for words, held in listed.items()}
    return Everyday(names, max(map(len, names), default=0))


def as_printed(run: Run, spellings: Mapping[str, tuple[str, ...]]) -> tuple[Run, ...]:
    """Return a name in each spelling, in the singular and in the plural.

    A phrase is searched as it is printed, so it must be there as titles print it.
    """
    written = product(*((word, *spellings.get(stem(word), ())) for word in run))
    return tuple(dict.fromkeys(either for name in written for either in (name, _plural(name))))


def _plural(run: Run) -> Run:
    """Return a name with its last word in the plural, by rule; a wrong one finds nothing."""
    *before, last = run
    if last.endswith("sis"):
        last = last[:-2] + "es"
    elif last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
        last = last[:-1] + "ies"
    elif not last.endswith("s"):
        last += "s"
    return (*before, last)

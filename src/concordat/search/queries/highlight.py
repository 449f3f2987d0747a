"""Why did it match? The words of a text that were found, marked."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from concordat.search.stems import stem
from concordat.search.tokens import Token, tokens_at
from concordat.search.words import Mark, Reading

#: Characters of a text that are looked at.
LONGEST = 20_000


def highlight(text: str, reading: Reading) -> tuple[tuple[str, bool], ...]:
    """Return the text in pieces, each with whether it was found; joined they are the text.

    `reading` is that of the answer. For the page shown only: it reads the text again.
    """
    words = tokens_at(text[:LONGEST])
    found = _united(sorted(_places(words, reading.marks)))
    pieces: list[tuple[str, bool]] = []
    after = 0
    for start, end in found:
        if start > after:
            pieces.append((text[after:start], False))
        pieces.append((text[start:end], True))
        after = end
    if after < len(text):
        pieces.append((text[after:], False))
    return tuple(pieces)


def _places(words: Sequence[Token], marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    stems = {mark.words[0] for mark in marks if mark.stemmed}
    runs = [mark.words for mark in marks if not mark.stemmed]
    for place, word in enumerate(words):
        if stems and stem(word.text) in stems:
            yield word.start, word.end
        for run in runs:
            behind = words[place : place + len(run)]
            if len(behind) == len(run) and all(map(_fits, run, behind)):
                yield behind[0].start, behind[-1].end


def _fits(written: str, word: Token) -> bool:
    return _compiled(written).fullmatch(word.text) is not None


@lru_cache(maxsize=2000)
def _compiled(written: str) -> re.Pattern[str]:
    return re.compile(written)


def _united(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans in order with those that overlap made one."""
    united: list[tuple[int, int]] = []
    for start, end in spans:
        if united and start < united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united

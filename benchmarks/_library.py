"""A library made up for measuring: words as frequent as in real abstracts (Zipf), nothing real.

With these two numbers a million words have about 60,000 different ones and the most frequent
is one in 25, near what 5,000 real abstracts have.
"""

import itertools
import random
from collections.abc import Iterator

import numpy as np

from concordat.search.words import Document, IndexedHeading

VOCABULARY = 300_000
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
KINDS = ("systematic review", "trial", "other study", "comment", "guidance")


def word(rank: int) -> str:
    """Return the word of a rank; frequent ones are short."""
    letters = []
    rank += 3
    while rank:
        rank, digit = divmod(rank, len(_SYLLABLES))
        letters.append(_SYLLABLES[digit])
    return "".join(reversed(letters))


def works(count: int, *, abstract: int = 150, title: int = 12) -> Iterator[Document]:
    """Yield works of 162 words with ten headings, a journal, a year and identifiers."""
    random_ = np.random.default_rng(20260101)
    chance = 1 / (np.arange(VOCABULARY) + 8) ** 1.3
    steps = np.cumsum(chance / chance.sum())
    names = np.array([word(rank) for rank in range(VOCABULARY)], object)
    headings = [f"Heading {word(number * 7)} {word(number)}" for number in range(5_000)]
    for start in range(0, count, 5_000):
        size = min(5_000, count - start)
        drawn = names[np.searchsorted(steps, random_.random((size, abstract + title)))]
        subjects = random_.zipf(1.3, (size, 10)) % len(headings)
        journals, years, kinds = (random_.integers(0, n, size) for n in (900, 45, len(KINDS)))
        for row in range(size):
            number = start + row
            words = drawn[row].tolist()
            yield Document(
                id=f"w{number:011d}",
                revision=number + 1,
                title=" ".join(words[:title]),
                abstract=" ".join(words[title:]),
                headings=tuple(
                    IndexedHeading(headings[n], major=place < 3, qualifiers=("therapy",))
                    for place, n in enumerate(dict.fromkeys(subjects[row].tolist()))
                ),
                journal=f"Journal of {word(int(journals[row]))}",
                year=1980 + int(years[row]),
                publication_types=("Journal Article",),
                languages=("eng",),
                kind=KINDS[kinds[row]],
                standing="published",
                identifiers=(f"pmid:{number}", f"doi:10.9999/{number}"),
            )


def drawn_words(count: int, first: int, last: int, seed: int) -> list[str]:
    """Draw words by rank, as often rare as frequent ones."""
    random_ = random.Random(seed)  # noqa: S311
    spread = (random_.uniform(np.log(first), np.log(last)) for _ in itertools.count())
    ranks = dict.fromkeys(int(np.exp(next(spread))) for _ in range(count * 3))
    return [word(rank) for rank in itertools.islice(ranks, count)]

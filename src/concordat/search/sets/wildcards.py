"""Which indexed words a typed word with gaps stands for. Pure."""

import re

from concordat.search.strategy.tree import Gap, Word

#: More gaps in one word than anybody means; matching them could take for ever.
MOST_GAPS = 5


class WildcardError(ValueError):
    """A word has more gaps than are searched for."""


def pattern(word: Word) -> re.Pattern[str]:
    """Return a pattern to be used with `fullmatch`; WildcardError when it has too many."""
    if sum(isinstance(part, Gap) for part in word.parts) > MOST_GAPS:
        raise WildcardError(f"A word can have at most {MOST_GAPS} wildcards.")
    return re.compile("".join(map(_part, word.parts)), re.DOTALL)


def beginning(word: Word) -> str:
    """Return the letters before the first gap."""
    first = word.parts[0] if word.parts else ""
    return first if isinstance(first, str) else ""


def only_truncated(word: Word) -> bool:
    """Return whether the word is letters and then anything, as in `child*`."""
    return len(word.parts) == 2 and isinstance(word.parts[0], str) and word.parts[1] == Gap()


def _part(part: str | Gap) -> str:
    if isinstance(part, str):
        return re.escape(part)
    return f".{{{part.least},{'' if part.most is None else part.most}}}"

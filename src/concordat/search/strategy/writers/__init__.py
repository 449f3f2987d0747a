"""How would another database have it? A strategy written in a dialect, line by line.

A file a dialect, each with `write(tree, said)`. What a dialect cannot say is written as
the nearest thing that finds at least as much, and told with the reason.
"""

from collections.abc import Callable

from concordat.search.strategy.tree import Strategy, Tree
from concordat.search.strategy.writers import ovid, pubmed
from concordat.search.strategy.writers.written import Said, Unsaid, Written

#: Name of a dialect -> how one line is written in it.
WRITERS: dict[str, Callable[[Tree, Said], str]] = {"PubMed": pubmed.write, "Ovid": ovid.write}

__all__ = ["WRITERS", "Unsaid", "Written", "write"]


def write(strategy: Strategy, dialect: str) -> Written:
    """Return every line of a strategy in a dialect, and what it could not say there."""
    lines, unsaid = [], []
    for line in strategy.lines:
        said = Said(line.number)
        lines.append(WRITERS[dialect](line.tree, said))
        unsaid += said.unsaid
    return Written(dialect, tuple(lines), tuple(unsaid))

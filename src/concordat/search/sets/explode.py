"""The thesaurus as the index knows it: a function that is handed in."""

from collections.abc import Callable, Iterable

#: From the name of a heading to the names of all headings below it, at any depth.
Narrower = Callable[[str], Iterable[str]]


def only_itself(name: str) -> Iterable[str]:
    """Return no narrower heading: what explosion adds where there is no thesaurus."""
    return ()

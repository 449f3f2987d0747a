"""What several reads of one page share, so that a page reads the successions once.

    with one_look():
        queries.party("nice"), queries.assets_of("nice", by=by)

Explicit and short-lived: outside of a look nothing is kept, and a look ends with its page.
Whoever writes must not look through old eyes, so deeds happen outside.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Made = TypeVar("Made")

_look: ContextVar[dict[Hashable, Any] | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Let all reads within see the same state of the successions, read once."""
    token = _look.set({})
    try:
        yield
    finally:
        _look.reset(token)


def shared(key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `key` stands for in this look; outside of one it is made each time."""
    kept = _look.get()
    if kept is None:
        return make()
    if key not in kept:
        kept[key] = make()
    found: Made = kept[key]
    return found

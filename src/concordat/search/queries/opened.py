"""What this process has open: one engine and one set of reviewed words."""

import logging
from collections.abc import Callable
from functools import cache

from django.conf import settings

from concordat.search.engines.engine import Engine
from concordat.search.thesaurus.variants import ContentError, Variants, load

log = logging.getLogger("concordat.search")


def _memory() -> Engine:
    from concordat.search.engines.memory_engine import MemoryEngine

    return MemoryEngine()


def _set() -> Engine:
    from concordat.search.engines.set_engine import SetEngine

    return SetEngine(settings.DATA_DIR / "index")


#: The members of the family, by the word that settings.SEARCH_ENGINE says.
ENGINES: dict[str, Callable[[], Engine]] = {"set": _set, "memory": _memory}


@cache
def engine() -> Engine:
    """Return this process's engine, opened when it is first asked for."""
    return ENGINES[settings.SEARCH_ENGINE]()


@cache
def variants() -> Variants:
    """Return the reviewed spellings and acronyms of this installation.

    A file that cannot be read is logged, and told by `check`; searching goes on without.
    """
    try:
        return load(settings.CONTENT_DIR / "search")
    except ContentError as error:
        log.error("Searching without reviewed words: %s", error)
        return Variants()


def content_problems() -> list[str]:
    """Return what is wrong with the files of reviewed words, a sentence each."""
    try:
        load(settings.CONTENT_DIR / "search")
    except ContentError as error:
        return [str(error)]
    return []


def forget() -> None:
    """Close what is open, so that the next question opens it anew (settings changed)."""
    engine.cache_clear()
    variants.cache_clear()

"""What this process has open: one engine and one set of reviewed words."""

from collections.abc import Callable
from functools import cache

from django.conf import settings

from concordat.search.engines.engine import Engine
from concordat.search.thesaurus.variants import Variants, load


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
    """Return the reviewed spellings and acronyms of this installation."""
    return load(settings.CONTENT_DIR / "search")


def forget() -> None:
    """Close what is open, so that the next question opens it anew (settings changed)."""
    engine.cache_clear()
    variants.cache_clear()

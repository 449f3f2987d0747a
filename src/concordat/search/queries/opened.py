"""What this process has open: one engine and one set of reviewed words."""

import logging
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

from concordat.search.engines.engine import Engine
from concordat.search.thesaurus import files
from concordat.search.thesaurus.headings import Thesaurus
from concordat.search.thesaurus.variants import ContentError, Variants, load

log = logging.getLogger("concordat.search")


def _memory() -> Engine:
    from concordat.search.engines.memory_engine import MemoryEngine

    return MemoryEngine(narrower=narrower)


def _set() -> Engine:
    from concordat.search.engines.set_engine import SetEngine

    return SetEngine(settings.DATA_DIR / "index", narrower=narrower)


#: The members of the family, by the word that settings.SEARCH_ENGINE says.
ENGINES: dict[str, Callable[[], Engine]] = {"set": _set, "memory": _memory}


@cache
def engine() -> Engine:
    """Return this process's engine, opened when it is first asked for."""
    return ENGINES[settings.SEARCH_ENGINE]()


def thesaurus_folder() -> Path:
    """Return the folder of the editions of the thesaurus."""
    folder: Path = settings.DATA_DIR / "thesaurus"
    return folder


def thesaurus(edition: str | None = None) -> Thesaurus:
    """Return an edition of the thesaurus; the newest loaded when none is named, else empty.

    Raises VocabularyError when a named edition is not kept here.
    """
    if edition is None:
        edition = files.newest(thesaurus_folder()).get("edition", "")
    return _edition(thesaurus_folder(), edition)


@lru_cache(maxsize=2)
def _edition(folder: Path, edition: str) -> Thesaurus:
    return files.open_edition(folder, edition)


def narrower(name: str) -> tuple[str, ...]:
    """Return all headings below one in the newest edition."""
    return thesaurus().narrower(name)


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
    _edition.cache_clear()

"""Questions that pages and other rooms may ask of search."""

from concordat.search.engines.engine import TooMuchWork
from concordat.search.queries.find import find, find_all_ids
from concordat.search.queries.health import IndexStatus, check, status
from concordat.search.queries.highlight import highlight
from concordat.search.queries.vocabulary import heading, near_headings, vocabulary
from concordat.search.queries.words_of import words_of
from concordat.search.strategy.errors import StrategyError

__all__ = [
    "IndexStatus",
    "StrategyError",
    "TooMuchWork",
    "check",
    "find",
    "find_all_ids",
    "heading",
    "highlight",
    "near_headings",
    "status",
    "vocabulary",
    "words_of",
]

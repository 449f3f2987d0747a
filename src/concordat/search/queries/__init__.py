"""Questions that pages and other rooms may ask of search."""

from concordat.search.engines.engine import TooMuchWork
from concordat.search.queries.affected import affected_by
from concordat.search.queries.asset import assets_of, orphans
from concordat.search.queries.counted import (
    count_lines,
    dialect_of,
    dialects,
    translate,
)
from concordat.search.queries.find import find, find_all_ids
from concordat.search.queries.health import IndexStatus, check, status
from concordat.search.queries.highlight import highlight
from concordat.search.queries.kept import (
    compare_run,
    run_ids,
    runs_of,
    saved_strategies,
    saved_strategy,
    search_run,
    searches_elsewhere,
)
from concordat.search.queries.vocabulary import (
    heading,
    name_of_code,
    near_headings,
    vocabulary,
)
from concordat.search.queries.words_of import words_of
from concordat.search.strategy.editing import added as line_added
from concordat.search.strategy.editing import lines_of as strategy_lines
from concordat.search.strategy.editing import replaced as line_replaced
from concordat.search.strategy.errors import StrategyError

__all__ = [
    "IndexStatus",
    "StrategyError",
    "TooMuchWork",
    "affected_by",
    "assets_of",
    "check",
    "compare_run",
    "count_lines",
    "dialect_of",
    "dialects",
    "find",
    "find_all_ids",
    "heading",
    "highlight",
    "line_added",
    "line_replaced",
    "name_of_code",
    "near_headings",
    "orphans",
    "run_ids",
    "runs_of",
    "saved_strategies",
    "saved_strategy",
    "search_run",
    "searches_elsewhere",
    "status",
    "strategy_lines",
    "translate",
    "vocabulary",
    "words_of",
]

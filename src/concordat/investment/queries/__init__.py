"""Reads: what is held, what was used, whether a report is right, which offers to take.

Checking files and solving folders needs no database: what reads models is imported when it is
first asked for, so that those commands start without Django.
"""

import importlib
from typing import TYPE_CHECKING

from concordat.investment.queries.check import check_holdings, check_usage
from concordat.investment.queries.portfolio import check_portfolio, solve_portfolio

if TYPE_CHECKING:
    from concordat.investment.queries.affected import affected_by
    from concordat.investment.queries.answers import scenario, scenarios, shared_scenario
    from concordat.investment.queries.asset import assets_of, orphans
    from concordat.investment.queries.citing import scenario_to_cite, scenarios_to_cite
    from concordat.investment.queries.claims import claims_for, supplies
    from concordat.investment.queries.marking import mark_of_holdings
    from concordat.investment.queries.sizes import paid_by_size
    from concordat.investment.queries.trend import trends
    from concordat.investment.queries.value import (
        can_end,
        completeness,
        costs,
        duplicate_purchases,
        latest_year,
        lines,
        may_see_prices,
        metric,
        names_of,
        offers,
    )

__all__ = [
    "affected_by",
    "assets_of",
    "can_end",
    "check_holdings",
    "check_portfolio",
    "check_usage",
    "claims_for",
    "completeness",
    "costs",
    "duplicate_purchases",
    "latest_year",
    "lines",
    "mark_of_holdings",
    "may_see_prices",
    "metric",
    "names_of",
    "offers",
    "orphans",
    "paid_by_size",
    "scenario",
    "scenario_to_cite",
    "scenarios",
    "scenarios_to_cite",
    "shared_scenario",
    "solve_portfolio",
    "supplies",
    "trends",
]

#: Name -> the module that has it, for those that read models.
_READS_MODELS = {
    "affected_by": "affected",
    "assets_of": "asset",
    "orphans": "asset",
    "claims_for": "claims",
    "supplies": "claims",
    "mark_of_holdings": "marking",
    "trends": "trend",
    "paid_by_size": "sizes",
    "scenario": "answers",
    "scenarios": "answers",
    "shared_scenario": "answers",
    "can_end": "value",
    "scenario_to_cite": "citing",
    "scenarios_to_cite": "citing",
    "completeness": "value",
    "costs": "value",
    "duplicate_purchases": "value",
    "latest_year": "value",
    "lines": "value",
    "may_see_prices": "value",
    "metric": "value",
    "names_of": "value",
    "offers": "value",
}


def __getattr__(name: str) -> object:
    if name not in _READS_MODELS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_READS_MODELS[name]}"), name)

"""Reads: what is held, what was used, whether a report is right, which offers to take."""

from concordat.investment.queries.check import check_holdings, check_usage
from concordat.investment.queries.claims import claims_for, supplies
from concordat.investment.queries.portfolio import check_portfolio, solve_portfolio

__all__ = [
    "check_holdings",
    "check_portfolio",
    "check_usage",
    "claims_for",
    "solve_portfolio",
    "supplies",
]

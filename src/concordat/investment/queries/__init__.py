"""Reads: what was used, what is wrong with a report, which offers to take together."""

from concordat.investment.queries.check import check_usage
from concordat.investment.queries.portfolio import check_portfolio, solve_portfolio

__all__ = ["check_portfolio", "check_usage", "solve_portfolio"]

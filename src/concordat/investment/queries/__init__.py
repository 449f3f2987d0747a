"""Reads: what was used, and what is wrong with a report."""

from concordat.investment.queries.check import check_usage

__all__ = ["check_usage"]

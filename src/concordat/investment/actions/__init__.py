"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.investment.actions.demo import load_demo
from concordat.investment.actions.holdings import UnknownPackageError, load_holdings

__all__ = ["UnknownPackageError", "load_demo", "load_holdings"]

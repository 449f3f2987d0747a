"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.investment.actions.demo import load_demo
from concordat.investment.actions.holdings import UnknownPackageError, load_holdings
from concordat.investment.actions.offers import load_offers
from concordat.investment.actions.scenario import ask_cut, share_scenario, solve_cut
from concordat.investment.actions.usage import UnknownOrganisationError, load_usage

__all__ = [
    "UnknownOrganisationError",
    "UnknownPackageError",
    "ask_cut",
    "load_demo",
    "load_holdings",
    "load_offers",
    "load_usage",
    "share_scenario",
    "solve_cut",
]

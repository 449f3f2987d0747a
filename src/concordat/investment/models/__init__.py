"""One file a noun."""

from concordat.investment.models.deal import Deal, DealTerm, Supply
from concordat.investment.models.holding import Coverage, Holding
from concordat.investment.models.offer import AgreementLine, Offer, OfferItem, Workforce
from concordat.investment.models.package import Package
from concordat.investment.models.scenario import Scenario
from concordat.investment.models.title import Title, TitleName

__all__ = [
    "AgreementLine",
    "Coverage",
    "Deal",
    "DealTerm",
    "Holding",
    "Offer",
    "OfferItem",
    "Package",
    "Scenario",
    "Supply",
    "Title",
    "TitleName",
    "Workforce",
]

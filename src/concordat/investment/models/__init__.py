"""One file a noun."""

from concordat.investment.models.deal import Deal, DealTerm, Supply
from concordat.investment.models.holding import Coverage, Holding
from concordat.investment.models.package import Package
from concordat.investment.models.title import Title, TitleName

__all__ = [
    "Coverage",
    "Deal",
    "DealTerm",
    "Holding",
    "Package",
    "Supply",
    "Title",
    "TitleName",
]

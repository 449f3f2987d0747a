"""The words of investment that may cross a wall."""

from concordat.investment.words.holding import (
    Claim,
    Coverage,
    DealView,
    HoldingsReport,
    Permission,
    Reach,
    SupplyView,
    Use,
)
from concordat.investment.words.names import title_name
from concordat.investment.words.usage import (
    FAILING,
    LEVELS,
    Complaint,
    Level,
    PortfolioError,
    UsageCheck,
    UsageFact,
    UsageItem,
)

__all__ = [
    "FAILING",
    "LEVELS",
    "Claim",
    "Complaint",
    "Coverage",
    "DealView",
    "HoldingsReport",
    "Level",
    "Permission",
    "PortfolioError",
    "Reach",
    "SupplyView",
    "UsageCheck",
    "UsageFact",
    "UsageItem",
    "Use",
    "title_name",
]

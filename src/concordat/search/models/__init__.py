"""What people keep of their searching."""

from concordat.search.models.strategy import (
    DatabaseSearch,
    SavedStrategy,
    SearchRun,
    StrategyReview,
)

__all__ = ["DatabaseSearch", "SavedStrategy", "SearchRun", "StrategyReview"]

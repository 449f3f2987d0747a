"""What people keep of their searching."""

from concordat.search.models.strategy import DatabaseSearch, SavedStrategy, SearchRun

__all__ = ["DatabaseSearch", "SavedStrategy", "SearchRun"]

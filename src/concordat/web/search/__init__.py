"""Pages of the search: results, a wrong strategy, exports."""

"""Pages of alerts: ask for one, confirm it, end it; the feed of a search; letters of the demo."""

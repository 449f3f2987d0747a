"""The page of one work."""

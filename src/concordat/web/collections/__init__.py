"""Pages of private collections: drop files in, look at matches, screen, settle, export."""

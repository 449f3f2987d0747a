"""Makes the report and the letters."""

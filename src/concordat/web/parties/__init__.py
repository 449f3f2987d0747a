"""Pages of parties and agreements, as at any date."""

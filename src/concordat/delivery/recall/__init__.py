"""Who holds what fell: receipts on their way into the database, and the letters. Pure of HTTP."""

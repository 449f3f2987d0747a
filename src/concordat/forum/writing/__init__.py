"""What this room puts on paper: agenda and papers, minutes, the report of a year."""

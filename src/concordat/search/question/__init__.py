"""What did anybody mean? A question in plain words becomes terms to rank by. Pure."""

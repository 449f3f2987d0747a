"""The shape of this room in the database, step by step."""

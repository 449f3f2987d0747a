"""Pages for people: one folder a room; a page may show several rooms at once."""

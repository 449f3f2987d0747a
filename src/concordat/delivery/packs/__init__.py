"""What a pack says, as JSON that never changes and as a paper to read or print. Pure."""

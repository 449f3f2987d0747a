"""The letters of the demonstration, where none leaves the machine."""

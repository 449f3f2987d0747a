"""What can be opened where the reader works, as many pages show it."""

"""Which of them first, and why? Pure."""

"""What happens by the clock, beside the web processes."""

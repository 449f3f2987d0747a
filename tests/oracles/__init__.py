"""Slow and obviously right versions of fast things."""

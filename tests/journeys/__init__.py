"""Tests of the house of the same name under src."""

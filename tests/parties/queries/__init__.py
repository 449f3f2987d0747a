"""Tests of parties queries."""

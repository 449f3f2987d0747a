"""Tests of parties actions."""

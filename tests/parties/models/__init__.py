"""Tests of parties models."""

"""Tests of the verdict as pages show it."""

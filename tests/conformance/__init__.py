"""Other people's clients, servers and judges: `make conformance`."""

"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

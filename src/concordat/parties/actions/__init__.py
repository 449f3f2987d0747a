"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.parties.actions.audit import note

__all__ = ["note"]

"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.parties.actions.audit import note
from concordat.parties.actions.load import load_agreements, load_parties
from concordat.parties.actions.rights import NotAllowedError

__all__ = ["NotAllowedError", "load_agreements", "load_parties", "note"]

"""The reads of this room. Everything is read as at a date, through successions."""

from concordat.parties.permissions import audience_of, audiences_of, may_see, visible_to
from concordat.parties.queries.audit import audit_lines, verify_audit

__all__ = [
    "audience_of",
    "audiences_of",
    "audit_lines",
    "may_see",
    "verify_audit",
    "visible_to",
]

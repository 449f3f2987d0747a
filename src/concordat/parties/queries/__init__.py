"""The reads of this room. Everything is read as at a date, through successions."""

from concordat.parties.permissions import audience_of, audiences_of, may_see, visible_to
from concordat.parties.queries.agreement import agreement, agreements, clause
from concordat.parties.queries.audit import audit_lines, verify_audit
from concordat.parties.queries.binding import agreements_between, signatories
from concordat.parties.queries.party import (
    holder_of,
    parties,
    party,
    succession,
    successions,
    successions_of,
)

__all__ = [
    "agreement",
    "agreements",
    "agreements_between",
    "audience_of",
    "audiences_of",
    "audit_lines",
    "clause",
    "holder_of",
    "may_see",
    "parties",
    "party",
    "signatories",
    "succession",
    "successions",
    "successions_of",
    "verify_audit",
    "visible_to",
]

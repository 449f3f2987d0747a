"""The tables of this room, one file a noun."""

from concordat.parties.models.access_request import AccessRequest
from concordat.parties.models.agreement import (
    Agreement,
    Clause,
    Commitment,
    Convenor,
    Delivery,
    Document,
    Relation,
    Signatory,
    Signature,
    Support,
    Version,
)
from concordat.parties.models.audit import AuditEntry, AuditHead, ClosedRecordError
from concordat.parties.models.invitation import Invitation
from concordat.parties.models.membership import Affiliation, Mandate, Membership, RoleGrant
from concordat.parties.models.party import (
    Party,
    PartyIdentifier,
    PartyName,
    PartyRole,
    Publishing,
    Tie,
)
from concordat.parties.models.person import Person
from concordat.parties.models.succession import Part, Succession
from concordat.parties.models.token import Token

__all__ = [
    "AccessRequest",
    "Affiliation",
    "Agreement",
    "AuditEntry",
    "AuditHead",
    "Clause",
    "ClosedRecordError",
    "Commitment",
    "Convenor",
    "Delivery",
    "Document",
    "Invitation",
    "Mandate",
    "Membership",
    "Part",
    "Party",
    "PartyIdentifier",
    "PartyName",
    "PartyRole",
    "Person",
    "Publishing",
    "Relation",
    "RoleGrant",
    "Signatory",
    "Signature",
    "Succession",
    "Support",
    "Tie",
    "Token",
    "Version",
]

"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.parties.actions.agreement import convene, record_agreement, sign, support
from concordat.parties.actions.audit import note
from concordat.parties.actions.erasure import erase_person
from concordat.parties.actions.facts import WrongFactError
from concordat.parties.actions.load import load_agreements, load_parties
from concordat.parties.actions.party import found_party, join, tie
from concordat.parties.actions.people import (
    affiliate,
    appoint,
    create_person,
    grant_role,
    leave_post,
)
from concordat.parties.actions.rights import NotAllowedError
from concordat.parties.actions.succession import bring_into_force, rename_party, succeed

__all__ = [
    "NotAllowedError",
    "WrongFactError",
    "affiliate",
    "appoint",
    "bring_into_force",
    "convene",
    "create_person",
    "erase_person",
    "found_party",
    "grant_role",
    "join",
    "leave_post",
    "load_agreements",
    "load_parties",
    "note",
    "record_agreement",
    "rename_party",
    "sign",
    "succeed",
    "support",
    "tie",
]

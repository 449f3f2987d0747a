"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.parties.actions.access import answer_request, ask_access
from concordat.parties.actions.agreement import convene, record_agreement, sign, support
from concordat.parties.actions.audit import note
from concordat.parties.actions.erasure import erase_person
from concordat.parties.actions.facts import WrongFactError
from concordat.parties.actions.invitations import accept_invitation, invite, withdraw_invitation
from concordat.parties.actions.load import load_agreements, load_parties
from concordat.parties.actions.load_people import load_people
from concordat.parties.actions.party import found_party, join, tie
from concordat.parties.actions.people import (
    affiliate,
    appoint,
    create_person,
    grant_role,
    leave_post,
    revoke_role,
)
from concordat.parties.actions.rights import NotAllowedError
from concordat.parties.actions.succession import bring_into_force, rename_party, succeed
from concordat.parties.actions.tokens import make_token, revoke_token

__all__ = [
    "NotAllowedError",
    "WrongFactError",
    "accept_invitation",
    "affiliate",
    "answer_request",
    "appoint",
    "ask_access",
    "bring_into_force",
    "convene",
    "create_person",
    "erase_person",
    "found_party",
    "grant_role",
    "invite",
    "join",
    "leave_post",
    "load_agreements",
    "load_parties",
    "load_people",
    "make_token",
    "note",
    "record_agreement",
    "rename_party",
    "revoke_role",
    "revoke_token",
    "sign",
    "succeed",
    "support",
    "tie",
    "withdraw_invitation",
]

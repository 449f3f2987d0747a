"""The writes of this room: keyword-only, `by=` who, one transaction, one audit row each."""

from concordat.parties.actions.access import answer_request, ask_access
from concordat.parties.actions.agreement import convene, record_agreement, sign, support
from concordat.parties.actions.announced import (
    bring_into_force,
    postpone_succession,
    withdraw_succession,
)
from concordat.parties.actions.audit import note
from concordat.parties.actions.commitment import commit, deliver
from concordat.parties.actions.editing import ChangedMeanwhileError
from concordat.parties.actions.ending import place, strike, withdraw
from concordat.parties.actions.erasure import erase_person
from concordat.parties.actions.facts import WrongFactError
from concordat.parties.actions.invitations import accept_invitation, invite, withdraw_invitation
from concordat.parties.actions.load import load_agreements, load_parties
from concordat.parties.actions.load_directory import load_directory
from concordat.parties.actions.load_people import load_people
from concordat.parties.actions.party import found_party, join, tie
from concordat.parties.actions.party_facts import (
    change_publishing,
    describe_party,
    end_fact,
    give_party_role,
    identify_party,
    list_publishing,
    name_party,
)
from concordat.parties.actions.people import (
    affiliate,
    appoint,
    create_person,
    grant_role,
    leave_post,
    revoke_role,
)
from concordat.parties.actions.rights import NotAllowedError, require
from concordat.parties.actions.service import close_service, found_service, move_service
from concordat.parties.actions.succession import (
    complete_succession,
    correct_succession,
    rename_party,
    succeed,
)
from concordat.parties.actions.tokens import make_token, revoke_token
from concordat.parties.actions.wording import add_version, keep_document, relate, set_review

__all__ = [
    "ChangedMeanwhileError",
    "NotAllowedError",
    "WrongFactError",
    "accept_invitation",
    "add_version",
    "affiliate",
    "answer_request",
    "appoint",
    "ask_access",
    "bring_into_force",
    "change_publishing",
    "close_service",
    "commit",
    "complete_succession",
    "convene",
    "correct_succession",
    "create_person",
    "deliver",
    "describe_party",
    "end_fact",
    "erase_person",
    "found_party",
    "found_service",
    "give_party_role",
    "grant_role",
    "identify_party",
    "invite",
    "join",
    "keep_document",
    "leave_post",
    "list_publishing",
    "load_agreements",
    "load_directory",
    "load_parties",
    "load_people",
    "make_token",
    "move_service",
    "name_party",
    "note",
    "place",
    "postpone_succession",
    "record_agreement",
    "relate",
    "rename_party",
    "require",
    "revoke_role",
    "revoke_token",
    "set_review",
    "sign",
    "strike",
    "succeed",
    "support",
    "tie",
    "withdraw",
    "withdraw_invitation",
    "withdraw_succession",
]

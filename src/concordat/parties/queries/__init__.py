"""The reads of this room. Everything is read as at a date, through successions."""

from concordat.parties.permissions import (
    audience_of,
    audiences_of,
    comparable_by,
    may_act,
    may_see,
    veiled,
    visible_to,
)
from concordat.parties.queries.affected import affected_by
from concordat.parties.queries.agreement import agreement, agreements, clause
from concordat.parties.queries.asset import assets_of, orphans
from concordat.parties.queries.audit import audit_lines, deeds_done, deeds_of, verify_audit
from concordat.parties.queries.binding import agreements_between, signatories
from concordat.parties.queries.delegates import delegates_of
from concordat.parties.queries.directory import (
    above,
    ids_of,
    inherited_by,
    keys_of,
    names_of,
    names_of_holders,
    workplaces,
)
from concordat.parties.queries.document import copy_of, document, document_bytes
from concordat.parties.queries.joining import (
    access_request,
    access_requests,
    invitation,
    invitation_of,
    invitations,
)
from concordat.parties.queries.keeping import (
    Keepers,
    holdings_of,
    keepers_adrift,
    keepers_of,
)
from concordat.parties.queries.look import one_look
from concordat.parties.queries.party import (
    holder_of,
    parties,
    party,
    party_list,
    succession,
    successions,
    successions_of,
)
from concordat.parties.queries.people import (
    actor_for,
    everybody,
    export_person,
    may_speak_for,
    parties_administered,
    party_named,
    people_of,
    person,
    posts_of,
)
from concordat.parties.queries.shift import Shift, draft, faults_in, shift
from concordat.parties.queries.tokens import actor_for_token, tokens

__all__ = [
    "Keepers",
    "Shift",
    "above",
    "access_request",
    "access_requests",
    "actor_for",
    "actor_for_token",
    "affected_by",
    "agreement",
    "agreements",
    "agreements_between",
    "assets_of",
    "audience_of",
    "audiences_of",
    "audit_lines",
    "clause",
    "comparable_by",
    "copy_of",
    "deeds_done",
    "deeds_of",
    "delegates_of",
    "document",
    "document_bytes",
    "draft",
    "everybody",
    "export_person",
    "faults_in",
    "holder_of",
    "holdings_of",
    "ids_of",
    "inherited_by",
    "invitation",
    "invitation_of",
    "invitations",
    "keepers_adrift",
    "keepers_of",
    "keys_of",
    "may_act",
    "may_see",
    "may_speak_for",
    "names_of",
    "names_of_holders",
    "one_look",
    "orphans",
    "parties",
    "parties_administered",
    "party",
    "party_list",
    "party_named",
    "people_of",
    "person",
    "posts_of",
    "shift",
    "signatories",
    "succession",
    "successions",
    "successions_of",
    "tokens",
    "veiled",
    "verify_audit",
    "visible_to",
    "workplaces",
]

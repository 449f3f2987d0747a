"""What the library does with a request before it is answered."""

from datetime import datetime

from django.db import transaction

from concordat.enquiries.actions.deeds import (
    change,
    library_name,
    needed,
    refuse_patients,
    tell,
    working_on,
    write_to,
)
from concordat.enquiries.words import OPEN, Refused, State
from concordat.enquiries.writing import letters
from concordat.parties.actions import note
from concordat.parties.words import Actor

#: From which state a librarian may bring a request to which, by hand.
MOVES: dict[State, tuple[State, ...]] = {
    State.SUBMITTED: (State.TRIAGE, State.SEARCHING, State.SUMMARISING),
    State.TRIAGE: (State.SEARCHING, State.SUMMARISING),
    State.CLARIFYING: (State.TRIAGE, State.SEARCHING),
    State.ASSIGNED: (State.SEARCHING, State.SUMMARISING),
    State.SEARCHING: (State.SUMMARISING,),
    State.SUMMARISING: (State.SEARCHING,),
    State.DELIVERED: (State.CLOSED,),
    State.USE_ASKED: (State.CLOSED,),
}


@transaction.atomic
def assign(*, by: Actor, enquiry: str, version: int, now: datetime) -> None:
    """Take a request on."""
    row = working_on(by, enquiry)
    if State(row.state) not in OPEN:
        raise Refused("enquiry", f"The request is {row.state}.")
    early = State(row.state) in (State.SUBMITTED, State.TRIAGE)
    state = State.ASSIGNED if early else State(row.state)
    change(
        row,
        version=version,
        mine="You wanted to take it on.",
        state=state.value,
        assigned=by.person,
        assigned_name=by.name,
    )
    tell(row, state, by=by, said=f"{by.name} searches.", now=now)
    note(by=by, deed="assign enquiry", about=f"enquiry:{row.public_id}")


@transaction.atomic
def move(*, by: Actor, enquiry: str, to: State, version: int, now: datetime) -> None:
    """Bring a request to its next state."""
    row = working_on(by, enquiry)
    if to not in MOVES.get(State(row.state), ()):
        raise Refused("to", f"What is {row.state} cannot become {to.value}.")
    change(row, version=version, mine=f"You wanted: {to.value}.", state=to.value)
    tell(row, to, by=by, now=now)
    about = f"enquiry:{row.public_id}"
    note(by=by, deed="move enquiry", about=about, changed={"state": to.value})


@transaction.atomic
def decline(*, by: Actor, enquiry: str, why: str, version: int, now: datetime) -> None:
    """Say that the library cannot do it, and why; the requester gets a letter."""
    row = working_on(by, enquiry)
    reason = needed("why", why, "Write why, and what they can do instead.")
    refuse_patients(why=reason)
    if State(row.state) not in OPEN:
        raise Refused("why", f"The request is {row.state}.")
    change(row, version=version, mine=reason, state=State.DECLINED.value)
    tell(row, State.DECLINED, by=by, said=reason, now=now)
    wording = letters.declined(row.name, row.question, reason, library_name(row))
    write_to(row, "declined", wording, now=now)
    note(by=by, deed="decline enquiry", about=f"enquiry:{row.public_id}")

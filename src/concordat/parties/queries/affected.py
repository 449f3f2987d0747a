"""What a succession would move, for the wizard that shows it before it acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from concordat.parties.models import (
    Affiliation,
    Agreement,
    Commitment,
    Convenor,
    Mandate,
    Membership,
    Party,
    Publishing,
    RoleGrant,
    Signatory,
    Support,
)
from concordat.parties.permissions import visible_to
from concordat.parties.queries.history import read_history
from concordat.parties.queries.keeping import convened_by, over, signed
from concordat.parties.queries.services import KIND, ties_of_services
from concordat.parties.queries.shift import Shift, shift
from concordat.parties.words import (
    Actor,
    Affected,
    Certainty,
    Period,
    Role,
    SuccessionView,
)

ROOM = "parties"
_AGAIN = "Roles and mandates do not pass on: give them again at the heir, or let them end."


@dataclass(frozen=True, slots=True)
class _Thing:
    kind: str
    label: str
    id: str
    party: Party
    period: Period
    function: str = ""
    passes_on: bool = True


def affected_by(
    event: SuccessionView | str, *, by: Actor, on: date | None = None
) -> list[Affected]:
    """Return each thing of this room that the event moves, or leaves to be decided.

    `event` is the slug of a recorded one, announced or in force, or a view, which may be a
    draft (`queries.draft`). The answer compares the world without it and with it, on `on`
    (None: the day of the event, or as last known). Other rooms offer the same.
    """
    compared = shift(event, on)
    if compared is None:
        return []
    moved = [_compare(thing, compared) for thing in _things(by, compared.before.on)]
    return [each for each in moved if each is not None]


def _compare(thing: _Thing, compared: Shift) -> Affected | None:
    if thing.period.covers(compared.before.on) is Certainty.NO:
        return None
    change = compared.of(thing.party, function=thing.function, since=thing.period.since)
    if change is None:
        return None
    was, becomes = change
    return Affected(
        room=ROOM,
        kind=thing.kind,
        label=thing.label,
        id=thing.id,
        before=was.holders[0].party,
        after=becomes.holders if thing.passes_on else (),
        decisions=becomes.decisions if thing.passes_on else (_AGAIN,),
    )


def _things(by: Actor, on: date) -> Iterator[_Thing]:
    yield from _of_agreements(by)
    yield from _of_owners(by, on)
    yield from _of_parties()
    yield from _of_services(on)
    yield from _of_people(by)


def _of_agreements(by: Actor) -> Iterator[_Thing]:
    visible = Agreement.objects.filter(visible_to(by))
    signed_ones = Signatory.objects.filter(
        signature__agreement__in=visible, signature__mistaken=False
    )
    for row in signed_ones.select_related("party", "signature__agreement"):
        signature = row.signature
        label = f"{signature.name}: {signature.agreement.title}"
        period = Period(signature.since or signed(signature.agreement), signature.until)
        yield _Thing("signature", label, signature.public_id, row.party, period, signature.function)
    for model, kind in ((Support, "support"), (Convenor, "convenor")):
        for held in model._default_manager.filter(agreement__in=visible).select_related(
            "party", "agreement"
        ):
            if getattr(held, "mistaken", False):
                continue
            period = Period(held.since or signed(held.agreement), held.until)
            label = held.agreement.title
            yield _Thing(kind, label, held.public_id, held.party, period, held.function)
    owed = Commitment.objects.filter(visible_to(by), agreement__in=visible)
    for commitment in owed.select_related("party", "agreement"):
        period = Period(commitment.since or signed(commitment.agreement), commitment.until)
        yield _Thing(
            "commitment",
            commitment.text,
            commitment.public_id,
            commitment.party,
            period,
            commitment.function,
        )


def _of_owners(by: Actor, on: date) -> Iterator[_Thing]:
    """Yield the agreements that nobody convenes on the day: they are their owner's."""
    rows = Agreement.objects.filter(visible_to(by)).exclude(owner=None).select_related("owner")
    for row in rows.prefetch_related("convenors"):
        if row.owner and not over(row, on) and not convened_by(row, on):
            yield _Thing("agreement", row.title, row.public_id, row.owner, Period(signed(row)))


def _of_parties() -> Iterator[_Thing]:
    for member in Membership.objects.select_related("party"):
        yield _Thing("membership", "Membership", member.public_id, member.party, member.period)
    for row in Publishing.objects.select_related("party"):
        yield _Thing("publication", row.what, row.public_id, row.party, row.period)


def _of_services(on: date) -> Iterator[_Thing]:
    history = read_history(on)
    for tie in ties_of_services():
        yield _Thing(KIND, history.name(tie.party).name, tie.public_id, tie.to, tie.period)


def _of_people(by: Actor) -> Iterator[_Thing]:
    """People are named only to those who may put their posts in order."""
    named = by.may(Role.ADMINISTRATOR) or by.may(Role.SECRETARIAT)
    for model, kind, passes_on in (
        (Affiliation, "post", True),
        (RoleGrant, "role", False),
        (Mandate, "mandate", False),
    ):
        for row in model._default_manager.select_related("party", "person"):
            label = str(row) if named else f"Somebody's {kind}"
            yield _Thing(kind, label, row.public_id, row.party, row.period, passes_on=passes_on)

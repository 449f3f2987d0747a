"""Take a public record down on request."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from concordat.evidence.actions import log
from concordat.evidence.actions.standing import NoSuchWorkError, living_work
from concordat.evidence.actions.take import actor_of
from concordat.evidence.models import Takedown
from concordat.parties import actions as parties
from concordat.parties.words import Actor, Role, Visibility


def take_down(*, work: str, reason: str, by: Actor, now: datetime | None = None) -> None:
    """Take the public record of a work (public id) down, in every channel, and say why.

    Its address says that it was here and why it is not; harvesters get a deleted record. What
    sources gave us is kept, for an operator alone, and a feed that gives it again does not
    bring it back. Raises NotAllowedError, NoSuchWorkError, ValueError without a reason.
    """
    parties.require(by, Role.SECRETARIAT)
    if not reason.strip():
        raise ValueError("Give the reason: whoever comes to its address reads it.")
    now = now or timezone.now()
    with transaction.atomic():
        ledger = log.lock()
        row = living_work(work, by=by)
        if row.visibility != Visibility.PUBLIC:
            raise NoSuchWorkError(f"There is no public record {work} to take down.")
        row.visibility, row.owner, row.changed_at = Visibility.OWN_PARTY.value, None, now
        log.write(ledger, [(row, "takedown")], now=now)
        row.save(update_fields=["visibility", "owner", "changed_at", "revision"])
        Takedown.objects.create(work=row, why=reason.strip(), actor=actor_of(by), at=now)
        parties.note(by=by, deed="take down", about=f"work:{work}", changed={"reason": reason})

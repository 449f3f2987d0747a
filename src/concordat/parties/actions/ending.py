"""Withdraw a signature or support, strike a mistaken one, say to which work a thing belongs."""

from datetime import date

from django.db import transaction

from concordat.parties.actions.audit import note
from concordat.parties.actions.editing import count_change
from concordat.parties.actions.facts import (
    WrongFactError,
    day_of,
    known_agreement,
    one_line,
    text_of,
)
from concordat.parties.actions.rights import require
from concordat.parties.actions.wording import agreement_to_change
from concordat.parties.models import Agreement, Commitment, Convenor, Party, Signature, Support
from concordat.parties.queries.history import History
from concordat.parties.rows import NAME
from concordat.parties.words import UNKNOWN_DAY, Actor, Certainty, Day, Role

Bond = Signature | Support


@transaction.atomic
def withdraw(
    *,
    by: Actor,
    agreement: str,
    bond: str,
    on: Day | date,
    today: date,
    reason: str = "",
    edition: int | None = None,
) -> None:
    """Record that a signature or support (public id) was withdrawn on `on`.

    It stays on the record: before that day it stood. The secretariat may say so, and whoever
    speaks for the parties that hold it on `today`. Raises WrongFactError,
    ChangedMeanwhileError, NotAllowedError.
    """
    row = known_agreement("agreement", agreement, by)
    found = _bond(row, bond)
    for party in _holders(found, today):
        require(by, Role.SECRETARIAT, Role.DELEGATE, Role.ADMINISTRATOR, party=party.public_id)
    day = day_of(on)
    since = found.since or row.signed_on or row.since or UNKNOWN_DAY
    if day is None or day.before(since) is Certainty.YES:
        raise WrongFactError("on", f"It cannot end before it was given ({since}).")
    count_change(row, seen=edition)
    found.until = day
    found.note = f"{found.note} Withdrawn: {reason.strip()}".strip() if reason else found.note
    found.save(update_fields=["until", "note"])
    changed = {"kind": str(found._meta.verbose_name), "name": str(found), "on": on}
    note(by=by, deed="withdraw", about=f"agreement:{agreement}", changed=changed)


def _bond(agreement: Agreement, public_id: str) -> Bond:
    found = _recorded(agreement, public_id)
    if found is None or found.until is not None:
        raise WrongFactError("bond", "There is no such signature or support, or it has ended.")
    return found


def _recorded(agreement: Agreement, public_id: str) -> Bond | None:
    there = {"public_id": public_id, "mistaken": False}
    found: Bond | None = agreement.signatures.filter(**there).first()
    return found or agreement.support.filter(**there).first()


@transaction.atomic
def strike(
    *, by: Actor, agreement: str, bond: str, reason: str, edition: int | None = None
) -> None:
    """Record that a signature or support (public id) was recorded by mistake.

    It never was: it counts on no day and no page shows it. The audit keeps what was recorded
    and the reason. Raises WrongFactError, ChangedMeanwhileError, NotAllowedError.
    """
    require(by, Role.SECRETARIAT)
    row = known_agreement("agreement", agreement, by)
    found, why = _recorded(row, bond), one_line("reason", reason)
    if found is None:
        raise WrongFactError("bond", "There is no such signature or support.")
    count_change(row, seen=edition)
    found.mistaken = True
    found.save(update_fields=["mistaken"])
    changed = {
        "kind": str(found._meta.verbose_name),
        "name": str(found),
        "on": str(found.since or ""),
        "until": str(found.until or ""),
        "reason": why,
    }
    note(by=by, deed="strike", about=f"agreement:{agreement}", changed=changed)


def _holders(bond: Bond, today: date) -> list[Party]:
    """Return who holds it today: what a party that is gone had signed is its heirs' to end."""
    history = History(today)
    if isinstance(bond, Signature):
        parties = [each.party for each in bond.signatories.select_related("party")]
    else:
        parties = [bond.party]
    slugs = {
        holder.party.slug
        for party in parties
        for holder in history.holding(party, function=bond.function, since=bond.since).holders
    }
    return list(Party.objects.filter(slug__in=slugs))


@transaction.atomic
def place(
    *, by: Actor, agreement: str, thing: str, function: str, edition: int | None = None
) -> None:
    """Say to which piece of work a signature, support, convenor or commitment belongs.

    That decides who holds it after a split whose parts name functions. `thing` is a public
    id. Raises WrongFactError, ChangedMeanwhileError, NotAllowedError.
    """
    row = agreement_to_change(by, agreement)
    for model in (Signature, Support, Convenor, Commitment):
        found = model._default_manager.filter(agreement=row, public_id=thing).first()
        if getattr(found, "mistaken", False):
            continue
        if isinstance(found, Signature | Support | Convenor | Commitment):
            break
    else:
        raise WrongFactError("thing", "There is no such signature, support or commitment here.")
    count_change(row, seen=edition)
    before, found.function = found.function, text_of("function", function, limit=NAME)
    found.save(update_fields=["function"])
    changed = {"what": str(found), "before": before, "function": found.function}
    note(by=by, deed="place", about=f"agreement:{agreement}", changed=changed)

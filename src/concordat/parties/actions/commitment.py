"""What a party owes under an agreement, and evidence that it was done."""

from datetime import date

from django.db import transaction
from django.utils.text import slugify

from concordat.parties.actions.audit import note
from concordat.parties.actions.editing import count_change
from concordat.parties.actions.facts import (
    WrongFactError,
    day_of,
    known_agreement,
    known_party,
    text_of,
)
from concordat.parties.actions.rights import require
from concordat.parties.models import Agreement, Clause, Commitment, Delivery, Party
from concordat.parties.models.fact import LONG
from concordat.parties.permissions import may_see
from concordat.parties.queries.history import History
from concordat.parties.rows import NAME
from concordat.parties.words import Actor, Day, Role, Visibility


def _require_for(by: Actor, party: Party) -> None:
    require(by, Role.SECRETARIAT, Role.ADMINISTRATOR, Role.DELEGATE, party=party.public_id)


@transaction.atomic
def commit(
    *,
    by: Actor,
    agreement: str,
    party: str,
    text: str,
    clause: str = "",
    indicator: str = "",
    target: str = "",
    function: str = "",
    since: Day | date | None = None,
    until: Day | date | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    source: str = "",
) -> str:
    """Record what a party owes under an agreement; return the key of the commitment.

    `clause` is the key of a clause; `indicator` what would show that it was done, `target`
    how much of it. Raises WrongFactError, NotAllowedError.
    """
    row, debtor = known_agreement("agreement", agreement, by), known_party("party", party)
    _require_for(by, debtor)
    if clause and not Clause.objects.filter(version__agreement=row, key=clause).exists():
        raise WrongFactError("clause", f"This agreement has no clause “{clause}”.")
    count_change(row)
    key = _new_key(row, f"{clause}-{party}" if clause else party)
    Commitment.objects.create(
        agreement=row,
        party=debtor,
        owner=debtor,
        visibility=visibility.value,
        key=key,
        clause=clause,
        function=function.strip()[:NAME],
        text=text_of("text", text, limit=10_000),
        indicator=indicator.strip(),
        target=target.strip(),
        since=day_of(since),
        until=day_of(until),
        source=source.strip(),
    )
    changed = {"party": party, "clause": clause, "key": key, "visibility": visibility}
    note(by=by, deed="commit", about=f"agreement:{agreement}", changed=changed)
    return key


def _new_key(agreement: Agreement, wanted: str) -> str:
    base = slugify(wanted)[:90]
    taken = set(agreement.commitments.values_list("key", flat=True))
    numbers = ("" if n == 1 else f"-{n}" for n in range(1, len(taken) + 2))
    return next(key for n in numbers if (key := base + n) not in taken)


@transaction.atomic
def deliver(
    *,
    by: Actor,
    agreement: str,
    commitment: str,
    text: str,
    on: Day | date | None = None,
    url: str = "",
    today: date,
) -> str:
    """Record evidence that a commitment (key) was kept; return its public id.

    Whoever holds the commitment on `today` may say so: the party that took it on, or its
    heirs. Raises WrongFactError, NotAllowedError.
    """
    row = known_agreement("agreement", agreement, by)
    owed = row.commitments.select_related("owner").filter(key=commitment).first()
    if owed is None or not _visible(owed, by):
        raise WrongFactError("commitment", f"There is no commitment “{commitment}”.")
    _require_for(by, _debtor(owed, by, today))
    if url and not url.startswith(("https://", "http://")):
        raise WrongFactError("url", "Write an address that begins with https:// or http://.")
    count_change(row)
    kept = Delivery.objects.create(
        commitment=owed,
        on=day_of(on),
        text=text_of("text", text, limit=10_000),
        url=url.strip()[:LONG],
    )
    changed = {"commitment": commitment, "on": on, "url": url}
    note(by=by, deed="deliver", about=f"agreement:{agreement}", changed=changed)
    return kept.public_id


def _visible(owed: Commitment, by: Actor) -> bool:
    owner = owed.owner.public_id if owed.owner else ""
    return may_see(by, visibility=owed.visibility, owner=owner, service=owed.service)


def _debtor(owed: Commitment, by: Actor, today: date) -> Party:
    """Return the party for which `by` may speak of the commitment: a holder of it today."""
    holding = History(today).holding(owed.party, function=owed.function, since=owed.since)
    mine = [h.party.slug for h in holding.holders if h.party.id == by.party]
    return Party.objects.get(slug=mine[0]) if mine else owed.party

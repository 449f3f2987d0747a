"""Found a party; let it join."""

from datetime import date

from django.db import transaction

from concordat.parties.actions.audit import note
from concordat.parties.actions.facts import (
    WrongFactError,
    day_of,
    known_party,
    new_slug,
    text_of,
)
from concordat.parties.actions.rights import require
from concordat.parties.models import Membership, Party, PartyName, Tie
from concordat.parties.rows import NAME
from concordat.parties.words import Actor, Certainty, Day, PartyKind, Role, TieKind


@transaction.atomic
def found_party(
    *,
    by: Actor,
    slug: str,
    name: str,
    kind: PartyKind,
    since: Day | date | None = None,
    short: str = "",
    about: str = "",
    website: str = "",
    source: str = "",
    part_of: str = "",
) -> str:
    """Record a party and return its public id. Raises WrongFactError, NotAllowedError.

    `since`: when it came into being; None when nobody says. `part_of`: the slug of the party
    that it is part of from its beginning.
    """
    require(by, Role.SECRETARIAT, Role.ADMINISTRATOR)
    party = Party.objects.create(
        slug=new_slug("slug", slug, Party),
        kind=PartyKind(kind).value,
        since=day_of(since),
        about=about.strip(),
        website=website.strip(),
        source=source.strip(),
    )
    PartyName.objects.create(party=party, name=text_of("name", name, limit=NAME), short=short)
    if part_of:
        above = known_party("part_of", part_of)
        Tie.objects.create(party=party, to=above, kind=TieKind.PART_OF.value, since=party.since)
    changed = {"slug": slug, "name": name, "kind": kind, "since": since, "part of": part_of}
    note(by=by, deed="found party", about=f"party:{slug}", changed=changed)
    return party.public_id


@transaction.atomic
def join(*, by: Actor, party: str, since: Day | date) -> None:
    """Record that a party has joined: from then on it sees what parties share.

    Raises WrongFactError when it is a member already.
    """
    require(by, Role.SECRETARIAT)
    row, begun = known_party("party", party), day_of(since)
    on = begun.latest if begun and begun.latest else date.max
    if any(m.period.covers(on) is not Certainty.NO for m in row.memberships.all()):
        raise WrongFactError("party", "It has joined already.")
    Membership.objects.create(party=row, since=begun)
    note(by=by, deed="join", about=f"party:{party}", changed={"since": since})


@transaction.atomic
def tie(
    *,
    by: Actor,
    party: str,
    to: str,
    kind: TieKind,
    since: Day | date | None = None,
    source: str = "",
) -> None:
    """Record what a party belongs to. Raises WrongFactError when it would belong to itself."""
    require(by, Role.SECRETARIAT)
    row, other = known_party("party", party), known_party("to", to)
    if row.pk in _above(other, kind):
        raise WrongFactError("to", f"{to} belongs to {party} already: a party cannot hold itself.")
    Tie.objects.create(party=row, to=other, kind=kind.value, since=day_of(since), source=source)
    changed = {"to": to, "kind": kind, "since": since}
    note(by=by, deed="tie party", about=f"party:{party}", changed=changed)


def _above(party: Party, kind: TieKind) -> set[int]:
    """Return the party and all that it belongs to by ties of one kind."""
    found: set[int] = set()
    waiting = {party.pk}
    while waiting:
        found |= waiting
        ties = Tie.objects.filter(party_id__in=waiting, kind=kind.value)
        waiting = set(ties.values_list("to_id", flat=True)) - found
    return found

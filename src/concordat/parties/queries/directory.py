"""The directory of organisations: where somebody works, and what that belongs to."""

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q

from concordat.parties.models import Party, PartyName, Succession, Tie
from concordat.parties.queries.history import read_history
from concordat.parties.words import Certainty, PartyKind, PartyRef, TieKind

#: The ties by which what is agreed for the greater holds for the smaller.
_UPWARD = (TieKind.PART_OF, TieKind.IN_SYSTEM, TieKind.IN_REGION)


def above(slug: str, *, on: date) -> frozenset[str]:
    """Return the slugs of a party and of all that it certainly belonged to on a date.

    A tie whose dates leave a doubt does not count: what rests on it might not be so.
    Empty: no such party.
    """
    if not Party.objects.filter(slug=slug).exists():
        return frozenset()
    found, edge = {slug}, {slug}
    while edge:
        ties = Tie.objects.filter(party__slug__in=edge, kind__in=_UPWARD).select_related("to")
        edge = {tie.to.slug for tie in ties if tie.period.covers(on) is Certainty.YES} - found
        found |= edge
    return frozenset(found)


def inherited_by(slugs: Collection[str], *, on: date) -> frozenset[str]:
    """Return the slugs of parties that are gone and whose things one of these alone holds.

    What was promised to them is these parties' now. What went to several, or is not certain,
    is not among them: people must decide it.
    """
    if not Succession.objects.filter(parts__taker__slug__in=slugs).exists():
        return frozenset()
    history = read_history(on)
    takers = Party.objects.filter(slug__in=slugs)
    return frozenset(giver.slug for taker in takers for giver in history.heir_to(taker))


def keys_of(slugs: Collection[str]) -> dict[str, int]:
    """Return the keys of parties by slug, for rows of other rooms that point to them."""
    return dict(Party.objects.filter(slug__in=slugs).values_list("slug", "pk"))


def ids_of(slugs: Collection[str]) -> dict[str, str]:
    """Return the public ids of parties by slug, for the owner of a row of another room."""
    return dict(Party.objects.filter(slug__in=slugs).values_list("slug", "public_id"))


def names_of(keys: Collection[int], *, on: date) -> dict[int, str]:
    """Return what the parties with these keys were called on a date, by their written names."""
    names: dict[int, str] = {}
    for row in PartyName.objects.filter(party__in=set(keys)).order_by("pk"):
        if row.party_id not in names or row.period.covers(on) is Certainty.YES:
            names[row.party_id] = row.name
    return names


def names_of_holders(keys: Collection[int], *, on: date) -> dict[int, str]:
    """Return what those were called on a date who held then what these parties hold.

    That is the only heir of a party that was gone, else the party itself.
    """
    names = names_of(keys, on=on)
    if not Succession.objects.filter(parts__giver__in=set(keys)).exists():
        return names
    history = read_history(on)
    for party in Party.objects.filter(pk__in=set(keys)).prefetch_related("names"):
        heir = history.sole_heir(party)
        if heir is not None and heir.pk != party.pk:
            names[party.pk] = history.name(heir).name
    return names


def workplaces(text: str = "", *, on: date, limit: int = 50) -> list[PartyRef]:
    """Return organisations where somebody may work on a date, by name; `text` is part of a name.

    Each is named as on that date, also when an earlier or short name was found.
    """
    rows = Party.objects.exclude(kind=PartyKind.JOINT_NAME).prefetch_related("names")
    for word in text.split()[:8]:
        rows = rows.filter(
            Exists(
                PartyName.objects.filter(party=OuterRef("pk")).filter(
                    Q(name__icontains=word) | Q(short__icontains=word)
                )
            )
        )
    history = read_history(on)
    there = (row for row in rows if history.exists(row) is not Certainty.NO)
    return sorted((history.ref(row) for row in there), key=lambda ref: ref.name.casefold())[:limit]

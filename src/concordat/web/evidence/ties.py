"""What a work rests on and what uses it, as its page lists them."""

from dataclasses import dataclass

from concordat.evidence import queries as evidence
from concordat.evidence.words import Chain, WorkView
from concordat.parties.words import Actor

#: The most ties that the page of a work lists; its chain has all.
MOST = 20


@dataclass(frozen=True, slots=True)
class Tie:
    """One tie of a work: `how` is its role, and the recommendation or section, if known."""

    label: str
    title: str
    work: str  # public id of the other work, or "" when it is not held
    how: str


def ties_of(work: WorkView, *, by: Actor) -> list[Tie]:
    """Return what uses the work, then what it rests on, without those its page has as links."""
    found = evidence.chain(work.id, by=by, hops=1)
    if not isinstance(found, Chain):
        return []
    linked = {link.work for link in work.links if link.work}
    other = {each.key: each for each in found.works if each.key != work.id}
    ties = []
    for hop in found.hops:
        up = hop.lower == work.id
        end = other.get(hop.upper if up else hop.lower)
        if end is not None and end.key not in linked:
            how = ", ".join(
                each for each in (hop.role, hop.locator) if each not in ("", "rests on")
            )
            label = "Used by" if up else "Rests on"
            ties.append(Tie(label, end.title, end.key if end.held else "", how))
    return sorted(ties, key=lambda tie: tie.label, reverse=True)[:MOST]

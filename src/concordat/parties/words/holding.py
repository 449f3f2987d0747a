"""Who holds on a date what a party once took on."""

from dataclasses import dataclass

from concordat.parties.words.day import Certainty


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A party named on the page of something else."""

    slug: str
    name: str
    id: str = ""  # public id


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds something on a date. POSSIBLY when another may hold it instead."""

    party: PartyRef
    certainty: Certainty = Certainty.YES
    through: tuple[str, ...] = ()  # slugs of the successions that brought it there, in order


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds now what `party` once took on, and what somebody must decide first."""

    party: PartyRef
    holders: tuple[Holder, ...]
    decisions: tuple[str, ...] = ()  # whole sentences; empty when nothing is open

    @property
    def moved(self) -> bool:
        """Whether anybody but the party itself may hold it."""
        return any(holder.party.slug != self.party.slug for holder in self.holders)

    @property
    def certain(self) -> bool:
        """Whether somebody holds it for certain, and nothing is left to decide."""
        held = any(holder.certainty is Certainty.YES for holder in self.holders)
        return held and not self.decisions

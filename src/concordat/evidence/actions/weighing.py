"""What a work's standing is, of all that was said about it. Pure.

Statements are made of a work by a person or a reviewed list ("current on 1 May 2025");
the latest of them, by the date on which it was true, is the ground. Findings are what feeds
report: a retraction, a concern, a correction. The gravest of ground and findings stands,
in the order below: so a retraction is never hidden by a correction that came later, and
the order in which records arrive changes nothing. A person who states a standing has seen
the findings so far: those are cleared, later ones are not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from concordat.evidence.words import Standing

#: From the lightest to the gravest.
GRAVITY = (
    Standing.PUBLISHED,
    Standing.UNCHECKED,
    Standing.CURRENT,
    Standing.CORRECTED,
    Standing.CONCERN,
    Standing.REPLACED,
    Standing.WITHDRAWN,
    Standing.RETRACTED,
)


@dataclass(frozen=True, slots=True)
class Said:
    """One statement or finding. `seen` orders them as they arrived: later is higher."""

    standing: Standing
    seen: float
    on: str = ""  # ISO date or part of one
    source: str = ""
    note: str = ""
    stated: bool = False
    by_person: bool = False


NOTHING = Said(Standing.PUBLISHED, 0)


def weigh(said: Iterable[Said]) -> Said:
    """Return what decides the standing; `NOTHING` when nobody said anything."""
    everything = list(said)
    statements = [each for each in everything if each.stated]
    ground = max(statements, key=lambda each: (each.on, each.seen), default=NOTHING)
    cleared = max((each.seen for each in statements if each.by_person), default=-1.0)
    findings = [each for each in everything if not each.stated and each.seen > cleared]
    return max((ground, *findings), key=_gravity)


def _gravity(said: Said) -> tuple[int, str, float]:
    """Of equally grave ones the earliest known date decides, whichever came first."""
    return GRAVITY.index(said.standing), _inverted(said.on), -said.seen


def _inverted(on: str) -> str:
    """Return a text that sorts a known earlier date higher, and no date lowest."""
    return "".join(chr(0x7F - ord(sign)) for sign in on if sign.isascii())

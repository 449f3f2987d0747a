"""How is the index, and does it agree with the evidence?"""

from dataclasses import dataclass

from concordat.evidence.queries import inventory, latest_revision
from concordat.parties.words import OPERATOR
from concordat.search.queries.opened import content_problems, engine


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What the index holds. `behind` counts entries of the evidence log not yet in it."""

    generation: int
    revision: int  # the last entry of the evidence log that is in the index
    behind: int
    works: int
    entries: int  # with those that past generations keep
    segments: int
    size_in_bytes: int


def status() -> IndexStatus:
    """Return what the index holds and how far behind the evidence it is."""
    held = engine().status()
    return IndexStatus(
        generation=held.generation,
        revision=held.revision,
        behind=latest_revision() - held.revision,
        works=held.works,
        entries=held.entries,
        segments=held.segments,
        size_in_bytes=held.size,
    )


def check() -> list[str]:
    """Return what is wrong, a sentence each with what to do; empty when all agrees."""
    problems = [*engine().check(), *content_problems()]
    now = status()
    if now.behind > 0:
        problems.append(
            f"The index is {now.behind} changes behind the evidence. `concordat serve` catches"
            " up by itself; `concordat index build` builds it anew."
        )
    elif now.behind < 0:
        problems.append(
            f"The index has revision {now.revision}, which the evidence has not reached: it"
            " belongs to another database. Run `concordat index build`."
        )
    elif now.works != (works := inventory(by=OPERATOR).total):
        problems.append(
            f"The index holds {now.works} works and the evidence {works}."
            " Run `concordat index build`."
        )
    return problems

"""Turns a list of works into the bytes of a file, batch by batch."""

from collections.abc import Iterator, Sequence

from concordat.evidence import queries as evidence
from concordat.evidence.words import WorkView
from concordat.parties.words import Actor

BATCH = 200


def works_in_order(ids: Sequence[str], *, by: Actor) -> Iterator[WorkView]:
    """Yield the works that may be seen, in the order given, a few hundred at a time."""
    for at in range(0, len(ids), BATCH):
        batch = ids[at : at + BATCH]
        found = evidence.works_by_id(batch, by=by)
        yield from (found[work] for work in batch if work in found)

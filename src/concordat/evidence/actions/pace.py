"""How many records go into one transaction, so that others can write in between."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

#: Nobody shall wait longer than 200 ms for the write lock because of an ingest. Batches aim
#: at less than a third of that: a disk that stalls or a machine that is busy takes its part.
AIM = 0.06  # seconds
FIRST = 10
LARGEST = 250


@dataclass(slots=True)
class Pace:
    """The size of the next batch, from the time that records took so far.

    The dearest record lately seen decides, not the average: a run of records that only
    repeat what is there must not lead to a batch too large for new ones.
    """

    size: int = FIRST
    cost: float = 0.0  # seconds for a record
    longest: float = 0.0  # seconds that the lock was held

    @contextmanager
    def holding(self, count: int) -> Iterator[None]:
        """Measure a transaction of `count` records."""
        start = time.perf_counter()
        yield
        elapsed = time.perf_counter() - start
        self.longest = max(self.longest, elapsed)
        self.cost = max(elapsed / count, self.cost * 0.9)
        largest = min(LARGEST, self.size * 2)
        self.size = max(1, min(largest, int(AIM / self.cost)))

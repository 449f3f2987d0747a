"""How many records go into one transaction, so that others can write in between."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

#: Nobody shall wait longer than 200 ms for the write lock because of an ingest. Batches aim
#: at less than half of that: a disk that stalls or a machine that is busy takes its part.
AIM = 0.1  # seconds
FIRST = 50
SMALLEST = 25  # what every transaction costs anyhow is then still shared by a few records
LARGEST = 500


@dataclass(slots=True)
class Pace:
    """The size of the next batch, from the time that the last one took.

    It shrinks at once and grows slowly: what comes next may be dearer (records that merge,
    long abstracts) than what went before.
    """

    size: int = FIRST
    longest: float = 0.0  # seconds that the lock was held

    @contextmanager
    def holding(self, count: int) -> Iterator[None]:
        """Measure a transaction of `count` records."""
        start = time.perf_counter()
        yield
        self.learn(count, time.perf_counter() - start)

    def learn(self, count: int, seconds: float) -> None:
        """Choose the next size. A batch that was not full says nothing of larger ones."""
        self.longest = max(self.longest, seconds)
        if seconds > AIM:
            self.size = max(SMALLEST, int(count * max(AIM / seconds, 0.25)))
        elif count * 2 >= self.size:
            self.size = min(LARGEST, int(self.size * min(AIM / seconds, 1.25)) + 1)

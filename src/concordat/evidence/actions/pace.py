"""How many records go into one transaction, so that others can write in between."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

#: Nobody shall wait longer than 200 ms for the write lock because of an ingest. Batches aim
#: at a quarter of that: a disk that stalls or a machine that is busy takes its part.
AIM = 0.05  # seconds
FIRST = 50
HANDFUL = 25  # records that are placed between two looks at the clock
SMALLEST = 25  # what every transaction costs anyhow is then still shared by a few records
LARGEST = 500


@dataclass(slots=True)
class Hold:
    """The time for which the lock has been held, and the records taken meanwhile."""

    count: int = 0
    start: float = field(default_factory=time.perf_counter)

    def begin(self) -> None:
        """Say that the lock is held from now on: waiting for it is not holding it."""
        self.start = time.perf_counter()

    def seconds(self) -> float:
        """Return the time so far."""
        return time.perf_counter() - self.start

    def is_long(self) -> bool:
        """Return whether it is time to write what is in hand and let others in."""
        return self.seconds() > AIM / 3  # to write takes twice as long as to decide


@dataclass(slots=True)
class Pace:
    """The size of the next batch, from the time that the last one took.

    It shrinks at once and grows slowly: what comes next may be dearer (records that merge,
    long abstracts) than what went before.
    """

    size: int = FIRST
    longest: float = 0.0  # seconds that the lock was held

    @contextmanager
    def holding(self) -> Iterator[Hold]:
        """Measure a transaction; the hold is told how many records it took."""
        hold = Hold()
        yield hold
        if hold.count:
            self.learn(hold.count, hold.seconds())

    def learn(self, count: int, seconds: float) -> None:
        """Choose the next size. A batch that was not full says nothing of larger ones."""
        self.longest = max(self.longest, seconds)
        if seconds > AIM:
            self.size = max(SMALLEST, int(count * max(AIM / seconds, 0.25)))
        elif count * 2 >= self.size:
            self.size = min(LARGEST, int(self.size * min(AIM / seconds, 1.25)) + 1)

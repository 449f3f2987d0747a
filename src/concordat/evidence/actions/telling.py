"""How far is a file that is being taken in? Told in four steps that take about as long."""

from dataclasses import dataclass

from concordat.errands.words import Report

_STEPS = ("read", "compared with each other", "looked up among the works held here", "written down")
OFTEN = 500  # records between two tellings, where each of them costs little


def say_nothing(done: int, total: int, message: str = "") -> None:
    """Be the report of what nobody waits for."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells a report how many records have come through the step that a file is in.

    Whoever called the work off learns it here: what `report` raises is let through.
    """

    report: Report = say_nothing

    def read(self, count: int) -> None:
        """Say how many are read: nobody knows yet how many there are."""
        if count % OFTEN == 0:
            self.report(0, 0, f"Step 1 of 4: {count:,} records are read.")

    def compared(self, count: int, total: int) -> None:
        self._tell(2, count, total)

    def looked_up(self, count: int, total: int) -> None:
        self._tell(3, count, total)

    def written(self, count: int, total: int) -> None:
        self._tell(4, count, total)

    def _tell(self, step: int, count: int, total: int) -> None:
        done = (step - 1) * total + count
        words = f"Step {step} of 4: {count:,} of {total:,} records are {_STEPS[step - 1]}."
        self.report(done, len(_STEPS) * total, words)

"""The words of errands that may cross a wall."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class State(StrEnum):
    """Where an errand stands. The last three are ends."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ErrandView:
    """An errand as its page shows it. `done` of `total` steps; total 0 is not known yet."""

    id: str
    kind: str
    title: str
    asked_by: str  # public id of the person, or "" for the clock and the operator
    state: State
    done: int
    total: int
    message: str  # what it is doing, or why it failed, in a whole sentence
    result: dict[str, Any]
    asked_at: datetime
    ended_at: datetime | None

    @property
    def over(self) -> bool:
        """Return whether nothing more will happen."""
        return self.state in (State.DONE, State.FAILED, State.CANCELLED)


class Report(Protocol):
    """Tells how far an errand is. Raises `Cancelled` when somebody has called it off."""

    def __call__(self, done: int, total: int, message: str = "") -> None: ...


class Cancelled(Exception):
    """Somebody called the errand off; let it through, so that nothing half-done is kept."""


class Refused(Exception):
    """The errand cannot be done, for the reason that the message gives to its asker."""

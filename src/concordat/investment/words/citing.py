"""A scenario as somebody cites it: which one, never its figures. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CitedScenario:
    """A scenario's name, day and hash. `name` is empty for who may not see the scenario."""

    id: str
    name: str
    made_on: date
    sha256: str  # empty until it is solved

"""What one field says for or against two records being one work."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """How many points, and why, in words. No points: the field says nothing."""

    points: float
    says: str


SILENT = Point(0, "")

"""Complaints about one report, counted, with the first positions of each kind kept."""

from collections import Counter
from collections.abc import Iterator

from concordat.investment.words import FAILING, LEVELS, Complaint, Level

#: A report may be wrong in every one of a million rows; the first so many of each kind are
#: kept, all are counted.
KEPT_OF_A_KIND = 100
LONGEST_VALUE = 80


class UnreadableError(Exception):
    """The report cannot be read on; carries the fatal complaint's parts."""

    def __init__(self, code: str, message: str, position: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.position = code, message, position


def shown(value: object) -> str:
    """Return a value quoted for a message: short, on one line, printable anywhere."""
    text = value if isinstance(value, str) else repr(value)
    if len(text) > LONGEST_VALUE:
        text = text[: LONGEST_VALUE - 1] + "…"
    text = "".join(mark if mark.isprintable() else f"\\x{ord(mark):02x}" for mark in text)
    return f"'{text}'"


class Complaints:
    """What is wrong with one report. Iterates from the worst level to the mildest."""

    def __init__(self) -> None:
        self._kept: list[Complaint] = []
        self._counts: Counter[tuple[Level, str]] = Counter()

    def add(self, level: Level, code: str, message: str, position: str = "") -> None:
        """Note a complaint; beyond the first hundred of a kind it is only counted."""
        kind = (level, code)
        self._counts[kind] += 1
        if self._counts[kind] <= KEPT_OF_A_KIND:
            self._kept.append(Complaint(level, code, message, position))

    def fatal(self, code: str, message: str, position: str = "") -> None:
        self.add(Level.FATAL, code, message, position)

    def critical(self, code: str, message: str, position: str = "") -> None:
        self.add(Level.CRITICAL, code, message, position)

    def error(self, code: str, message: str, position: str = "") -> None:
        self.add(Level.ERROR, code, message, position)

    def warning(self, code: str, message: str, position: str = "") -> None:
        self.add(Level.WARNING, code, message, position)

    def notice(self, code: str, message: str, position: str = "") -> None:
        self.add(Level.NOTICE, code, message, position)

    def __iter__(self) -> Iterator[Complaint]:
        return iter(sorted(self._kept, key=lambda complaint: LEVELS.index(complaint.level)))

    def __len__(self) -> int:
        return sum(self._counts.values())

    def count(self, level: Level) -> int:
        """Return how many complaints of a level there are, also those not kept."""
        return sum(number for (found, _), number in self._counts.items() if found is level)

    def kinds(self) -> dict[tuple[Level, str], int]:
        """Return how often each kind of complaint was made."""
        return dict(self._counts)

    @property
    def passes(self) -> bool:
        """Whether nothing is worse than a warning."""
        return not any(level in FAILING for level, _ in self._counts)

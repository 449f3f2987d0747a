"""Counting what comes of an ingest, with the complaints that a person must read."""

from dataclasses import dataclass, field

from concordat.evidence.words import IngestReport

#: More complaints than this are counted but not listed.
LISTED = 100


@dataclass(slots=True)
class Tally:
    """Counts while records pass by. Problems are listed before warnings."""

    found: int = 0
    taken: int = 0
    merged: int = 0
    unchanged: int = 0
    set_aside: int = 0
    contradictions: int = 0
    files: int = 0
    unread: int = 0
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def complain(self, *where_and_what: str) -> None:
        """List what went wrong: file, place, reason."""
        if len(self.problems) < LISTED:
            self.problems.append(": ".join(part for part in where_and_what if part))

    def warn(self, *where_and_what: str) -> None:
        """List what was mended."""
        if len(self.warnings) < LISTED:
            self.warnings.append(": ".join(part for part in where_and_what if part))

    def report(self) -> IngestReport:
        """Return the counts so far."""
        return IngestReport(
            found=self.found,
            taken=self.taken,
            merged=self.merged,
            unchanged=self.unchanged,
            set_aside=self.set_aside,
            contradictions=self.contradictions,
            files=self.files,
            unread=self.unread,
            complaints=tuple((self.problems + self.warnings)[:LISTED]),
        )

"""What came of loading files, and the record of every deed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What came of loading files: rows made, altered, as they were, or taken out.

    `complaints` say what is wrong and was left out. `notes` say what the files leave open:
    everything in them was loaded.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    files: int = 0
    complaints: tuple[str, ...] = ()  # "file: table: what is wrong and what to do"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One deed as the record shows it. Empty `changed` with `erased`: taken out by law."""

    number: int
    at: str  # ISO date and time, UTC
    by: str
    deed: str
    about: str
    changed: str  # JSON
    erased: bool = False


@dataclass(frozen=True, slots=True)
class AuditFault:
    number: int  # the row at which it shows
    reason: str  # a whole sentence


@dataclass(frozen=True, slots=True)
class AuditCheck:
    """What a check of the record found. `notes` are worth knowing and no fault."""

    rows: int
    faults: tuple[AuditFault, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        return not self.faults

"""Can this usage report, can this list of holdings be believed?"""

from pathlib import Path

from concordat.investment.formats.counter.reading import read
from concordat.investment.formats.kbart.reading import read_kbart
from concordat.investment.words import LEVELS, HoldingsReport, UsageCheck


def check_usage(path: Path) -> UsageCheck:
    """Read a COUNTER report to its end and return everything wrong with it.

    Raises OSError only; whatever is in the file becomes a complaint.
    """
    with path.open("rb") as stream:
        reading = read(stream, path.name)
        facts = sum(1 for _ in reading.facts)
    found, header = reading.complaints, reading.header
    return UsageCheck(
        file=str(path),
        passes=found.passes,
        facts=facts,
        counts={level: found.count(level) for level in LEVELS},
        complaints=tuple(found),
        release=header.release if header else "",
        report=header.report_id if header else "",
        institution=header.institution if header else "",
        begins_on=header.begins_on if header else "",
        ends_on=header.ends_on if header else "",
    )


def check_holdings(path: Path) -> HoldingsReport:
    """Read a KBART file and return how many rows can be used and everything wrong with it."""
    reading = read_kbart(path.read_bytes())
    return HoldingsReport("", len(reading.rows), False, reading.set_aside, reading.complaints)

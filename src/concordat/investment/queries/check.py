"""Can this usage report, can this list of holdings be believed?"""

from collections.abc import Callable
from pathlib import Path

from concordat.investment.formats.counter.header import Header
from concordat.investment.formats.counter.reading import read
from concordat.investment.formats.kbart.reading import read_kbart
from concordat.investment.words import LEVELS, HoldingsReport, UsageCheck, UsageFact


def check_usage(path: Path) -> UsageCheck:
    """Read a COUNTER report to its end and return everything wrong with it.

    Raises OSError only; whatever is in the file becomes a complaint.
    """
    return read_usage(path, lambda _: None)[0]


def read_usage(path: Path, take: Callable[[UsageFact], None]) -> tuple[UsageCheck, Header | None]:
    """Read a COUNTER report to its end, hand over each fact, and say what is wrong with it."""
    facts = 0
    with path.open("rb") as stream:
        reading = read(stream, path.name)
        for fact in reading.facts:
            facts += 1
            take(fact)
    found, header = reading.complaints, reading.header
    check = UsageCheck(
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
    return check, header


def check_holdings(path: Path) -> HoldingsReport:
    """Read a KBART file and return how many rows can be used and everything wrong with it."""
    reading = read_kbart(path.read_bytes())
    return HoldingsReport("", len(reading.rows), False, reading.set_aside, reading.complaints)

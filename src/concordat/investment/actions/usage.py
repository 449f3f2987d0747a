"""Load a usage report into the store: what it says of each of its months, and its counts."""

from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from concordat.investment.actions.rights import require_librarian
from concordat.investment.formats.counter.header import Header
from concordat.investment.measures.items import item_key
from concordat.investment.queries.check import read_usage
from concordat.investment.usage.opened import store
from concordat.investment.words import MonthKnown, MonthState, UsageFact, UsageLoad, UseCount
from concordat.parties import queries as parties
from concordat.parties.actions import note
from concordat.parties.words import Actor

_NO_USAGE, _NOT_READY, _GONE, _PARTIAL = 3030, 3031, 3032, 3040


class UnknownOrganisationError(Exception):
    """There is no such organisation; the message says what to do."""


def load_usage(*, file: Path, organisation: str, platform: str, by: Actor) -> UsageLoad:
    """Put a COUNTER report in place of what was known of its months.

    A report with anything worse than a warning is not taken, and changes nothing. `platform`
    is a slug of our own: providers write theirs in many ways. Raises OSError,
    UnknownOrganisationError and NotAllowedError.
    """
    require_librarian(by)
    if not parties.keys_of([organisation]):
        raise UnknownOrganisationError(
            f"There is no organisation {organisation}. `concordat parties list` shows their slugs."
        )
    with transaction.atomic():
        loaded, known, counts = read_report(file, organisation, platform)
        if known:
            changed = {"file": file.name, "report": known[0].report, "figures": len(counts)}
            about = f"usage:{organisation}/{platform}"
            note(by=by, deed="load usage", about=about, changed=changed)
            store().restate(known=known, counts=counts)  # last: it cannot be undone
    return loaded


def read_report(
    file: Path, organisation: str, platform: str
) -> tuple[UsageLoad, list[MonthKnown], list[UseCount]]:
    """Return what a report says, for the store; no months where it does not pass."""
    facts: list[UsageFact] = []
    check, header = read_usage(file, facts.append)
    if header is None or not check.passes:
        return UsageLoad(check, 0), [], []
    facts = [fact for fact in facts if fact.month]
    states = month_states(header, {fact.month for fact in facts})
    known = [
        MonthKnown(organisation, platform, header.report_id, month, state)
        for month, state in states.items()
    ]
    counts = list(_added(facts, header, organisation, platform))
    return UsageLoad(check, len(counts), states), known, counts


def month_states(header: Header, with_figures: set[str]) -> dict[str, MonthState]:
    """Return what the report says of each of its months. COUNTER 5.1, appendix D.

    A month without figures is zero only where nothing says otherwise: providers leave out
    what is zero.
    """
    told = {one.code for one in header.exceptions}
    return {month: _state(told, month in with_figures) for month in header.months}


def _state(told: set[int | None], has_figures: bool) -> MonthState:
    if has_figures:
        return MonthState.PARTIAL if _PARTIAL in told else MonthState.FIGURES
    if _NOT_READY in told:
        return MonthState.NOT_READY
    if _GONE in told:
        return MonthState.GONE
    return MonthState.PARTIAL if _PARTIAL in told else MonthState.ZERO


def _added(
    facts: list[UsageFact], header: Header, organisation: str, platform: str
) -> Iterator[UseCount]:
    """Yield a count for each item, metric and month: years of publication are added up."""
    sums: dict[tuple[str, str, str, str, str], int] = {}
    names: dict[str, str] = {}
    for fact in facts:
        key = item_key(platform, fact.item.name, fact.item.identifiers)
        names.setdefault(key, fact.item.name)
        data_type = fact.item.data_type or _type_of(header.report_id)
        place = (key, data_type, fact.item.access_type, fact.metric, fact.month)
        sums[place] = sums.get(place, 0) + fact.number
    for (key, data_type, access, metric, month), number in sums.items():
        yield UseCount(
            organisation,
            platform,
            header.report_id,
            header.release,
            key,
            names[key],
            data_type,
            access,
            metric,
            month,
            number,
        )


def _type_of(report: str) -> str:
    """Return the data type of standard views, which have no column for it."""
    if report.startswith("TR_B"):
        return "Book"
    return "Database" if report.startswith("DR") else "Journal"

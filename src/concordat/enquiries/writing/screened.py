"""The part of a report that tells how records were matched and screened, with its picture."""

from collections.abc import Sequence

from concordat.enquiries.words import Screening
from concordat.enquiries.writing.tally import Tally
from concordat.evidence.words import Flow
from concordat.paper import flow as drawing
from concordat.paper.flow import Box, Step
from concordat.paper.tree import Block, Heading, Paragraph, Picture, Table

_HOW = "by identifiers, titles, first authors, years, journals, volumes and pages"


def flow_picture(tally: Tally) -> Picture:
    """Return the flow diagram of PRISMA 2020."""
    svg = drawing.flow(_steps(tally), title="Flow of records")
    told = "; ".join(f"{name.lower()}: {count}" for name, count in flow_rows(tally))
    return Picture(svg, f"Flow of records. {told}.", "Flow of records (PRISMA 2020)")


def flow_rows(tally: Tally) -> tuple[tuple[str, str], ...]:
    """Return the numbers of the picture, for the table beside it."""
    flow = tally.flow
    rows = [("Records identified", tally.identified)]
    rows += [(f"from {name}", count) for name, count in tally.by_database]
    rows += [("Not taken in from other databases", tally.not_taken)] if tally.not_taken else []
    rows += [("Copies taken out", tally.copies), ("Works screened", _screened(tally))]
    rows += [("of the works, held here already", flow.known)]
    rows += [("Still to be screened", flow.waiting)] if flow.waiting else []
    rows += [("In conflict", flow.conflicts)] if flow.conflicts else []
    rows += [("Excluded", tally.excluded)]
    rows += [(f"because: {reason}", count) for reason, count in _reasons(tally)]
    rows += [("Included", tally.included)]
    rows += [(name, count) for name, count in _ways(tally)]
    return tuple((name, f"{count:,}") for name, count in rows)


def screened(screenings: Sequence[Screening], tally: Tally) -> list[Block]:
    """Return how it was screened, with the numbers of the report."""
    if not any(each.flow.identified for each in screenings):
        return []
    blocks: list[Block] = [Heading("How it was screened"), Paragraph(_who(screenings))]
    lines = _left(tally.flow), _own(tally), _differing(tally), _unknown(screenings, tally)
    blocks += [Paragraph(line) for line in lines if line]
    numbers = Table(
        "The numbers of the picture",
        ("What", "Number"),
        flow_rows(tally),
        frozenset({1}),
        folded=True,
    )
    return [*blocks, flow_picture(tally), numbers]


def together(screenings: Sequence[Screening]) -> Flow:
    """Return the numbers of all collections of a request."""
    return sum((each.flow for each in screenings), Flow())


def deduplication(screenings: Sequence[Screening], tally: Tally) -> str:
    """Return how copies were found: item 16 of PRISMA-S. "" where no file was taken in."""
    flow = tally.flow
    if not flow.identified:
        return ""
    came = ", ".join(f"{name} {count:,}" for name, count in tally.by_database)
    tools = {each.matched_by for one in screenings for each in one.deposits if each.matched_by}
    tool = " and ".join(sorted(tools)) or "Concordat, whose version was not recorded,"
    left_out = f" {tally.not_taken:,} of them were not taken in." if tally.not_taken else ""
    apart = (
        f" {flow.apart:,} that it had grouped were taken apart again by a person."
        if flow.apart
        else ""
    )
    merged = "1 as a copy" if tally.copies == 1 else f"{tally.copies:,} as copies"
    left = "1 work was" if tally.looked_at == 1 else f"{tally.looked_at:,} works were"
    return (
        f"{tally.identified:,} records were identified ({came}).{left_out} {tool} compared the "
        f"records {_HOW}, and merged {merged} of another.{apart} {left} left."
    )


def _who(screenings: Sequence[Screening]) -> str:
    people = {each.screeners for each in screenings if each.flow.identified}
    if people == {1}:
        return "One person screened each work."
    said = "Two people screened each work, neither seeing what the other said until both had."
    return said if people == {2} else f"{said} In a part of the collections it was one person."


def _left(flow: Flow) -> str:
    left = [
        f"{count:,} {what}"
        for count, what in (
            (flow.waiting, "still to be screened"),
            (flow.conflicts, "in conflict"),
        )
        if count
    ]
    return f"The screening is not finished: {' and '.join(left)}." if left else ""


def _own(tally: Tally) -> str:
    """Say what became of the works that only the search here found."""
    if not tally.own:
        return ""
    found = "1 work was" if tally.own == 1 else f"{tally.own:,} works were"
    return (
        f"{found} found by the search here alone, and not screened with the records of the "
        f"files; {tally.picked:,} of them {'is' if tally.picked == 1 else 'are'} in the report."
    )


def _differing(tally: Tally) -> str:
    """Say where databases found more than was taken in from them."""
    if not tally.not_taken:
        return ""
    taken = {name.casefold(): count for name, count in tally.flow.by_database}
    told = [
        f"{name} found {count:,}, and {taken.get(name.casefold(), 0):,} were taken in"
        for name, count in tally.elsewhere
        if taken.get(name.casefold(), 0) != count
    ]
    return f"{'; '.join(told)}." if told else ""


def _unknown(screenings: Sequence[Screening], tally: Tally) -> str:
    """Say what cannot be counted any more."""
    if not (tally.here and any(each.expired for each in screenings)):
        return ""
    return (
        "Records of the files are deleted: which of them the search here found too is not known "
        "any more, so those are counted twice."
    )


def _screened(tally: Tally) -> int:
    return tally.looked_at - tally.flow.waiting


def _reasons(tally: Tally) -> tuple[tuple[str, int], ...]:
    own = (("found here and not chosen", tally.passed_over),) if tally.passed_over else ()
    return (*tally.flow.reasons, *own)


def _ways(tally: Tally) -> tuple[tuple[str, int], ...]:
    """Return by which way works came into the report, where it was not screening alone."""
    if not (tally.picked or tally.by_hand):
        return ()
    rows = (
        ("by screening", tally.flow.included),
        ("chosen from the search here", tally.picked),
        ("put in by hand", tally.by_hand),
    )
    return tuple((name, count) for name, count in rows if count)


def _steps(tally: Tally) -> list[Step]:
    flow = tally.flow
    bases = tuple(f"{name}: {count:,}" for name, count in tally.by_database)
    out = [f"not taken in from other databases: {tally.not_taken:,}"] if tally.not_taken else []
    left = [f"held here already: {flow.known:,}"] if flow.known else []
    left += [f"still to be screened: {flow.waiting:,}"] if flow.waiting else []
    left += [f"in conflict: {flow.conflicts:,}"] if flow.conflicts else []
    reasons = tuple(f"{reason}: {count:,}" for reason, count in _reasons(tally))
    end = tuple(f"{name}: {count:,}" for name, count in _ways(tally))
    return [
        Step(
            Box(f"Records identified: {tally.identified:,}", bases),
            Box("Removed before screening", (*out, f"copies: {tally.copies:,}")),
        ),
        Step(
            Box(f"Works to screen: {tally.looked_at:,}", tuple(left)),
            Box(f"Excluded: {tally.excluded:,}", reasons),
        ),
        Step(Box(f"Included: {tally.included:,}", end)),
    ]

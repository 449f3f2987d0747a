"""The part of a report that tells how records were matched and screened, with its picture."""

from collections.abc import Sequence

from concordat.enquiries.words import Screening
from concordat.evidence.words import Flow
from concordat.paper import flow as drawing
from concordat.paper.flow import Box, Step
from concordat.paper.tree import Block, Heading, Paragraph, Picture, Table

_HOW = "by identifiers, titles, first authors, years, journals, volumes and pages"


def flow_picture(flow: Flow, *, chosen: int = 0) -> Picture:
    """Return the flow diagram of PRISMA 2020; `chosen` works were put in beside it."""
    svg = drawing.flow(_steps(flow, chosen), title="Flow of records")
    told = "; ".join(f"{name.lower()}: {count}" for name, count in flow_rows(flow, chosen=chosen))
    return Picture(svg, f"Flow of records. {told}.", "Flow of records (PRISMA 2020)")


def flow_rows(flow: Flow, *, chosen: int = 0) -> tuple[tuple[str, str], ...]:
    """Return the numbers of the picture, for the table beside it."""
    rows = [("Records identified", flow.identified)]
    rows += [(f"from {name}", count) for name, count in flow.by_database]
    rows += [("Copies taken out", flow.copies), ("Works screened", _screened(flow))]
    rows += [("of the works, held here already", flow.known)]
    rows += [("Still to be screened", flow.waiting)] if flow.waiting else []
    rows += [("In conflict", flow.conflicts)] if flow.conflicts else []
    rows += [("Excluded", flow.excluded)]
    rows += [(f"because: {reason}", count) for reason, count in flow.reasons]
    rows += [("Included", flow.included)]
    rows += [("Chosen beside the screening", chosen)] if chosen else []
    return tuple((name, f"{count:,}") for name, count in rows)


def screened(
    screenings: Sequence[Screening], *, chosen: int, reported: dict[str, int]
) -> list[Block]:
    """Return how it was screened; `reported` are the counts that databases gave, by name."""
    if not any(each.flow.identified for each in screenings):
        return []
    flow = together(screenings)
    blocks: list[Block] = [Heading("How it was screened"), Paragraph(_who(screenings))]
    blocks += [Paragraph(line) for line in (_left(flow), _differing(flow, reported)) if line]
    blocks.append(flow_picture(flow, chosen=chosen))
    rows = flow_rows(flow, chosen=chosen)
    return [*blocks, Table("The numbers of the picture", ("What", "Number"), rows, frozenset({1}))]


def together(screenings: Sequence[Screening]) -> Flow:
    """Return the numbers of all collections of a request."""
    return sum((each.flow for each in screenings), Flow())


def deduplication(screenings: Sequence[Screening]) -> str:
    """Return how copies were found: item 16 of PRISMA-S. "" where no file was taken in."""
    flow = together(screenings)
    if not flow.identified:
        return ""
    came = ", ".join(f"{name} {count:,}" for name, count in flow.by_database)
    tools = {each.matched_by for one in screenings for each in one.deposits if each.matched_by}
    tool = " and ".join(sorted(tools)) or "Concordat, whose version was not recorded,"
    apart = (
        f" {flow.apart:,} that it had grouped were taken apart again by a person."
        if flow.apart
        else ""
    )
    left = flow.identified - flow.copies
    return (
        f"{flow.identified:,} records went in ({came}). {tool} compared them {_HOW}, and merged "
        f"{flow.copies:,} as copies of another.{apart} {left:,} works were left."
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


def _differing(flow: Flow, reported: dict[str, int]) -> str:
    """Say where a database found another number than was taken in from it."""
    taken = {name.casefold(): (name, count) for name, count in flow.by_database}
    told = [
        f"{name} found {count:,}, and {taken[name.casefold()][1]:,} were taken in"
        for name, count in sorted(reported.items())
        if name.casefold() in taken and taken[name.casefold()][1] != count
    ]
    return f"{'; '.join(told)}." if told else ""


def _screened(flow: Flow) -> int:
    return flow.to_screen - flow.waiting


def _steps(flow: Flow, chosen: int) -> list[Step]:
    bases = tuple(f"{name}: {count:,}" for name, count in flow.by_database)
    reasons = tuple(f"{reason}: {count:,}" for reason, count in flow.reasons)
    left = [f"held here already: {flow.known:,}"] if flow.known else []
    left += [f"still to be screened: {flow.waiting:,}"] if flow.waiting else []
    left += [f"in conflict: {flow.conflicts:,}"] if flow.conflicts else []
    end = (f"chosen beside the screening: {chosen:,}",) if chosen else ()
    return [
        Step(
            Box(f"Records identified: {flow.identified:,}", bases),
            Box("Removed before screening", (f"copies: {flow.copies:,}",)),
        ),
        Step(
            Box(f"Works to screen: {flow.to_screen:,}", tuple(left)),
            Box(f"Excluded: {flow.excluded:,}", reasons),
        ),
        Step(Box(f"Included: {flow.included:,}", end)),
    ]

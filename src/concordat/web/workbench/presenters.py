"""What the pages of the workbench show. Pure: text in, text out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from concordat.evidence.words import WorkView
from concordat.search.words import Comparison, Counted, CountedLine, RunView, Translation
from concordat.web.evidence.presenters import byline
from concordat.web.evidence.standing import Tag, standing_tag
from concordat.web.search.wording import number, of

#: Works of a list that are shown; the rest are counted.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str
    count: str  # "" when it was not counted
    was: str  # the count shown last, when it was another
    recounted: bool  # an edited line, or one that names it
    error: str
    marked: tuple[str, str, str]
    takes_in: tuple[tuple[str, str, str], ...]  # heading, how many more, which


@dataclass(frozen=True, slots=True)
class Page:
    heading: str
    read_as: str
    mended: tuple[str, ...]
    lines: tuple[Line, ...]
    errors: tuple[str, ...]
    before: str  # what the next look compares with
    edition: bool


@dataclass(frozen=True, slots=True)
class WorkLine:
    id: str
    title: str
    byline: str
    standing: Tag | None


def present_counted(
    counted: Counted, before: Mapping[str, int], *, edited: int = 0, day: str
) -> Page:
    """Return the counted strategy; `edited` is the number of the line just changed."""
    again = {edited} if edited else set()
    for line in counted.lines:
        if line.number == edited:
            again |= set(line.dependants)
    return Page(
        heading=_heading(counted, day),
        read_as=counted.dialect if counted.dialect != "neutral" else "",
        mended=counted.mended,
        lines=tuple(_line(line, before, line.number in again) for line in counted.lines),
        errors=tuple(
            f"Line {line.number}: {line.error}"
            for line in counted.lines
            if line.marked != ("", "", "")
        ),
        before=json.dumps(
            {str(line.number): line.count for line in counted.lines if line.count is not None}
        ),
        edition=bool(counted.edition),
    )


def _heading(counted: Counted, day: str) -> str:
    if counted.total is None:
        return "The last line could not be counted"
    return f"{of(counted.total, 'work')} found on {day}"


def _line(line: CountedLine, before: Mapping[str, int], recounted: bool) -> Line:
    was = before.get(str(line.number))
    return Line(
        number=line.number,
        text=line.text,
        count="" if line.count is None else number(line.count),
        was=number(was) if was is not None and line.count not in (None, was) else "",
        recounted=recounted and line.count is not None,
        error=line.error,
        marked=line.marked,
        takes_in=tuple(
            (name, of(len(narrower), "narrower heading"), "; ".join(narrower))
            for name, narrower in line.takes_in
            if narrower
        ),
    )


@dataclass(frozen=True, slots=True)
class NotSaidLine:
    lines: str
    parts: str
    reason: str
    instead: str


@dataclass(frozen=True, slots=True)
class TranslationView:
    dialect: str
    text: str
    rows: int
    not_said: tuple[NotSaidLine, ...]


def present_translation(found: Translation) -> TranslationView:
    """Return a translation, with a few of the parts that each reason is about."""
    return TranslationView(
        dialect=found.dialect,
        text=found.text,
        rows=min(20, max(3, found.text.count("\n") + 2)),
        not_said=tuple(
            NotSaidLine(
                lines=_numbers(each.lines),
                parts="; ".join(each.parts[:4]) + ("; …" if len(each.parts) > 4 else ""),
                reason=each.reason,
                instead=each.instead,
            )
            for each in found.not_said
        ),
    )


def _numbers(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:12]))
    return f"{shown} and {len(lines) - 12} more" if len(lines) > 12 else shown


def present_works(ids: Sequence[str], works: Mapping[str, WorkView]) -> tuple[WorkLine, ...]:
    """Return the works of a list that may be seen, in its order."""
    return tuple(
        WorkLine(
            id=id_,
            title=works[id_].title,
            byline=byline(works[id_]),
            standing=standing_tag(works[id_].standing),
        )
        for id_ in ids
        if id_ in works
    )


@dataclass(frozen=True, slots=True)
class RunLine:
    number: int
    text: str
    then: str
    again: str
    today: str
    differs: bool


@dataclass(frozen=True, slots=True)
class RunPage:
    verdict: str
    good: bool
    lines: tuple[RunLine, ...]
    lists: tuple[tuple[str, str, int, tuple[WorkLine, ...]], ...]  # title, hint, how many, works
    withheld: str


def present_run(found: Comparison, works: Mapping[str, WorkView]) -> RunPage:
    """Return a run beside the same as at its date, and beside today."""
    return RunPage(
        verdict=_verdict(found),
        good=found.identical,
        lines=tuple(
            RunLine(
                number=line,
                text=text,
                then=number(then),
                again=number(found.again[at]) if found.again else "not kept",
                today=number(found.today[at]) if at < len(found.today) else "",
                differs=at < len(found.today) and found.today[at] != then,
            )
            for at, (line, text, then) in enumerate(found.run.lines)
        ),
        lists=tuple(
            (title, hint, len(ids), present_works(ids[:SHOWN], works))
            for title, hint, ids in _lists(found)
        ),
        withheld=of(found.withheld, "work") if found.withheld else "",
    )


def listed_ids(found: Comparison) -> list[str]:
    """Return the works that the page of a run shows."""
    return [id_ for _, _, ids in _lists(found) for id_ in ids[:SHOWN]]


def _lists(found: Comparison) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return (
        ("Retracted, withdrawn or replaced since", "Look at these first.", found.fallen),
        ("New", "Found today, not found then.", found.new),
        ("Removed", "Found then, not found today.", found.removed),
        ("Changed", "Found then and today; their records changed.", found.changed),
    )


def _verdict(found: Comparison) -> str:
    if found.again is None:
        return (
            "The index does not keep that day. Whoever runs this copy brings it back with"
            " “concordat index build”. The counts and works of that day are kept, and compared"
            " with today."
        )
    if found.identical:
        return "Run again as at its date, every line gives the same count."
    return (
        "Run again as at its date, some counts differ: you may see other works than"
        f" {found.run.ran_by}, or a work was taken down."
    )


@dataclass(frozen=True, slots=True)
class RunRow:
    id: str
    day: str
    who: str
    total: str


def present_runs(runs: Sequence[RunView]) -> tuple[RunRow, ...]:
    """Return the runs of a strategy for its table."""
    return tuple(RunRow(run.id, _day(run), run.ran_by, number(run.total)) for run in runs)


def _day(run: RunView) -> str:
    return f"{run.ran_at.day} {run.ran_at:%B %Y, %H:%M}"

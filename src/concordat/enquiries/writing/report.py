"""The report as a paper: what was asked, how it was searched, what was found.

PRISMA-S (Rethlefsen and others, Systematic Reviews 2021, 10:39) asks sixteen things of a
search. What the log says is written from the log; what only a person knows is what they wrote,
or stands as not reported. Nothing is made up.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from concordat.enquiries.words import ITEMS, Asked, Item, ReportFacts, ReportGiven, Screening
from concordat.enquiries.writing.found import found, listed, warnings
from concordat.enquiries.writing.screened import deduplication, screened, together
from concordat.enquiries.writing.tally import Tally, count
from concordat.evidence.words import DepositView, Identifier, Standing, WorkView
from concordat.paper.tree import (
    Block,
    Facts,
    Heading,
    Inline,
    Paper,
    Paragraph,
    Table,
    Verbatim,
)
from concordat.search.words import RunView, StrategyView

HERE = "This library of evidence (Concordat)"


@dataclass(frozen=True, slots=True)
class Log:
    """What is recorded of the searching."""

    strategies: tuple[StrategyView, ...] = ()
    searcher: str = ""
    screenings: tuple[Screening, ...] = ()
    found_here: tuple[tuple[int, tuple[str, ...]], ...] = ()  # of the latest runs, with works
    taken_in: frozenset[str] = frozenset()  # works that records of the collections are

    @property
    def latest(self) -> tuple[tuple[StrategyView, RunView], ...]:
        """The last run of each strategy."""
        return tuple((each, each.runs[0]) for each in self.strategies if each.runs)

    @property
    def reported(self) -> dict[str, int]:
        """What each database elsewhere found, as it was reported."""
        counts: Counter[str] = Counter()
        for strategy in self.strategies:
            for each in strategy.elsewhere:
                counts[each.database] += each.count
        return dict(counts)

    @property
    def only_taken_in(self) -> tuple[DepositView, ...]:
        """The files of databases of which no search is reported with a strategy here."""
        known = {name.casefold() for name in self.reported}
        files = (each for one in self.screenings for each in one.deposits)
        return tuple(each for each in files if each.database.casefold() not in known)

    def tally(self, beside: Sequence[str] = ()) -> Tally:
        """Return the numbers; `beside` are works in the report that no screening included."""
        return count(
            together(self.screenings),
            here=HERE,
            found_here=self.found_here,
            reported=tuple(self.reported.items()),
            taken_in=self.taken_in,
            beside=beside,
        )


def write(
    asked: Asked,
    given: ReportGiven,
    log: Log,
    works: Mapping[str, WorkView],
    facts: ReportFacts,
    *,
    library: str,
    today: date,
    fallen: Mapping[Identifier, Standing] | None = None,
) -> Paper:
    """Return the report of a request as on a day; `fallen`: how what is not held here stands."""
    shown = listed(given.works, log.screenings, works)
    beside = [line.key for line in shown if not line.verdict]
    blocks: list[Block] = [Facts(_question(asked, log, library, today))]
    blocks += warnings(shown, fallen)
    blocks += [Heading("Answer in short"), *_lines(given.summary)]
    blocks += found(shown, facts)
    blocks += [Heading("How it was searched"), *_searched(log)]
    blocks += screened(log.screenings, log.tally(beside))
    blocks += [Heading("Reporting of the search (PRISMA-S)"), _prisma(given, log)]
    blocks.append(
        Paragraph(
            "Items that the record of searches answers are written from that record. The others "
            "are what the searcher wrote; “not reported” means that nothing was written."
        )
    )
    return Paper(
        title=asked.question,
        subtitle="Evidence search report",
        blocks=tuple(blocks),
        footer=f"{library or 'Library'}, {plain_day(today)}. "
        "Not an appraisal: read the works before you decide.",
    )


def _question(asked: Asked, log: Log, library: str, today: date) -> tuple[tuple[str, Inline], ...]:
    decision = plain_time(asked.decision_at) if asked.decision_at else ""
    pairs = (
        ("Question", asked.question),
        ("Purpose", asked.purpose.value.capitalize()),
        ("Population", asked.population),
        ("Intervention", asked.intervention),
        ("Comparison", asked.comparison),
        ("Outcome", asked.outcome),
        ("Dates of publication", asked.years),
        ("Languages", asked.languages),
        ("Not wanted", asked.unwanted),
        ("Known already", asked.known),
        ("Needed by", decision),
        ("Searched by", ", ".join(part for part in (log.searcher, library) if part)),
        ("Reported on", plain_day(today)),
    )
    return tuple((name, value) for name, value in pairs if value)


def _lines(text: str) -> list[Block]:
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    return [Paragraph(part) for part in parts] or [Paragraph("No summary was written.")]


def _searched(log: Log) -> list[Block]:
    if not log.strategies and not log.only_taken_in:
        return [Paragraph("No search is recorded for this request.")]
    blocks: list[Block] = []
    for strategy, run in log.latest:
        day = plain_time(run.ran_at)
        rows = tuple((str(n), text, f"{count:,}") for n, text, count in run.lines)
        blocks += [
            Heading(f"{HERE}: {strategy.name}", 2),
            Paragraph(f"Run on {day} by {run.ran_by}: {run.total:,} works."),
            Table(
                "Each line, and what it found", ("Line", "As run", "Works"), rows, frozenset({2})
            ),
            *_reviewed(strategy),
        ]
    for strategy in log.strategies:
        for search in strategy.elsewhere:
            on = f" on {search.platform}" if search.platform else ""
            blocks += [
                Heading(f"{search.database}{on}", 2),
                Paragraph(
                    f"Searched on {plain_day(search.searched_on)}, as reported by "
                    f"{search.entered_by}: {search.count:,} records."
                ),
                Verbatim(search.text),
            ]
    for file in log.only_taken_in:
        blocks += _taken_in(file)
    return blocks


def _taken_in(file: DepositView) -> list[Block]:
    """Return the search that gave a file, as far as somebody said it."""
    day = f"Searched on {plain_day(file.searched_on)}" if file.searched_on else ""
    records = "1 record" if file.taken == 1 else f"{file.taken:,} records"
    said = f"{day or 'Date of the search: not reported'}; {records} taken in by {file.made_by}."
    strategy = Verbatim(file.strategy) if file.strategy else Paragraph("Strategy: not reported.")
    return [Heading(_base(file), 2), Paragraph(said), strategy]


def _base(file: DepositView) -> str:
    return f"{file.database} on {file.platform}" if file.platform else file.database


def _reviewed(strategy: StrategyView) -> list[Block]:
    """Return what a second person said of a strategy, and what was done about it."""
    blocks: list[Block] = []
    for each in reversed(strategy.reviews):
        since = "" if each.current else " The wording was changed after it."
        blocks.append(
            Paragraph(
                f"Peer review by {each.by} on {plain_day(each.at)}, by the elements of PRESS "
                f"2015: {each.judgement.value}.{since}"
            )
        )
        told: list[tuple[str, Inline]] = list(each.comments)
        if each.answer:
            told.append((f"Answer of {each.answered_by}", each.answer))
        blocks += [Facts(tuple(told))] if told else []
    return blocks


def _prisma(given: ReportGiven, log: Log) -> Table:
    rows = tuple((str(item.number), item.name, prisma_item(item, given, log)) for item in ITEMS)
    return Table("The sixteen items of PRISMA-S", ("Item", "What", "Reported"), rows)


def prisma_item(item: Item, given: ReportGiven, log: Log) -> str:
    """Return what is reported for an item."""
    logged = _LOGGED[item.number](log) if item.number in _LOGGED else ""
    said = given.items.get(item.number, "").strip() if item.asks else ""
    return " ".join(part for part in (logged, said) if part) or "Not reported."


def logged_items(log: Log) -> dict[int, str]:
    """Return the items that the log answers, with what it says."""
    return {number: said for number, tell in _LOGGED.items() if (said := tell(log))}


def _names(log: Log) -> str:
    rows = [HERE] if log.latest else []
    rows += [
        f"{each.database} ({each.platform})" if each.platform else each.database
        for strategy in log.strategies
        for each in strategy.elsewhere
    ]
    rows += [
        f"{file.database} ({file.platform})" if file.platform else file.database
        for file in log.only_taken_in
    ]
    return "; ".join(dict.fromkeys(rows)) + "." if rows else ""


def _platforms(log: Log) -> str:
    held: dict[str, set[str]] = {}
    for strategy in log.strategies:
        for each in strategy.elsewhere:
            held.setdefault(each.platform, set()).add(each.database)
    for file in log.only_taken_in:
        held.setdefault(file.platform, set()).add(file.database)
    shared = {name: sorted(bases) for name, bases in held.items() if name and len(bases) > 1}
    if not log.strategies and not log.only_taken_in:
        return ""
    told = [f"{name}: {', '.join(bases)}" for name, bases in sorted(shared.items())]
    return (
        f"Reported on the same platform: {'; '.join(told)}."
        if told
        else "No platform is recorded with more than one database."
    )


def _full(log: Log) -> str:
    count = len(log.latest) + sum(len(each.elsewhere) for each in log.strategies)
    count += sum(1 for file in log.only_taken_in if file.strategy)
    told = [f"{count} given in full above, as run."] if count else []
    missing = dict.fromkeys(file.database for file in log.only_taken_in if not file.strategy)
    told += [f"{name}: not reported." for name in missing]
    return " ".join(told)


def _updates(log: Log) -> str:
    again = [
        f"“{each.name}” was run {len(each.runs)} times, first on {plain_day(each.runs[-1].ran_at)}"
        for each in log.strategies
        if len(each.runs) > 1
    ]
    if again:
        return "; ".join(again) + "."
    return "Each strategy was run once." if log.latest else ""


def _dates(log: Log) -> str:
    rows = [f"{HERE}: {plain_day(run.ran_at)}" for _, run in log.latest]
    rows += [
        f"{each.database}: {plain_day(each.searched_on)}"
        for strategy in log.strategies
        for each in strategy.elsewhere
    ]
    rows += [
        f"{file.database}: {plain_day(file.searched_on) if file.searched_on else 'not reported'}"
        for file in log.only_taken_in
    ]
    return "; ".join(dict.fromkeys(rows)) + "." if rows else ""


def _reviews(log: Log) -> str:
    told = [
        f"“{strategy.name}” was reviewed by {each.by} on {plain_day(each.at)} "
        f"(PRESS 2015): {each.judgement.value}."
        for strategy in log.strategies
        for each in reversed(strategy.reviews)
    ]
    return " ".join(told)


def _total(log: Log) -> str:
    tally = log.tally()
    if not tally.by_database:
        return ""
    files = {file.database for file in log.only_taken_in}
    told = "; ".join(
        f"{name}{' (taken in)' if name in files else ''}: {number:,}"
        for name, number in tally.by_database
    )
    return f"{told}. Together {tally.identified:,}."


def _copies(log: Log) -> str:
    return deduplication(log.screenings, log.tally())


_LOGGED = {
    1: _names,
    2: _platforms,
    8: _full,
    12: _updates,
    13: _dates,
    14: _reviews,
    15: _total,
    16: _copies,
}


def plain_day(day: date | datetime) -> str:
    """Return a day as people write it."""
    return f"{day.day} {day:%B %Y}"


def plain_time(moment: datetime) -> str:
    """Return a moment as people write it, in local time."""
    local = timezone.localtime(moment)
    return f"{plain_day(local)}, {local:%H:%M}"

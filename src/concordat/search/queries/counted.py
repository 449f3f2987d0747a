"""A strategy on the workbench: each line counted, the wrong one marked, and translated."""

from collections.abc import Sequence

from concordat.parties.queries import audiences_of
from concordat.parties.words import Actor
from concordat.search.engines.engine import Matches
from concordat.search.queries.opened import engine, thesaurus
from concordat.search.queries.strategies import with_headings
from concordat.search.strategy.dialects import DIALECTS, recognise
from concordat.search.strategy.editing import dependants, typed_lines
from concordat.search.strategy.errors import StrategyError
from concordat.search.strategy.mending import mend
from concordat.search.strategy.parse import parse
from concordat.search.strategy.tree import Strategy, Tree
from concordat.search.strategy.writers import WRITERS, Unsaid, write
from concordat.search.thesaurus.explosion import exploded, subjects
from concordat.search.words import Counted, CountedLine, Filters, NotSaid, Sort, Translation

#: Works of the answer that a workbench shows.
SHOWN = 20
#: Narrower headings that are listed for one heading.
LISTED = 400


def count_lines(text: str, *, dialect: str = "", by: Actor) -> Counted:
    """Return a strategy with the count of each of its lines, as far as it can be read.

    `dialect` is PubMed or Ovid; "" works it out. A line that cannot be read carries its
    error and is marked; the lines before it are counted, those after it are not. Counts
    are of what `by` may see. Raises TooMuchWork, and StrategyError only when no line
    can be found at all (no text, or too much of it).
    """
    try:
        strategy = read(text, dialect=dialect, by=by)
    except StrategyError as error:
        return _up_to(text, error, dialect=dialect, by=by)
    found = evaluate([line.tree for line in strategy.lines], by=by, limit=SHOWN)
    counts = list(found.line_counts)
    return _counted(text, strategy, counts, found, dialect)


def read(text: str, *, dialect: str = "", by: Actor, edition: str | None = None) -> Strategy:
    """Return a strategy with its headings as the thesaurus has them; raises StrategyError.

    `edition` is that of the thesaurus, "" for none; None for the newest.
    """
    spoken = DIALECTS.get(dialect)
    return with_headings(parse(text, dialect=spoken), audiences=audiences_of(by), edition=edition)


def evaluate(
    trees: Sequence[Tree],
    *,
    by: Actor,
    limit: int,
    as_at: int | None = None,
    edition: str | None = None,
) -> Matches:
    """Return the sets of the lines, exploded by an edition as `read` has it.

    Raises ValueError when the index no longer keeps the generation `as_at`.
    """
    if edition is not None:
        known = thesaurus(edition)
        trees = [exploded(tree, known) for tree in trees]
    return engine().find(
        trees,
        audiences=audiences_of(by),
        filters=Filters(),
        sort=Sort.NEWEST,
        offset=0,
        limit=limit,
        as_at=as_at,
    )


def translate(text: str, *, dialect: str = "", into: str) -> Translation:
    """Return a strategy in PubMed's or Ovid's dialect; raises StrategyError."""
    written = write(parse(text, dialect=DIALECTS.get(dialect)), into)
    return Translation(into, written.text, tuple(_grouped(written.unsaid)))


def dialect_of(text: str, dialect: str = "") -> str:
    """Return the dialect that a text is read in, by name."""
    return dialect or recognise(mend(text).text).name


def dialects() -> tuple[str, ...]:
    """Return the dialects that can be read and written."""
    return tuple(WRITERS)


def _counted(
    text: str, strategy: Strategy, counts: list[int], found: Matches, dialect: str
) -> Counted:
    known = thesaurus()
    return Counted(
        dialect=dialect_of(text, dialect),
        lines=tuple(
            CountedLine(
                number=line.number,
                text=line.text,
                count=count,
                takes_in=tuple(
                    (each.name, known.narrower(each.name)[:LISTED])
                    for each in subjects(line.tree)
                    if each.explode
                ),
                dependants=dependants(strategy, line.number),
            )
            for line, count in zip(strategy.lines, counts, strict=True)
        ),
        mended=strategy.mended,
        total=found.total,
        ids=found.ids,
        generation=found.generation,
        revision=engine().status().revision,
        edition=known.edition,
    )


def _up_to(text: str, error: StrategyError, *, dialect: str, by: Actor) -> Counted:
    """Count the lines before the wrong one, and mark that one."""
    spans = typed_lines(text)
    if not spans:
        raise error
    place = max((at for at, (start, _) in enumerate(spans) if start <= error.start), default=0)
    before = _before(text, spans, place, dialect=dialect, by=by)
    lines = list(before.lines) if before else []
    for at, (start, end) in enumerate(spans[place:], start=place):
        wrong = at == place
        lines.append(
            CountedLine(
                number=at + 1,
                text=" ".join(text[start:end].split()),
                count=None,
                error=error.message if wrong else "Not counted: an earlier line is wrong.",
                marked=_marked(text, error, (start, end)) if wrong else ("", "", ""),
            )
        )
    status = engine().status()
    return Counted(
        dialect=dialect_of(text, dialect),
        lines=tuple(lines),
        mended=before.mended if before else (),
        total=None,
        ids=(),
        generation=status.generation,
        revision=status.revision,
        edition=thesaurus().edition,
        expected=error.expected,
    )


def _before(
    text: str, spans: Sequence[tuple[int, int]], place: int, *, dialect: str, by: Actor
) -> Counted | None:
    """Return the lines before a place counted, when they can be read by themselves."""
    if place == 0:
        return None
    kept = text[: spans[place][0]].rpartition("\n")[0]
    counted = count_lines(kept, dialect=dialect_of(text, dialect), by=by) if kept.strip() else None
    return counted if counted and len(counted.lines) == place else None


def _marked(text: str, error: StrategyError, span: tuple[int, int]) -> tuple[str, str, str]:
    start, end = span
    first = min(max(error.start, start), end)
    last = min(max(error.end, first), end)
    return text[start:first], text[first:last], text[last:end]


def _grouped(unsaid: Sequence[Unsaid]) -> list[NotSaid]:
    """Return one entry for each reason: a long strategy says the same thing often."""
    groups: dict[tuple[str, str], list[Unsaid]] = {}
    for each in unsaid:
        groups.setdefault((each.reason, each.instead), []).append(each)
    return [
        NotSaid(
            lines=tuple(dict.fromkeys(each.line for each in found)),
            parts=tuple(dict.fromkeys(each.part for each in found)),
            reason=reason,
            instead=instead,
        )
        for (reason, instead), found in groups.items()
    ]

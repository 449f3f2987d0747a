"""A strategy on the workbench: each line counted, the wrong one marked, and translated."""

from collections.abc import Sequence
from dataclasses import dataclass

from concordat.parties.queries import audiences_of
from concordat.parties.words import Actor
from concordat.search.engines.engine import Matches
from concordat.search.queries.opened import engine, thesaurus
from concordat.search.queries.strategies import with_headings
from concordat.search.strategy.dialects import DIALECTS, recognise
from concordat.search.strategy.editing import dependants, lines_of, replaced, typed_lines
from concordat.search.strategy.errors import StrategyError
from concordat.search.strategy.mending import mend
from concordat.search.strategy.parse import parse
from concordat.search.strategy.tree import Strategy, Tree
from concordat.search.strategy.writers import WRITERS, Unsaid, write
from concordat.search.thesaurus.explosion import exploded, subjects
from concordat.search.words import Counted, CountedLine, Filters, NotSaid, Sort, Translation

#: Works of the answer that a workbench shows.
SHOWN = 20
#: Wrong lines that are all told at once.
MOST_WRONG = 20
_HARMLESS = "unread"  # stands in the place of a wrong line while the others are read
#: Narrower headings that are listed for one heading.
LISTED = 400


def count_lines(text: str, *, dialect: str = "", by: Actor) -> Counted:
    """Return a strategy with the count of each of its lines, as far as it can be read.

    `dialect` is PubMed or Ovid; "" works it out. A line that cannot be read carries its
    error and is marked; lines that rest on it are not counted, all others are. Counts are
    of what `by` may see. Raises TooMuchWork, and StrategyError when no line can be found
    at all (no text, or too much of it) or very many are wrong.
    """
    spoken = dialect_of(text, dialect) if dialect or text.strip() else dialect
    wrong: dict[int, Wrong] = {}
    kept = text
    while True:
        try:
            strategy = read(kept, dialect=spoken, by=by)
            break
        except StrategyError as error:
            kept = _without(kept, error, wrong)
    found = evaluate([line.tree for line in strategy.lines], by=by, limit=SHOWN)
    return _counted(text, strategy, found, wrong, spoken)


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a line cannot be read, and the line before, at and after the place."""

    message: str
    marked: tuple[str, str, str]
    expected: tuple[str, ...]


def _without(text: str, error: StrategyError, wrong: dict[int, Wrong]) -> str:
    """Note the wrong line, and return the text with a harmless one in its place."""
    spans = typed_lines(text)
    at = max((n for n, (start, _) in enumerate(spans, start=1) if start <= error.start), default=0)
    if at == 0 or at in wrong or len(wrong) == MOST_WRONG:
        raise error
    marked = _marked(text, error, spans[at - 1])
    said = [each for each in error.expected if each not in error.message]
    wrong[at] = Wrong(error.message, marked, tuple(said))
    return replaced(text, at, _HARMLESS)


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
    text: str, strategy: Strategy, found: Matches, wrong: dict[int, Wrong], dialect: str
) -> Counted:
    typed = lines_of(text)
    resting = {line for at in wrong for line in dependants(strategy, at)}
    lines = [
        _line(strategy, at, count, typed[at - 1], wrong.get(at), at in resting)
        for at, count in enumerate(found.line_counts, start=1)
    ]
    whole = lines[-1].count is not None
    return Counted(
        dialect=dialect,
        lines=tuple(lines),
        mended=strategy.mended,
        total=found.total if whole else None,
        ids=found.ids if whole else (),
        generation=found.generation,
        revision=engine().status().revision,
        edition=thesaurus().edition,
    )


def _line(
    strategy: Strategy, at: int, count: int, typed: str, wrong: Wrong | None, resting: bool
) -> CountedLine:
    resting_on = dependants(strategy, at)
    if wrong is not None:
        told = f"{wrong.message} Expected here: {', '.join(wrong.expected)}."
        message = told if wrong.expected else wrong.message
        return CountedLine(at, typed, None, message, wrong.marked, dependants=resting_on)
    if resting:
        message = "Not counted: it rests on a line that is wrong."
        return CountedLine(at, typed, None, message, dependants=resting_on)
    line = strategy.lines[at - 1]
    known = thesaurus()
    return CountedLine(
        number=at,
        text=line.text,
        count=count,
        takes_in=tuple(
            (each.name, known.narrower(each.name)[:LISTED])
            for each in subjects(line.tree)
            if each.explode
        ),
        dependants=resting_on,
    )


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

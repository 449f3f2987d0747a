"""A strategy is an exact set: parse it, evaluate it, count each of its lines."""

import dataclasses

from concordat.search.queries.facets import facets
from concordat.search.queries.marks import marks_of_trees
from concordat.search.queries.opened import engine, thesaurus
from concordat.search.ranking.receipts import IN_SET
from concordat.search.strategy.parse import parse
from concordat.search.strategy.tree import (
    And,
    Everything,
    Not,
    Or,
    Ref,
    Strategy,
    StrategyLine,
    Subject,
    Tree,
)
from concordat.search.thesaurus.explosion import Settling
from concordat.search.words import (
    Answer,
    Filters,
    Hit,
    Line,
    Mode,
    Question,
    Reading,
    Receipt,
    Sort,
)

#: Parts of a strategy of one line that are counted each for itself.
MOST_PARTS = 50
#: No text at all: every work that may be seen, to be narrowed by filters.
_BROWSING = Strategy((StrategyLine(1, "", Everything()),))


def answer(question: Question, *, audiences: frozenset[str]) -> Answer:
    """Return one page of the set. A set has no best: unless told otherwise, newest first."""
    typed = parse(question.text) if question.text.strip() else _BROWSING
    strategy = with_headings(typed, audiences=audiences)
    trees, texts = _lines(strategy, question.text)
    offset = (question.page - 1) * question.page_size
    guided = question.sort in (Sort.GUIDED, Sort.RELEVANCE)
    matches = engine().find(
        trees,
        audiences=audiences,
        filters=question.filters,
        sort=Sort.NEWEST if guided else question.sort,
        offset=offset,
        limit=question.page_size,
        among=question.among,
    )
    reading = Reading(
        mode=Mode.STRATEGY,
        lines=tuple(map(Line, texts, matches.line_counts)),
        mended=strategy.mended,
        marks=marks_of_trees(line.tree for line in strategy.lines),
    )
    return Answer(
        total=matches.total,
        hits=tuple(
            Hit(id_, Receipt(place, 0.0, (), (), reason=IN_SET))
            for place, id_ in enumerate(matches.ids, start=offset + 1)
        ),
        reading=reading,
        facets=facets(matches.facets, question.filters),
        generation=matches.generation,
        took_ms=0.0,
        among=matches.among,
    )


def with_headings(
    strategy: Strategy, *, audiences: frozenset[str], edition: str | None = None
) -> Strategy:
    """Return the strategy with entry terms as their headings; see `thesaurus.explosion`."""
    notes: list[str] = []
    settling = Settling(thesaurus(edition), lambda name: _is_held(name, audiences), notes)
    lines = tuple(
        dataclasses.replace(line, tree=settling.settle(line.tree)) for line in strategy.lines
    )
    return Strategy(lines, (*strategy.mended, *notes))


def _is_held(name: str, audiences: frozenset[str]) -> bool:
    found = engine().find(
        [Subject(name, explode=False)],
        audiences=audiences,
        filters=Filters(),
        sort=Sort.NEWEST,
        offset=0,
        limit=1,
    )
    return found.total > 0


def _lines(strategy: Strategy, text: str) -> tuple[list[Tree], list[str]]:
    """Return the trees to evaluate and how to show them.

    The parts of a strategy of one line are put before it as lines of their own, so that
    a reader sees what each of them finds; the whole then names them.
    """
    if len(strategy.lines) > 1:
        return [line.tree for line in strategy.lines], [line.text for line in strategy.lines]
    whole = strategy.lines[0]
    parts = _parts(whole.tree)
    if not 1 < len(parts) <= MOST_PARTS:
        return [whole.tree], [whole.text]
    texts = [" ".join(text[slice(*_span(part))].split()) for part in parts]
    return [*parts, _naming(whole.tree, len(parts))], [*texts, whole.text]


def _parts(tree: Tree) -> tuple[Tree, ...]:
    match tree:
        case And(parts) | Or(parts):
            return parts
        case Not(left, right):
            return (left, right)
    return (tree,)


def _naming(tree: Tree, count: int) -> Tree:
    """Return the tree with its parts replaced by the lines that hold them."""
    refs = tuple(Ref(number) for number in range(1, count + 1))
    match tree:
        case And() | Or():
            return dataclasses.replace(tree, parts=refs)
        case Not():
            return Not(Ref(1), Ref(2))
    return tree


def _span(tree: Tree) -> tuple[int, int]:
    return getattr(tree, "span", (0, 0))

"""What to mark in a text so that a reader sees why it was found."""

from collections.abc import Iterable, Iterator

from concordat.search.engines.engine import Term
from concordat.search.sets.wildcards import WildcardError, pattern
from concordat.search.stems import stem
from concordat.search.strategy.tree import (
    And,
    Either,
    Near,
    Not,
    Or,
    Phrase,
    Text,
    TextExpression,
    Tree,
    Word,
)
from concordat.search.words import Mark

#: A strategy of thousands of words marks the first of them only.
MOST = 500


def marks_of_terms(terms: Iterable[Term]) -> tuple[Mark, ...]:
    """Return the words of a question with all that have their stems, and full names."""
    marks = []
    for term in terms:
        marks += [Mark((stem(form),), stemmed=True) for form in term.forms]
        marks += [Mark(run, stemmed=False) for run in term.phrases]
    return tuple(dict.fromkeys(marks))[:MOST]


def marks_of_trees(trees: Iterable[Tree]) -> tuple[Mark, ...]:
    """Return the words and phrases that a strategy wants; not those it leaves out."""
    marks: dict[Mark, None] = {}
    for tree in trees:
        for expression in _wanted(tree):
            marks |= dict.fromkeys(_runs(expression))
    return tuple(marks)[:MOST]


def _wanted(tree: Tree) -> Iterator[TextExpression]:
    match tree:
        case Text():
            yield tree.expression
        case And(parts) | Or(parts):
            for part in parts:
                yield from _wanted(part)
        case Not(left):
            yield from _wanted(left)


def _runs(expression: TextExpression) -> Iterator[Mark]:
    match expression:
        case Word():
            yield from _mark((expression,))
        case Phrase(words):
            yield from _mark(words)
        case Either(options):
            for option in options:
                yield from _runs(option)
        case Near(left, right):
            yield from _runs(left)
            yield from _runs(right)


def _mark(words: tuple[Word, ...]) -> Iterator[Mark]:
    try:
        yield Mark(tuple(pattern(word).pattern for word in words), stemmed=False)
    except WildcardError:
        return  # too wide to search for, so nothing was found by it

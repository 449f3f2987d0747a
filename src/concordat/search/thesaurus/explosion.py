"""Explosion before the engine: a tree whose headings name all that they take in.

The engine explodes by the newest edition. A search as at a date must explode by the
edition of then, so its headings are written out first.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from concordat.search.strategy.errors import StrategyError
from concordat.search.strategy.tree import And, Not, Or, Subject, Tree
from concordat.search.thesaurus.headings import Thesaurus


def exploded(tree: Tree, thesaurus: Thesaurus) -> Tree:
    """Return the tree with every exploding heading as itself or any narrower one."""
    match tree:
        case Subject(explode=True):
            names = (tree.name, *thesaurus.narrower(tree.name))
            parts = tuple(
                Subject(name, False, tree.major, tree.qualifiers, tree.span) for name in names
            )
            return parts[0] if len(parts) == 1 else Or(parts, tree.span)
        case And(parts, span):
            return And(tuple(exploded(part, thesaurus) for part in parts), span)
        case Or(parts, span):
            return Or(tuple(exploded(part, thesaurus) for part in parts), span)
        case Not(left, right, span):
            return Not(exploded(left, thesaurus), exploded(right, thesaurus), span)
    return tree


def subjects(tree: Tree) -> list[Subject]:
    """Return the headings of a tree in order."""
    match tree:
        case Subject():
            return [tree]
        case And(parts) | Or(parts):
            return [found for part in parts for found in subjects(part)]
        case Not(left, right):
            return subjects(left) + subjects(right)
    return []


@dataclass(frozen=True, slots=True)
class Settling:
    """Headings as the thesaurus has them. `held` says whether any work has a heading.

    An empty thesaurus knows nothing and refuses nothing; a heading that works still have
    under an older name is searched as it is.
    """

    thesaurus: Thesaurus
    held: Callable[[str], bool]
    notes: list[str]

    def settle(self, tree: Tree) -> Tree:
        """Return the tree with entry terms replaced by their headings, told in `notes`.

        Raises StrategyError with near names for a heading that nobody has.
        """
        match tree:
            case Subject() if len(self.thesaurus):
                return self._subject(tree)
            case And(parts, span):
                return And(tuple(map(self.settle, parts)), span)
            case Or(parts, span):
                return Or(tuple(map(self.settle, parts)), span)
            case Not(left, right, span):
                return Not(self.settle(left), self.settle(right), span)
        return tree

    def _subject(self, asked: Subject) -> Subject:
        if self.thesaurus.heading(asked.name) is not None or self.held(asked.name):
            return asked
        if (meant := self.thesaurus.by_entry(asked.name)) is not None:
            note = f"{asked.name} is an entry term: its heading {meant.name} was searched."
            if note not in self.notes:
                self.notes.append(note)
            return replace(asked, name=meant.name)
        near = self.thesaurus.near_names(asked.name)
        hint = f"Did you mean {' or '.join(near[:3])}?" if near else "Look it up, or use words."
        message = f"The thesaurus has no heading {asked.name}. {hint}"
        raise StrategyError(message, *asked.span, near)

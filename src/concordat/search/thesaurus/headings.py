"""A thesaurus: headings, other names for them, and what is narrower than what.

Each heading stands in the tree at one place or more. A place is named by a tree number,
and what is below a place begins with its number and a full stop (NLM, "MeSH Tree
Structures"): so the narrower headings of one are a stretch of the sorted tree numbers.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from concordat.search.tokens import fold

#: How alike of 100 a name must be to be offered for one that is not found.
_NEAR = 75
_BELOW = "."
_AFTER_BELOW = "/"  # the sign that follows the full stop in ASCII


@dataclass(frozen=True, slots=True)
class Descriptor:
    """One heading. `entry_terms` are other names by which it may be asked for."""

    ui: str
    name: str
    entry_terms: tuple[str, ...] = ()
    tree_numbers: tuple[str, ...] = ()


class Thesaurus:
    """An edition of a thesaurus. Names are compared folded: case, accents, signs."""

    def __init__(self, descriptors: Iterable[Descriptor] = (), *, edition: str = "") -> None:
        self.edition = edition
        self._by_name = {fold(each.name): each for each in descriptors}
        places = sorted(
            (number, each.name) for each in self._by_name.values() for number in each.tree_numbers
        )
        self._numbers = [number for number, _ in places]
        self._names = [name for _, name in places]

    @cached_property
    def _by_entry(self) -> dict[str, Descriptor]:
        """Made when it is first asked for: MeSH has a quarter of a million entry terms."""
        found: dict[str, Descriptor] = {}
        for each in self._by_name.values():
            for entry in each.entry_terms:
                found.setdefault(fold(entry), each)
        return found

    @cached_property
    def _by_ui(self) -> dict[str, Descriptor]:
        return {each.ui.casefold(): each for each in self._by_name.values() if each.ui}

    def __len__(self) -> int:
        return len(self._by_name)

    def coded(self, ui: str) -> Descriptor | None:
        """Return the heading with a unique identifier, such as D006973."""
        return self._by_ui.get(ui.casefold())

    def heading(self, name: str) -> Descriptor | None:
        """Return the heading of this name; entry terms are not headings."""
        return self._by_name.get(fold(name))

    def by_entry(self, name: str) -> Descriptor | None:
        """Return the heading that an entry term stands for."""
        return self._by_entry.get(fold(name))

    def narrower(self, name: str) -> tuple[str, ...]:
        """Return the names of all headings below this one, at any depth, each once, sorted.

        A heading can stand below itself at another place; it is not among them.
        """
        held = self.heading(name)
        if held is None:
            return ()
        below = {found for number in held.tree_numbers for found in self._below(number)}
        return tuple(sorted(below - {held.name}))

    def _below(self, number: str) -> Iterator[str]:
        start = bisect_left(self._numbers, number + _BELOW)
        end = bisect_left(self._numbers, number + _AFTER_BELOW)
        yield from self._names[start:end]

    def near_names(self, name: str, *, limit: int = 5) -> tuple[str, ...]:
        """Return headings whose name or entry term is spelled nearly so, the nearest first."""
        asked = fold(name)
        known = [*self._by_name, *self._by_entry]
        found = process.extract(asked, known, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=20)
        nearest = sorted(found, key=lambda item: (-item[1], item[0]))
        names = ((self._by_name.get(key) or self._by_entry[key]).name for key, _, _ in nearest)
        return tuple(dict.fromkeys(names))[:limit]

"""A tree to the set of entries that it means, in one segment."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyroaring import BitMap

from concordat.search.sets import fields
from concordat.search.sets.budget import Purse
from concordat.search.sets.draft import subject_key, value_key
from concordat.search.sets.explode import Narrower
from concordat.search.sets.proximity import Places
from concordat.search.sets.segment import Segment, union
from concordat.search.strategy import tree as t
from concordat.search.tokens import fold

#: Years are looked up one by one; an open end goes this far.
_FIRST_YEAR, _LAST_YEAR = -(2**31) + 1, 2**31 - 1


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One segment as one asker may see it, and the lines evaluated so far."""

    segment: Segment
    visible: BitMap
    narrower: Narrower
    purse: Purse

    def lines(self, trees: Sequence[t.Tree]) -> list[BitMap]:
        """Return the visible set of each line. A Ref names an earlier one, from 1."""
        done: list[BitMap] = []
        for tree in trees:
            done.append(self.set_of(tree, done) & self.visible)
        return done

    def set_of(self, tree: t.Tree, done: Sequence[BitMap]) -> BitMap:
        """Return the set of a tree; what cannot be seen may still be in it."""
        match tree:
            case t.Everything():
                return self.visible
            case t.And(parts):
                sets = [self.set_of(part, done) for part in parts]
                return BitMap.intersection(*sets) if sets else self.visible
            case t.Or(parts):
                return union(self.set_of(part, done) for part in parts)
            case t.Not(left, right):
                return self.set_of(left, done) - self.set_of(right, done)
            case t.Ref(number):
                if not 1 <= number <= len(done):
                    raise ValueError(f"Line {number} is not before the line that names it.")
                return done[number - 1]
            case t.Text(names, expression):
                return self._with_text(names, expression)
            case t.Subject():
                return self._with_subject(tree)
            case t.Value(field, value, truncated):
                return self._with_value(field, value, truncated)
            case t.Years(first, last):
                return self._of_years(first, last)

    def _with_text(self, names: Sequence[str], expression: t.TextExpression) -> BitMap:
        """Words, alone or in a choice, need no positions: one union over all fields."""
        words, rest = _parted(expression)
        numbers: set[int] = set()
        for word in words:
            matching = self.segment.matching(word)
            self.purse.pay_words(word, len(matching))
            numbers.update(matching)
        sets = [self.segment.united(names, numbers)]
        for name in names:
            places = Places(self.segment, name, self.purse)
            sets += [places.docs(part, self.visible) for part in rest]
        return union(sets)

    def _with_subject(self, subject: t.Subject) -> BitMap:
        names = {fold(subject.name)}
        if subject.explode:
            names |= set(map(fold, self.narrower(subject.name)))
        qualifiers = set(map(fold, subject.qualifiers)) or {""}
        return union(
            self.segment.with_key(subject_key(name, subject.major, qualifier))
            for name in names
            for qualifier in qualifiers
        )

    def _with_value(self, field: str, value: str, truncated: bool) -> BitMap:
        if field not in fields.VALUE_FIELDS:
            raise ValueError(f"There is no set field {field!r}.")
        wanted = fields.folded_value(field, value)
        if not wanted:
            return BitMap()
        return self.segment.with_key(value_key(field, wanted), truncated=truncated)

    def _of_years(self, first: int | None, last: int | None) -> BitMap:
        return self.segment.of_years(
            _FIRST_YEAR if first is None else first, _LAST_YEAR if last is None else last
        )


def _parted(expression: t.TextExpression) -> tuple[list[t.Word], list[t.TextExpression]]:
    """Return the words of a choice, nested or not, and what in it needs positions."""
    match expression:
        case t.Word():
            return [expression], []
        case t.Phrase((word,)):
            return [word], []
        case t.Either(options):
            parts = [_parted(option) for option in options]
            return [w for words, _ in parts for w in words], [r for _, rest in parts for r in rest]
    return [], [expression]

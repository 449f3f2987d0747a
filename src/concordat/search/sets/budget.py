"""How much of the index one search may touch, so that nobody's `a* adj5 b*` takes the machine."""

from collections import Counter
from dataclasses import dataclass, field

from concordat.search.strategy.tree import Either, Gap, Near, Phrase, TextExpression, Word


class BudgetError(Exception):
    """A search would touch more than its budget. `part` is the part that cost most."""

    def __init__(self, message: str, part: str) -> None:
        super().__init__(message)
        self.part = part


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits of one search. By default one or two seconds of one core.

    A word is an entry of a vocabulary that was looked up or that a wildcard matched, four
    when its positions are read; a place is a position read, or a pair near each other.
    """

    words: int = 100_000
    places: int = 40_000_000


@dataclass(slots=True)
class Purse:
    """What one search has spent so far, by the parts that spent it."""

    budget: Budget
    words: int = 0
    places: int = 0
    spent: Counter[TextExpression] = field(default_factory=Counter)

    def pay_words(self, expression: TextExpression, count: int) -> None:
        self.words += count
        self.spent[expression] += 100 * count
        if self.words > self.budget.words:
            raise self._error("too many different words")

    def pay_places(self, expression: TextExpression, count: int) -> None:
        self.places += count
        self.spent[expression] += count
        if self.places > self.budget.places:
            raise self._error("too many places in the texts")

    def _error(self, what: str) -> BudgetError:
        part = described(self.spent.most_common(1)[0][0])
        return BudgetError(
            f"This search would have to look at {what}. The costly part is {part}: "
            "write more letters before a truncation, or use rarer words.",
            part,
        )


def described(expression: TextExpression) -> str:
    """Return an expression in a form that anybody can read."""
    match expression:
        case Word(parts):
            return "".join(part if isinstance(part, str) else _sign(part) for part in parts)
        case Phrase(words):
            return '"' + " ".join(map(described, words)) + '"'
        case Either(options):
            shown = [*map(described, options[:4]), *(["..."] if len(options) > 4 else [])]
            return "(" + " or ".join(shown) + ")"
        case Near(left, right, between):
            return f"{described(left)} within {between + 1} words of {described(right)}"


def _sign(gap: Gap) -> str:
    return "*" if gap.most is None else "?" * max(gap.most, 1)

"""The plans most like one plan.

Every plan shares its rare words with few others, so the words point out the candidates;
only these are compared slot by slot.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import nlargest

from concordat.forum.duplication.headings import Trees, nearest, no_thesaurus
from concordat.forum.duplication.likeness import Rarity, Weights, alike, cosine
from concordat.forum.duplication.plan import SLOTS, Plan
from concordat.forum.duplication.relation import Relation, reasons, relation

#: Text -> its words in the form in which they are compared.
WordsOf = Callable[[str], Sequence[str]]

#: What each part counts. A part that one of the two has left empty counts for nothing.
COUNTS = {
    "whole": 6.0,
    "headings": 1.5,
    "population": 2.0,
    "intervention": 2.0,
    "comparison": 0.5,
    "outcome": 1.0,
    "setting": 0.5,
}
LEAST = 0.18  # below this nothing is called alike
CANDIDATES = 60  # compared slot by slot
SHOWN = 5
_COMMON_WORDS = 5  # named in the reasons


@dataclass(frozen=True, slots=True)
class Match:
    """A plan that is like the one asked about. `score` and the parts lie between 0 and 1."""

    id: str
    score: float
    relation: Relation
    slots: tuple[tuple[str, float], ...]
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Read:
    """A plan with its words weighed."""

    plan: Plan
    whole: Weights
    slots: dict[str, Weights]


class Radar:
    """Holds plans in a form that is quick to compare with."""

    def __init__(
        self, plans: Sequence[Plan], *, words_of: WordsOf, trees: Trees = no_thesaurus
    ) -> None:
        self._words_of, self._trees = words_of, trees
        texts = [words_of(plan.text) for plan in plans]
        self._rarity = Rarity(texts)
        self._plans = dict(zip((plan.id for plan in plans), plans, strict=True))
        self._weights = {
            plan.id: self._rarity.weights(words) for plan, words in zip(plans, texts, strict=True)
        }
        self._having: dict[str, list[str]] = defaultdict(list)
        for key, weights in self._weights.items():
            for word in weights:
                self._having[word].append(key)

    def most_alike(self, plan: Plan, *, most: int = SHOWN) -> list[Match]:
        """Return up to `most` plans like `plan`, the likest first; never itself."""
        asked = self._read(plan)
        found = [self._match(asked, self._plans[key]) for key in self._candidates(asked)]
        kept = [match for match in found if match.score >= LEAST]
        return nlargest(most, kept, key=lambda match: (match.score, match.id))

    def _candidates(self, asked: _Read) -> list[str]:
        sums: defaultdict[str, float] = defaultdict(float)
        for word, weight in asked.whole.items():
            for key in self._having.get(word, ()):
                sums[key] += weight * self._weights[key][word]
        sums.pop(asked.plan.id, None)
        measured = {key: cosine(asked.whole, self._weights[key]) for key in _top(sums)}
        return nlargest(CANDIDATES, measured, key=measured.__getitem__)

    def _read(self, plan: Plan) -> _Read:
        weigh = self._rarity.weights
        filled = [name for name in SLOTS if plan.slot(name)]
        slots: dict[str, Weights] = {n: weigh(self._words_of(plan.slot(n))) for n in filled}
        return _Read(plan, weigh(self._words_of(plan.text)), slots)

    def _match(self, asked: _Read, other: Plan) -> Match:
        theirs = self._read(other)
        slots = {
            name: alike(asked.slots[name], theirs.slots[name])
            for name in SLOTS
            if asked.slots.get(name) and theirs.slots.get(name)
        }
        near = nearest(asked.plan.headings, other.headings, self._trees)
        whole = alike(asked.whole, theirs.whole)
        parts = {"whole": whole, **slots}
        if asked.plan.headings and other.headings:
            fewer = min(len(asked.plan.headings), len(other.headings))
            parts["headings"] = sum(each[2] for each in near) / fewer
        score = sum(COUNTS[name] * part for name, part in parts.items())
        return Match(
            id=other.id,
            score=round(score / sum(COUNTS[name] for name in parts), 4),
            relation=relation(asked.plan, other, slots, whole),
            slots=tuple(slots.items()),
            reasons=reasons(asked.plan, other, slots, near, self._shared(asked, theirs)),
        )

    def _shared(self, asked: _Read, theirs: _Read) -> list[str]:
        """Return the rarest words in common, as the other plan writes them."""
        both = asked.whole.keys() & theirs.whole.keys()
        rarest = nlargest(_COMMON_WORDS, both, key=lambda word: (asked.whole[word], word))
        written: dict[str, str] = {}
        for typed in theirs.plan.text.split():
            bare = typed.strip(".,;:()?!“”\"'")
            for word in self._words_of(bare):
                written.setdefault(word, bare.lower() if not bare.isupper() else bare)
        return list(dict.fromkeys(written[word] for word in rarest if word in written))


def _top(sums: dict[str, float]) -> list[str]:
    return nlargest(CANDIDATES * 4, sums, key=sums.__getitem__)


def most_alike(
    plan: Plan, others: Sequence[Plan], *, words_of: WordsOf, trees: Trees = no_thesaurus
) -> list[Match]:
    """Return the five of `others` most like `plan`; for those who ask once."""
    return Radar(others, words_of=words_of, trees=trees).most_alike(plan)

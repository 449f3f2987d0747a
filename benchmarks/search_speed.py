"""How fast is a search? Medians in milliseconds, beside peers in the same run.

    python benchmarks/search_speed.py [--works 100000] [--times 5]

Our figure is a whole search as a page needs it: every line counted exactly, five facets over the
whole result, the first 20 works. A peer's is its count (for all lines, where there are lines) and
its first 20 works, without facets. tantivy's slop is not the same as proximity: it misses pairs
in the other order.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from _library import drawn_words, works
from _peers import Ask, peers
from concordat.search.engines.engine import Term
from concordat.search.engines.set_engine import SetEngine
from concordat.search.strategy import tree as t
from concordat.search.words import Filters, Sort

PUBLIC = frozenset({"public"})
FIELDS = ("ti", "ab")


def expression(ask: Ask) -> t.TextExpression:
    """Return a question to the peers as our own tree, where it is about places or words."""
    match ask:
        case str():
            return t.Word((ask,))
        case ("phrase", *words):
            return t.Phrase(tuple(t.Word((word,)) for word in words))
        case ("near", one, two, between):
            return t.Near(t.Word((one,)), t.Word((two,)), between)
        case ("starts", beginning):
            return t.Word((beginning, t.Gap()))
    raise ValueError(ask)


def tree(ask: Ask) -> t.Tree:
    match ask:
        case ("or", *parts):
            return t.Or(tuple(map(tree, parts)))
        case ("and", *parts):
            return t.And(tuple(map(tree, parts)))
    return t.Text(FIELDS, expression(ask))


def asked(count: int) -> dict[str, list[Ask]]:
    """Return some questions of each kind, of words from frequent to rare."""
    kinds: dict[str, list[Ask]] = {}
    for seed in range(count):
        words = drawn_words(12, 20, 20_000, seed)
        common = drawn_words(4, 10, 400, seed)
        kinds.setdefault("OR of six", []).append(("or", *words[:6]))
        kinds.setdefault("AND of three", []).append(("and", *common[:3]))
        kinds.setdefault("phrase", []).append(("phrase", *common[:2]))
        kinds.setdefault("within five words", []).append(("near", *common[:2], 4))
        kinds.setdefault("truncation", []).append(("starts", words[0][:5]))
    return kinds


def long_strategy() -> tuple[list[t.Tree], list[Ask]]:
    """Return 51 lines as trees with line numbers, and written out for peers that have none."""
    random_ = random.Random(51)  # noqa: S311
    lines: list[t.Tree] = []
    written: list[Ask] = []
    for number in range(45):
        ask = ("or", *drawn_words(8, 20, 20_000, 1000 + number))
        lines.append(tree(ask))
        written.append(ask)
    for _block in range(3):
        chosen = random_.sample(range(45), 12)
        lines.append(t.Or(tuple(t.Ref(number + 1) for number in chosen)))
        written.append(("or", *(written[number] for number in chosen)))
    for pair in ((45, 46), (46, 47), (45, 47)):
        lines.append(t.And(tuple(t.Ref(number + 1) for number in pair)))
        written.append(("and", *(written[number] for number in pair)))
    return lines, written


def median_ms(ask: Callable[[object], object], questions: Sequence[object], times: int) -> float:
    """Return the median over questions of the best of some times: the least disturbed one."""
    taken = []
    for question in questions:
        best = []
        for _time in range(times):
            start = time.perf_counter()
            ask(question)
            best.append((time.perf_counter() - start) * 1000)
        taken.append(min(best))
    return statistics.median(taken)


def our_find(engine: SetEngine, lines: Sequence[t.Tree]) -> int:
    return engine.find(
        lines, audiences=PUBLIC, filters=Filters(), sort=Sort.NEWEST, offset=0, limit=20
    ).total


def our_question(engine: SetEngine, words: Sequence[str]) -> list[str]:
    terms = [Term(word, (word,)) for word in words]
    found = engine.rank(terms, audiences=PUBLIC, filters=Filters(), limit=20)
    return [one.id for one in found.scored]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    made = list(works(options.works))
    kinds = asked(15)
    questions = [drawn_words(7, 5, 5_000, seed) for seed in range(500, 515)]
    lines, written = long_strategy()
    rows: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        engine = SetEngine(Path(folder))
        engine.put(made)
        ours = rows["Concordat"] = {
            kind: median_ms(lambda ask: our_find(engine, [tree(ask)]), asks, options.times)
            for kind, asks in kinds.items()
        }
        ours["question, best 20"] = median_ms(
            lambda words: our_question(engine, words), questions, options.times
        )
        ours["51 lines, all counts"] = median_ms(
            lambda one: our_find(engine, one), [lines], options.times
        )
        for peer_class in peers():
            peer = peer_class(Path(folder), made)
            row = rows[peer.name] = {}
            row["question, best 20"] = median_ms(peer.question, questions, options.times)
            if hasattr(peer, "page"):
                for kind, asks in kinds.items():
                    row[kind] = median_ms(peer.page, asks, options.times)
                row["51 lines, all counts"] = median_ms(
                    lambda all_, count=peer.count: list(map(count, all_)), [written], options.times
                )
    print(f"{len(made):,} works; medians in ms; (x) is how many times ours")
    print(f"{'':22}" + "".join(f"{name:>20}" for name in rows))
    for kind, mine in ours.items():
        shown = [
            f"{row[kind]:9.2f} {'' if row is ours else f'({row[kind] / mine:.1f}x)':>10}"
            if kind in row
            else f"{'-':>20}"
            for row in rows.values()
        ]
        print(f"{kind:22}" + "".join(shown))


if __name__ == "__main__":
    main()

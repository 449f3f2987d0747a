"""How much of real strategies is read, and how much of it can be said in the other dialect?

    python benchmarks/dialects.py [FOLDER]

FOLDER (../shared/data/boolean) holds strategies.jsonl, 256 published strategies as printed,
dirt included, and polyglot_pairs.jsonl, the test cases of SR-Accelerator's Polyglot. Printed
are: the share of strategies and of lines that are read; for those read, how many lines each
dialect can say in full, and whether what was written is read back to the same lines; and of
Polyglot's pairs between PubMed and Ovid, how many of ours mean the same as theirs.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from concordat.search.strategy.dialects import DIALECTS
from concordat.search.strategy.errors import StrategyError
from concordat.search.strategy.parse import parse
from concordat.search.strategy.tree import Strategy
from concordat.search.strategy.writers import write

FOLDER = Path(__file__).parents[2] / "shared/data/boolean"
_ENGINES = {"PubMed abbreviation": "PubMed", "Ovid MEDLINE": "Ovid"}


def main() -> int:
    given = [name for name in sys.argv[1:] if not name.startswith("-")]
    folder = Path(given[0]) if given else FOLDER
    if not folder.is_dir():
        print(f"{folder} is not there: nothing measured.")
        return 0
    strategies = _read(folder / "strategies.jsonl")
    read = [found for each in strategies if (found := _parsed(each["query"], None)) is not None]
    print(f"strategies as printed: {len(read)} of {len(strategies)} read whole")
    for dialect in DIALECTS:
        _round(read, dialect)
    _pairs(_read(folder / "polyglot_pairs.jsonl"))
    return 0


def _round(read: list[Strategy], dialect: str) -> None:
    lines = said = same = 0
    reasons: Counter[str] = Counter()
    for strategy in read:
        written = write(strategy, dialect)
        lines += len(written.lines)
        wrong = {each.line for each in written.unsaid}
        said += len(written.lines) - len(wrong)
        reasons.update(each.reason for each in written.unsaid)
        again = _parsed(written.text, dialect)
        if again is not None and len(again.lines) == len(strategy.lines):
            pairs = zip(again.lines, strategy.lines, strict=True)
            same += sum(a.tree == b.tree for a, b in pairs if b.number not in wrong)
    print(
        f"\nin {dialect}: of {lines} lines {said} said in full; {same} read back to the same tree"
    )
    for reason, often in reasons.most_common(6):
        print(f"  {often:>5}  {reason}")


def _pairs(cases: list[dict[str, str]]) -> None:
    counts: Counter[tuple[str, str]] = Counter()
    shown: list[str] = []
    for case in cases:
        target = _ENGINES.get(case["engine"])
        if target is None:
            continue
        typed, expected = _parsed(case["input"], None), _parsed(case["expected"], target)
        if typed is None or expected is None:
            counts[target, "one of the two is not read"] += 1
            shown.append(f"not read: {case['input']} -> {case['expected']}")
            continue
        ours = write(typed, target)
        again = _parsed(ours.text, target)
        if again is not None and _trees(again) == _trees(expected):
            counts[target, "the same meaning"] += 1
        else:
            counts[target, "another meaning"] += 1
            shown.append(f"{case['input']} -> ours {ours.text} | theirs {case['expected']}")
    print("\nPolyglot's pairs")
    for (target, outcome), often in sorted(counts.items()):
        print(f"  to {target:<8}{outcome:<28}{often:>5}")
    if "--show" in sys.argv:
        print("\n".join(re.sub(r"\s+", " ", line) for line in shown))


def _trees(strategy: Strategy) -> list[object]:
    return [line.tree for line in strategy.lines]


def _parsed(text: str, dialect: str | None) -> Strategy | None:
    try:
        return parse(text, dialect=DIALECTS[dialect] if dialect else None)
    except StrategyError:
        return None


def _read(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


if __name__ == "__main__":
    sys.exit(main())

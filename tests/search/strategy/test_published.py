"""Real strategies as printed, dirt included."""

import json
from pathlib import Path

from concordat.search.strategy.errors import StrategyError
from concordat.search.strategy.parse import parse


def refusals(texts: list[str]) -> list[tuple[str, StrategyError]]:
    """Return the texts that are refused, with why."""
    refused = []
    for text in texts:
        try:
            parse(text)
        except StrategyError as error:
            refused.append((text, error))
    return refused


def test_most_published_strategies_are_read_and_the_others_marked(shared_data: Path) -> None:
    lines = (shared_data / "boolean" / "strategies.jsonl").read_text().splitlines()
    refused = refusals([json.loads(line)["query"] for line in lines])
    # Those refused ask for what is not held (dates of entry, subsets), name lines that
    # are not there, or have brackets that could be closed in several places.
    assert len(refused) <= 0.2 * len(lines)
    assert all(text[error.start : error.end].strip() for text, error in refused)


def test_terms_of_other_tools_are_read(shared_data: Path) -> None:
    lines = (shared_data / "boolean" / "polyglot_pairs.jsonl").read_text().splitlines()
    typed = sorted({json.loads(line)["input"] for line in lines})
    assert len(refusals(typed)) <= 0.1 * len(typed)

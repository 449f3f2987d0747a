"""How fast does the usage store load and answer, and how large does it become?

    python benchmarks/usage_store.py [FACTS]

Invented counts (default 1,000,000) in the store of Parquet files, beside the same in memory as
lists of tuples (the oracle, which also checks that both answer alike).
"""

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from concordat.investment.usage.memory import MemoryStore
from concordat.investment.usage.parquet import ParquetStore
from concordat.investment.words import MonthKnown, MonthState, UseCount

MONTHS = [f"{year}-{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]
PLATFORMS = [f"platform-{number}" for number in range(5)]
METRICS = ("Unique_Item_Requests", "Total_Item_Requests")


def invent(facts: int) -> tuple[list[MonthKnown], list[UseCount]]:
    chance = random.Random(7)  # noqa: S311 invented figures
    organisations = max(1, facts // (len(MONTHS) * len(PLATFORMS) * len(METRICS) * 100))
    places = [(f"trust-{n}", platform) for n in range(organisations) for platform in PLATFORMS]
    known = [
        MonthKnown(*at, "TR_J1", month, MonthState.FIGURES) for at in places for month in MONTHS
    ]
    counts = [
        UseCount(
            organisation,
            platform,
            "TR_J1",
            "5.1",
            f"{platform}-{item}",
            f"Title {item}",
            "Journal",
            "Controlled",
            metric,
            month,
            chance.randint(1, 400),
        )
        for organisation, platform in places
        for item in range(100)
        for metric in METRICS
        for month in MONTHS
    ]
    return known, counts[:facts]


def timed(what: str, run: Callable[[], object]) -> object:
    began = time.perf_counter()
    found = run()
    print(f"{what:<44}{(time.perf_counter() - began) * 1000:>10,.0f} ms")
    return found


def main() -> None:
    facts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    known, counts = invent(facts)
    print(f"{len(counts):,} counts, {len(known):,} months of organisations on platforms")
    with tempfile.TemporaryDirectory() as folder:
        files, memory = ParquetStore(Path(folder)), MemoryStore()
        timed("load, files", lambda: files.restate(known=known, counts=counts))
        timed("load, memory", lambda: memory.restate(known=known, counts=counts))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet"))
        print(f"{'on disk':<44}{size / 1e6:>10,.1f} MB")
        for since in ("2025-01", "2023-01"):
            asked = {
                "metrics": METRICS[:1],
                "access": ["Controlled"],
                "since": since,
                "until": "2025-12",
                "states": [MonthState.FIGURES],
            }
            found = timed(f"totals since {since}, files", lambda a=asked: files.totals(**a))
            same = timed(f"totals since {since}, memory", lambda a=asked: memory.totals(**a))
            assert found == same
        one = [month for month in known if month[:2] == known[0][:2] and month.month == "2025-12"]
        mine = [count for count in counts if count[:3] == one[0][:3] and count.month == "2025-12"]
        timed("restate one month, files", lambda: files.restate(known=one, counts=mine))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'memory at most, with the oracle in it':<44}{peak:>10,.0f} MB")


if __name__ == "__main__":
    main()

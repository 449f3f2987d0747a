"""How fast are works indexed? Claim: at least 5,000 works a second, after parsing.

    python benchmarks/index_build.py [--works 30000]

Works of 162 words, ten headings and nine facts. The peers index title and abstract only;
we index these and headings, keywords, all set fields and facet columns.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from _library import works
from _peers import peers
from concordat.search.engines.set_engine import SetEngine
from concordat.search.words import Document


def measured(build: Callable[[Path, list[Document]], object], made: list[Document]) -> tuple:
    """Return seconds by the clock, seconds of processors, and bytes on the disk."""
    with tempfile.TemporaryDirectory() as folder:
        clock, processor = time.perf_counter(), os.times()
        build(Path(folder), made)
        clock, after = time.perf_counter() - clock, os.times()
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
        return clock, sum(after[:4]) - sum(processor[:4]), size  # with those of helpers


def ours(folder: Path, made: list[Document]) -> None:
    SetEngine(folder).put(made)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, default=30_000)
    made = list(works(parser.parse_args().works))
    print(f"{len(made):,} works; load of the machine {os.getloadavg()[0]:.1f}")
    print(f"{'':12} {'works/s':>9} {'works/cpu s':>12} {'MB':>7} {'ours is':>9}")
    first = None
    for name, build in [("Concordat", ours), *((peer.name, peer) for peer in peers())]:
        clock, processor, size = measured(build, made)
        first = first or clock
        print(
            f"{name:12} {len(made) / clock:9,.0f} {len(made) / processor:12,.0f}"
            f" {size / 1e6:7.0f} {clock / first:8.1f}x"
        )


if __name__ == "__main__":
    main()

"""How well and how fast are copies found? Our matching beside BibDedupe, in one run.

    python benchmarks/matching.py [FOLDER ...]

Each folder has records_pre_merged.csv and merged_record_ids.csv, the layout of
BibDedupe's published sets. Counted are pairs of records: P is the share of pairs found
that are right, R the share of right pairs found. The peer runs when it is installed
(`pip install bib-dedupe`), in a process of its own, and is passed over if not.
"""

import csv
import subprocess
import sys
import time
from itertools import combinations
from pathlib import Path

from concordat.evidence.duplicates import find_duplicates

FOLDERS = sorted(Path("../shared/data/dedupe").glob("*"))

_PEER = """
import contextlib, io, sys, time, warnings
warnings.filterwarnings("ignore")
import pandas
from bib_dedupe.bib_dedupe import block, cluster, match, prep
records = pandas.read_csv(sys.argv[1], dtype=str).fillna("")
for column in ("doi", "abstract", "booktitle", "ENTRYTYPE"):
    if column not in records:
        records[column] = ""
begun = time.perf_counter()
with contextlib.redirect_stdout(io.StringIO()):
    prepared = prep(records, verbosity_level=0)
    found = cluster(match(block(prepared, verbosity_level=0), verbosity_level=0))
print(time.perf_counter() - begun)
for group in found:
    print(";".join(group))
"""


def main() -> None:
    folders = [Path(name) for name in sys.argv[1:]] or FOLDERS
    print(f"{'set':<16}{'records':>8}  {'method':<12}{'P':>7}{'R':>7}{'false':>7}{'s':>8}")
    for folder in folders:
        truth = _pairs(_groups(folder / "merged_record_ids.csv"))
        file = folder / "records_pre_merged.csv"
        begun = time.perf_counter()
        found = find_duplicates([file])
        took = time.perf_counter() - begun
        _row(folder.name, found.records, "concordat", _pairs(found.groups), truth, took)
        if peer := _peer(file):
            seconds, groups = peer
            _row(folder.name, found.records, "bib-dedupe", _pairs(groups), truth, seconds)


def _peer(file: Path) -> tuple[float, list[tuple[str, ...]]] | None:
    run = subprocess.run(
        [sys.executable, "-c", _PEER, str(file)], capture_output=True, text=True, check=False
    )
    if run.returncode:
        print(f"{'':<26}bib-dedupe: {run.stderr.strip().splitlines()[-1][:60]}")
        return None
    seconds, *groups = run.stdout.splitlines()
    return float(seconds), [tuple(line.split(";")) for line in groups]


def _groups(file: Path) -> list[tuple[str, ...]]:
    with file.open() as stream:
        return [tuple(row["merged_ids"].split(";")) for row in csv.DictReader(stream)]


def _pairs(groups: "list[tuple[str, ...]] | tuple[tuple[str, ...], ...]") -> set[tuple[str, ...]]:
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def _row(
    name: str,
    records: int,
    method: str,
    found: set[tuple[str, ...]],
    truth: set[tuple[str, ...]],
    took: float,
) -> None:
    right = len(found & truth)
    precision, recall = right / max(1, len(found)), right / max(1, len(truth))
    false = len(found - truth)
    print(
        f"{name:<16}{records:>8}  {method:<12}{precision:>7.3f}{recall:>7.3f}{false:>7}{took:>8.2f}"
    )


if __name__ == "__main__":
    main()

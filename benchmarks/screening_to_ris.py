"""Turn screening records (JSON Lines, gzip or plain) into RIS: the input of a trial run.

    python benchmarks/screening_to_ris.py IN.jsonl.gz OUT.ris

Without arguments it reads ../shared/data/screening and writes to a temporary file, whose
name it prints. The labels of the screening (include, exclude) are not written: they are
what a search is measured by.
"""

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from concordat.evidence.formats import ris
from concordat.evidence.formats.names import given_first
from concordat.evidence.identity.identifiers import canonical
from concordat.evidence.words import Reference

SCREENING = Path(__file__).parents[2] / "shared/data/screening/cohen_and_others.jsonl.gz"


def references(path: Path) -> Iterator[Reference]:
    """Yield the reference of each line; a work that two reviews screened comes twice."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield reference(json.loads(line))


def reference(record: dict[str, Any]) -> Reference:
    """Return the reference of one record: pmid, title, abstract, authors, year, mesh."""
    names = (record.get("authors") or "").split(";")
    pmid = canonical("pmid", str(record.get("pmid") or ""))
    doi = canonical("doi", str(record.get("doi") or ""))
    year = str(record.get("year") or "").partition(".")[0]
    words = record.get("mesh_keywords") or record.get("keywords") or ()
    return Reference(
        title=record.get("title") or "",
        abstract=record.get("abstract") or "",
        authors=tuple(author for name in names if (author := given_first(name))),
        year=int(year) if year.isdecimal() else None,
        identifiers=tuple(found for found in (pmid, doi) if found),
        keywords=tuple(words.split("; ") if isinstance(words, str) else words),
        source_type="JOUR",
    )


def main() -> int:
    """Write the file, and say how many records it has."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, nargs="?", default=SCREENING)
    parser.add_argument("target", type=Path, nargs="?")
    wanted = parser.parse_args()
    if not wanted.source.exists():
        print(f"SKIPPED: there is no {wanted.source}: nothing was written.")
        return 0
    target = wanted.target or Path(tempfile.mkdtemp()) / "screening.ris"
    count = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        for piece in ris.write(references(wanted.source)):
            file.write(piece)
            count += 1
    print(f"{count} records written to {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

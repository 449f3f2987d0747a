"""How long does the chain of a work take among a million?

    python benchmarks/chain.py [--works 1000000] [--ties 1000000] [--times 20]

A made world: so many works in one database, each tie between two of them at random, and one
landmark trial on which 500 works rest, on each of which another rests. A figure is the wall
time of `evidence.queries.chain` both ways with two hops, and of the whole JSON address through
Django, for a visitor. The claim is a median under 300 ms for the landmark. Beside it: the
same question put as one recursive SQL query, which knows nothing of visibility or merges.
Exit code 1 when the claim does not hold.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

CLAIM = 300  # milliseconds, median
LANDMARK, ABOVE = 1, 500
_RECURSIVE = """
WITH RECURSIVE up(work, hop) AS (
  SELECT ?, 0 UNION
  SELECT l.upper_id, hop + 1 FROM up JOIN evidence_evidencelink l ON l.lower_id = up.work
  WHERE hop < 2
) SELECT count(*) FROM up
"""


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--works", type=int, default=1_000_000)
    options.add_argument("--ties", type=int, default=1_000_000)
    options.add_argument("--times", type=int, default=20)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "WORLD": "bench"}
        from concordat.commands import house

        house.enter_to_write()
        started = time.perf_counter()
        _fill(given.works, given.ties)
        print(f"{given.works:,} works and {given.ties:,} ties made ", end="")
        print(f"in {time.perf_counter() - started:.0f} s")
        return _measure(given.times, given.works)


def _fill(works: int, ties: int) -> None:
    """Write rows like one made by the models, in one statement for each table."""
    from django.db import connection
    from django.utils import timezone

    from concordat.evidence.models import EvidenceLink, Work

    now = timezone.now()
    given = {"kind": "other study", "standing": "published", "first_seen_at": now}
    first = Work.objects.create(title="The landmark trial", changed_at=now, **given)
    other = Work.objects.create(title="A work", changed_at=now, **given)
    tie = EvidenceLink.objects.create(
        upper=other, lower=first, role="supports", source="made", actor="bench", at=now
    )
    assert first.pk == LANDMARK
    random = f"(abs(random()) % {works}) + 1"
    with connection.cursor() as cursor:
        _copy(cursor, Work, other.pk, works - 2, {"public_id": "printf('w%012d', i)"})
        ids = {"public_id": "printf('t%012d', i)"}
        # 500 works above the landmark, and one above each of them.
        near = {**ids, "upper_id": "i + 2", "lower_id": str(LANDMARK)}
        _copy(cursor, EvidenceLink, tie.pk, ABOVE, near)
        far = {**ids, "public_id": "printf('u%012d', i)"}
        far |= {"upper_id": f"i + {ABOVE + 2}", "lower_id": "i + 2"}
        _copy(cursor, EvidenceLink, tie.pk, ABOVE, far)
        wide = {**ids, "public_id": "printf('v%012d', i)", "upper_id": random, "lower_id": random}
        _copy(cursor, EvidenceLink, tie.pk, ties, wide)
        cursor.execute("ANALYZE")


def _copy(cursor: Any, model: Any, pattern: int, rows: int, given: dict[str, str]) -> None:
    """Add so many rows like the one with the key `pattern`, with the columns given as SQL of i."""
    columns = [field.column for field in model._meta.concrete_fields if not field.primary_key]
    values = [given.get(column, f"p.{column}") for column in columns]
    table = model._meta.db_table
    cursor.execute(
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) "  # noqa: S608
        f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) "
        f"SELECT {', '.join(values)} FROM n, {table} p WHERE p.id = {pattern}"
    )


def _measure(times: int, works: int) -> int:
    from django.db import connection
    from django.test import Client

    from concordat.evidence import queries
    from concordat.evidence.models import Work
    from concordat.parties.words import VISITOR

    landmark = Work.objects.get(pk=LANDMARK).public_id
    any_other = Work.objects.get(pk=works // 2).public_id
    client = Client(SERVER_NAME="127.0.0.1")

    def sql() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_RECURSIVE.replace("?", "%s"), [LANDMARK])
            cursor.fetchall()

    found = queries.chain(landmark, by=VISITOR)
    print(f"The landmark's chain shows {len(found.works)} works")  # type: ignore[union-attr]
    rows: dict[str, Callable[[], object]] = {
        "chain of the landmark": lambda: queries.chain(landmark, by=VISITOR),
        "what rests on the landmark": lambda: queries.resting_on(landmark, by=VISITOR),
        "chain of a work like others": lambda: queries.chain(any_other, by=VISITOR),
        "its JSON address, landmark": lambda: client.get(f"/evidence/{landmark}/chain.json"),
        "its picture, landmark": lambda: client.get(f"/evidence/{landmark}/chain.svg"),
        "peer: one recursive query, up": sql,
    }
    medians = {name: _median(what, times) for name, what in rows.items()}
    for name, milliseconds in medians.items():
        print(f"{name:32} {milliseconds:8.1f} ms")
    held = medians["its JSON address, landmark"] < CLAIM
    print(f"Under {CLAIM} ms: {'yes' if held else 'NO'}")
    return 0 if held else 1


def _median(what: Callable[[], object], times: int) -> float:
    what()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        what()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    sys.exit(main())

"""Usage in sorted Parquet files, a pair for each platform and year, asked through DuckDB.

`current.json` names the files that count. New files are written beside the old ones and the
list is replaced in one step: a reader sees a report whole or not at all, and a process that is
killed leaves files that nobody names, which the next writer clears away.
"""

import csv
import fcntl
import json
import os
import secrets
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from concordat.investment.usage.memory import check_months
from concordat.investment.words import MonthKnown, Monthly, MonthState, Total, UseCount

Current = dict[str, dict[str, str]]  # "platform/year" -> {"counts": file, "months": file}
_COUNTS = (
    "organisation VARCHAR, platform VARCHAR, report VARCHAR, release VARCHAR, item VARCHAR, "
    "name VARCHAR, data_type VARCHAR, access_type VARCHAR, metric VARCHAR, month VARCHAR, "
    "number BIGINT"
)
_MONTHS = "organisation VARCHAR, platform VARCHAR, report VARCHAR, month VARCHAR, state VARCHAR"
_ORDERS = {"counts": "organisation, item, metric, month", "months": "organisation, month"}


class ParquetStore:
    """See `port.UsageStore`. `folder` is made when first written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    # --- writing ------------------------------------------------------------------------------

    def restate(self, *, known: Collection[MonthKnown], counts: Iterable[UseCount]) -> None:
        fresh = list(counts)
        check_months({(m.organisation, m.platform, m.report, m.month) for m in known}, fresh)
        parts: dict[str, tuple[list[MonthKnown], list[UseCount]]] = defaultdict(lambda: ([], []))
        for month in known:
            parts[f"{month.platform}/{month.month[:4]}"][0].append(month)
        for one in fresh:
            parts[f"{one.platform}/{one.month[:4]}"][1].append(one)
        with self._alone() as current:
            changed = dict(current)
            for part, (months, rows) in sorted(parts.items()):
                changed[part] = self._written(part, current.get(part), months, rows)
            self._replace(changed)
            self._clear(changed)

    def _written(
        self,
        part: str,
        old: dict[str, str] | None,
        months: list[MonthKnown],
        rows: list[UseCount],
    ) -> dict[str, str]:
        """Write the pair of files of one part: the old rows that stay, and the new."""
        folder = self.folder / part
        folder.mkdir(parents=True, exist_ok=True)
        with duckdb.connect() as database:
            _fill(database, "counts", _COUNTS, rows, self._old(old, "counts"))
            _fill(database, "months", _MONTHS, months, self._old(old, "months"))
            return {kind: self._save(database, kind, part) for kind in ("counts", "months")}

    def _old(self, old: dict[str, str] | None, kind: str) -> str:
        return str(self.folder / old[kind]) if old else ""

    def _save(self, database: duckdb.DuckDBPyConnection, kind: str, part: str) -> str:
        name = f"{part}/{kind}-{secrets.token_hex(8)}.parquet"
        path = str(self.folder / name)
        rows = database.table(f"all_{kind}").order(_ORDERS[kind])
        rows.write_parquet(path, compression="zstd")
        with open(path, "rb") as written:
            os.fsync(written.fileno())
        return name

    @contextmanager
    def _alone(self) -> Iterator[Current]:
        """Hold the store against other writers, of this process or another."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "writer.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self._current()

    def _replace(self, changed: Current) -> None:
        fresh = self.folder / "current.json.new"
        with fresh.open("w", encoding="utf-8") as stream:
            json.dump(changed, stream, indent=1, sort_keys=True)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(self.folder / "current.json")
        held = os.open(self.folder, os.O_RDONLY)
        os.fsync(held)
        os.close(held)

    def _clear(self, current: Current) -> None:
        """Remove files that nobody names. A reader that has one open keeps it."""
        named = {name for part in current.values() for name in part.values()}
        for path in self.folder.glob("*/*/*.parquet"):
            if path.relative_to(self.folder).as_posix() not in named:
                path.unlink(missing_ok=True)

    def _current(self) -> Current:
        try:
            found: Current = json.loads((self.folder / "current.json").read_text("utf-8"))
        except FileNotFoundError:
            return {}
        return found

    # --- reading ------------------------------------------------------------------------------

    def totals(
        self,
        *,
        metrics: Collection[str],
        access: Collection[str],
        since: str,
        until: str,
        states: Collection[str],
    ) -> list[Total]:
        rows = self._ask(
            """
            SELECT organisation, platform, item, min(name), data_type, metric,
                sum(number)::BIGINT
            FROM counts SEMI JOIN
                (SELECT * FROM months WHERE list_contains($states, state)) AS counted
                USING (organisation, platform, report, month)
            WHERE list_contains($metrics, metric) AND list_contains($access, access_type)
                AND month BETWEEN $since AND $until
            GROUP BY organisation, platform, item, data_type, metric
            ORDER BY organisation, platform, item, data_type, metric
            """,
            since=since,
            until=until,
            metrics=sorted(metrics),
            access=sorted(access),
            states=sorted(str(state) for state in states),
        )
        return [Total(*row) for row in rows]

    def by_month(
        self, *, metrics: Collection[str], access: Collection[str], since: str, until: str
    ) -> list[Monthly]:
        rows = self._ask(
            """
            SELECT organisation, platform, data_type, metric, release, month, sum(number)::BIGINT
            FROM counts
            WHERE list_contains($metrics, metric) AND list_contains($access, access_type)
                AND month BETWEEN $since AND $until
            GROUP BY ALL
            ORDER BY organisation, platform, data_type, metric, release, month
            """,
            since=since,
            until=until,
            metrics=sorted(metrics),
            access=sorted(access),
        )
        return [Monthly(*row) for row in rows]

    def last_used(
        self, *, metrics: Collection[str], access: Collection[str]
    ) -> dict[tuple[str, str, str], str]:
        rows = self._ask(
            """
            SELECT organisation, platform, item, max(month)
            FROM counts
            WHERE list_contains($metrics, metric) AND list_contains($access, access_type)
                AND number > 0
            GROUP BY organisation, platform, item
            """,
            metrics=sorted(metrics),
            access=sorted(access),
        )
        return {
            (organisation, platform, item): month for organisation, platform, item, month in rows
        }

    def months(self, *, since: str, until: str) -> list[MonthKnown]:
        rows = self._ask(
            "SELECT * FROM months WHERE month BETWEEN $since AND $until "
            "ORDER BY organisation, platform, report, month",
            since=since,
            until=until,
        )
        return [MonthKnown(a, b, c, d, MonthState(state)) for a, b, c, d, state in rows]

    def releases(self, *, data_type: str, metric: str) -> frozenset[str]:
        rows = self._ask(
            "SELECT DISTINCT release FROM counts WHERE data_type = $data_type AND metric = $metric",
            data_type=data_type,
            metric=metric,
        )
        return frozenset(row[0] for row in rows)

    def _ask(self, question: str, **values: object) -> list[tuple[Any, ...]]:
        """Ask of the files that count now; again, if a writer took one away meanwhile."""
        for attempt in range(5):
            try:
                return self._ask_once(question, values)
            except duckdb.IOException:
                if attempt == 4:
                    raise
        raise AssertionError

    def _ask_once(self, question: str, values: dict[str, object]) -> list[tuple[Any, ...]]:
        current = self._current()
        with duckdb.connect() as database:
            for kind, columns in (("counts", _COUNTS), ("months", _MONTHS)):
                files = [str(self.folder / part[kind]) for part in current.values()]
                if files:
                    database.read_parquet(files).create_view(kind)
                else:
                    database.execute(f"CREATE TABLE {kind} ({columns})")
            return database.execute(question, values).fetchall()


def _fill(
    database: duckdb.DuckDBPyConnection,
    kind: str,
    columns: str,
    rows: Collection[MonthKnown] | Collection[UseCount],
    old: str,
) -> None:
    """Make `all_counts` or `all_months`: the new rows, and the old of other months."""
    database.execute(f"CREATE TABLE all_{kind} ({columns})")
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="", encoding="utf-8") as file:
        # A file is read at millions of rows a second; inserts one by one are a thousand times
        # slower. Everything is quoted, so that an empty text is not taken for a missing one.
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
        file.flush()
        if rows:
            database.execute(
                f"COPY all_{kind} FROM '{file.name}' "
                "(FORMAT csv, HEADER false, DELIMITER ',', QUOTE '\"', ESCAPE '\"', "
                "NULLSTR 'never null', NEW_LINE '\\r\\n')"
            )
    if old:
        # Months are filled last: `all_months` is not there yet when counts are filled.
        database.read_parquet(old).create_view(f"old_{kind}")
    if kind == "months":
        _keep_others(database, bool(old))


def _keep_others(database: duckdb.DuckDBPyConnection, has_old: bool) -> None:
    if not has_old:
        return
    database.execute("CREATE TABLE said AS SELECT * FROM all_months")
    for kind in ("counts", "months"):
        database.execute(
            f"INSERT INTO all_{kind} SELECT * FROM old_{kind} ANTI JOIN said "  # noqa: S608 two words
            "USING (organisation, platform, report, month)"
        )

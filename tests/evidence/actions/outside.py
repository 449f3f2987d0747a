"""An ingest in a process of its own, with a data folder of its own: to be killed or watched."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

_RUN = """
import sys
from pathlib import Path
from concordat.commands import house
house.enter_to_write()
from concordat.evidence.actions import ingest
from concordat.parties.words import OPERATOR
print("ready", flush=True)
def told(name, done, all_):
    print(done, flush=True)
report = ingest(paths=[Path(sys.argv[1])], by=OPERATOR, progress=told)
print(f"end {report.found} {report.taken + report.merged + report.unchanged}", flush=True)
"""


def begin(data: Path, file: Path) -> subprocess.Popen[str]:
    """Start an ingest of `file` into the data folder. It prints `ready`, numbers, and `end`."""
    environment = os.environ | {
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "concordat.config.settings.local",
        "SECRET_KEY": "only for tests, never a secret, long enough for its checks",
        "AUDIT_KEY": "only for tests",
    }
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, str(file)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def run(data: Path, file: Path) -> str:
    """Ingest undisturbed and return the last line."""
    process = begin(data, file)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output.splitlines()[-1]


def write_beside(process: subprocess.Popen[str], data: Path) -> float:
    """Take the write lock again and again while the process runs.

    Return the longest row of refusals as a share of all that was tried: it does not grow on a
    slow machine, where everything is slow, but it does when one transaction holds on.
    """
    connection = sqlite3.connect(data / "db.sqlite3", timeout=0, isolation_level=None)
    tried = row = longest = 0
    while process.poll() is None:
        tried += 1
        row = 0 if _given(connection) else row + 1
        longest = max(longest, row)
        time.sleep(0.002)
    connection.close()
    assert tried > 100, "it was too soon over to say anything"
    return longest / tried


def _given(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return False
    connection.execute("ROLLBACK")
    return True


def state(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that the evidence knows, without keys, public ids and times."""
    queries = {
        "works": """
            SELECT title, abstract, year, identifiers, kind, standing, standing_on, volume, pages
            FROM evidence_work WHERE merged_into_id IS NULL ORDER BY title, identifiers""",
        "names": """
            SELECT scheme, value, title FROM evidence_workidentifier AS name
            JOIN evidence_work AS work ON work.id = name.work_id ORDER BY scheme, value""",
        "records": """
            SELECT key, record.sha256, position, title FROM evidence_sourcerecord AS record
            JOIN evidence_work AS work ON work.id = record.work_id
            ORDER BY key, record.sha256""",
        "events": """
            SELECT relation, target_value, title FROM evidence_statusevent AS event
            JOIN evidence_work AS work ON work.id = event.work_id ORDER BY relation, title""",
        "merges": "SELECT reason FROM evidence_mergeevent ORDER BY reason",
        "raw": "SELECT sha256, size FROM evidence_rawfile ORDER BY sha256",
    }
    connection = sqlite3.connect(data / "db.sqlite3")
    try:
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}
    finally:
        connection.close()


def log_is_whole(data: Path) -> bool:
    """Return whether the log has every number once and each work's last entry is its own."""
    connection = sqlite3.connect(data / "db.sqlite3")
    try:
        numbers = connection.execute("SELECT number FROM evidence_revision").fetchall()
        last = connection.execute("SELECT last FROM evidence_revisionlog").fetchone()
        behind = connection.execute(
            """SELECT count(*) FROM evidence_work AS work WHERE revision !=
               (SELECT max(number) FROM evidence_revision WHERE work = work.public_id)"""
        ).fetchone()
    finally:
        connection.close()
    return sorted(numbers) == [(n,) for n in range(1, last[0] + 1)] and behind == (0,)

"""A large file dropped in: killed and repeated, and with a writer beside it."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.conftest import Copy
from tests.evidence.actions.outside import write_beside

RECORDS = 800
_RUN = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from concordat.commands import house
house.enter_to_write()
from concordat.evidence import actions, queries
from concordat.evidence.actions import depositing
from concordat.evidence.models import Collection
from concordat.evidence.words import CollectionGiven, Refused
from concordat.parties.words import OPERATOR
depositing._STALLED = depositing._STALLED * 0  # whoever was killed is gone at once
now = datetime(2026, 3, 1, tzinfo=UTC)
row = Collection.objects.first()
name = row.public_id if row else actions.make_collection(
    by=OPERATOR, given=CollectionGiven("Salt", date(2027, 3, 1)), now=now
)
create = depositing._Arrival._create
def told(self, part):
    create(self, part)
    print(len(part), flush=True)
    sys.stdin.readline()  # goes on when it is told to, or when nobody is there to tell it
depositing._Arrival._create = told
print("ready", flush=True)
try:
    actions.deposit(
        by=OPERATOR, collection=name, path=Path(sys.argv[1]), name="x.ris", database="A", now=now
    )
except Refused as error:
    print(error.message)
found = queries.collection(name, by=OPERATOR)
flow = found.flow
print(f"end {len(found.deposits)} {flow.identified} {flow.copies} {flow.to_screen}", flush=True)
"""


def begin(data: Path, file: Path) -> subprocess.Popen[str]:
    environment = os.environ | {
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "concordat.config.settings.local",
        "SECRET_KEY": "only for tests, never a secret, long enough for its checks",
        "AUDIT_KEY": "only for tests",
    }
    command = [sys.executable, "-c", _RUN, str(file)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, text=True)


def end(process: subprocess.Popen[str]) -> str:
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    return output.splitlines()[-1]


def library(path: Path) -> Path:
    """Every tenth record comes again right after itself, every twentieth much later."""
    found = []
    for number in range(RECORDS):
        text = f"TI  - Trial {number} of salt and water\nPY  - 2001\nDO  - 10.1000/{number}\n"
        found += [text] * (2 if number % 10 == 0 else 1)
    found += [found[number] for number in range(5, RECORDS, 20)]
    path.write_text("".join(f"TY  - JOUR\n{each}ER  - \n\n" for each in found))
    return path


def test_killed_while_it_comes_in_nothing_is_seen_and_it_can_come_again(
    tmp_path: Path, fresh_installation: Copy
) -> None:
    file, data = library(tmp_path / "x.ris"), fresh_installation(tmp_path / "data")
    for parts in (2, 4):
        process = begin(data, file)
        assert process.stdin
        assert process.stdout
        process.stdout.readline()
        for part in range(parts):  # the last of them is written, and not yet committed
            if part:
                process.stdin.write("\n")
                process.stdin.flush()
            process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL
        held, seen = _held(data)
        assert held
        assert not seen
    whole = RECORDS + RECORDS // 10 + RECORDS // 20
    copies = RECORDS // 10 + RECORDS // 20
    assert end(begin(data, file)) == f"end 1 {whole} {copies} {whole - copies}"
    assert _held(data) == (whole, whole)


def _held(data: Path) -> tuple[int, int]:
    """Return how many records are written, and how many of those can be seen."""
    connection = sqlite3.connect(data / "db.sqlite3")
    try:
        return connection.execute(
            """SELECT count(*), count(*) FILTER (WHERE arriving_at IS NULL)
               FROM evidence_collectedrecord AS record
               JOIN evidence_deposit AS deposit ON deposit.id = record.deposit_id"""
        ).fetchone()
    finally:
        connection.close()


def test_nobody_waits_for_long_while_it_comes_in(tmp_path: Path, fresh_installation: Copy) -> None:
    """How long in milliseconds is measured by `benchmarks/ingest.py`."""
    data = fresh_installation(tmp_path / "data")
    process = begin(data, library(tmp_path / "x.ris"))
    assert process.stdin
    assert process.stdout
    process.stdin.close()
    process.stdout.readline()
    assert write_beside(process, data) < 0.25
    with process.stdout as said:
        assert said.read().splitlines()[-1].startswith("end 1 ")

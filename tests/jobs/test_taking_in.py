"""A large file whose process is killed while it is taken in: begun anew, and nothing twice."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import ROOT, Copy

RECORDS = 400
_WORLD = """
import sys
from datetime import date, timedelta
from pathlib import Path
from django.utils import timezone
from concordat.commands import house
house.enter_to_write()
from concordat.evidence import actions
from concordat.evidence.actions import dropping
from concordat.evidence.words import CollectionGiven
from concordat.parties import actions as parties, queries
from concordat.parties.models import Person
from concordat.parties.words import OPERATOR, PartyKind, Role
dropping.AT_ONCE = 10
since = date(2020, 1, 1)
parties.found_party(by=OPERATOR, slug="body", name="Body", kind=PartyKind.OTHER, since=since)
parties.join(by=OPERATOR, party="body", since=since)
who = parties.create_person(by=OPERATOR, email="ann@example.org", name="Ann")
parties.affiliate(by=OPERATOR, person=who, party="body", since=since)
role = Role.KNOWLEDGE_SPECIALIST
parties.grant_role(by=OPERATOR, person=who, party="body", role=role, since=since)
by = queries.actor_for(Person.objects.get(public_id=who))
now = timezone.now()
given = CollectionGiven("Salt", now.date() + timedelta(days=30))
made = actions.make_collection(by=by, given=given, now=now)
file = Path(sys.argv[1])
assert actions.drop(
    by=by, collection=made, path=file, name="x.ris", database="A", now=now
).coming
"""
_RUN = """
import sys
from datetime import timedelta
from concordat.commands import house
house.enter_to_write()
from concordat.errands import actions
from concordat.jobs.errands import DEEDS
actions.LOST_AFTER = timedelta(0)  # whoever was killed is gone at once
def watched(payload, report):
    def told(done, total, message=""):
        print(message, flush=True)
        sys.stdin.readline()  # goes on when it is told to, or when nobody is there to tell it
        report(done, total, message)
    return DEEDS["deposit"](payload, told)
print("ran", actions.run_next({"deposit": watched}), flush=True)
"""


def begin(data: Path, program: str, *words: str) -> subprocess.Popen[str]:
    environment = os.environ | {
        "DATA_DIR": str(data),
        "DJANGO_SETTINGS_MODULE": "concordat.config.settings.local",
        "SECRET_KEY": "only for tests, never a secret, long enough for its checks",
        "AUDIT_KEY": "only for tests",
    }
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", program, *words]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def killed_at(data: Path, step: str) -> None:
    process = begin(data, _RUN)
    assert process.stdin
    assert process.stdout
    while not process.stdout.readline().startswith(step):
        process.stdin.write("\n")
        process.stdin.flush()
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL


def ran(data: Path) -> bool:
    output, _ = begin(data, _RUN).communicate(timeout=120)
    return output.splitlines()[-1] == "ran True"


def kept(data: Path) -> tuple[int, int, str, int]:
    """Return records written, records seen, the errand's state, and files waiting."""
    with closing(sqlite3.connect(data / "db.sqlite3")) as connection:
        written, seen = connection.execute(
            """SELECT count(*), count(*) FILTER (WHERE arriving_at IS NULL)
               FROM evidence_collectedrecord AS record
               JOIN evidence_deposit AS deposit ON deposit.id = record.deposit_id"""
        ).fetchone()
        (state,) = connection.execute("SELECT state FROM errands_errand").fetchone()
    return written, seen, state, len(list((data / "coming").iterdir()))


@pytest.fixture
def data(tmp_path: Path, fresh_installation: Copy) -> Path:
    """An installation in which a file waits to be taken in."""
    made, file = fresh_installation(tmp_path / "data"), tmp_path / "x.ris"
    texts = (f"TY  - JOUR\nTI  - Trial {n} of salt\nER  - \n" for n in range(RECORDS))
    file.write_text("".join(texts))
    begin(made, _WORLD, str(file)).communicate(timeout=120)
    assert kept(made) == (0, 0, "waiting", 1)
    return made


def test_killed_in_the_middle_it_is_begun_anew_and_nothing_comes_twice(data: Path) -> None:
    killed_at(data, "Step 3 of 4")
    assert kept(data) == (0, 0, "running", 1)
    killed_at(data, "Step 4 of 4: 50 of")
    assert kept(data) == (50, 0, "running", 1)
    assert ran(data)
    assert kept(data) == (RECORDS, RECORDS, "done", 0)
    assert not ran(data)


def test_killed_three_times_it_is_given_up_and_cleared(data: Path) -> None:
    for _ in range(3):
        killed_at(data, "Step 4 of 4: 50 of")
    assert not ran(data)
    assert kept(data) == (50, 0, "failed", 1)
    clear = "from concordat.premises.entrance import enter; enter()\n"
    clear += "from concordat.jobs import clock; print(clock.clear_coming())"
    assert begin(data, clear).communicate(timeout=60)[0].startswith("1 files removed")
    assert kept(data) == (0, 0, "failed", 0)

"""A changed, deleted, inserted or cut-off row of the record is found."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from concordat.parties import actions, queries
from concordat.parties.models import AuditEntry, AuditHead, ClosedRecordError
from concordat.parties.words import OPERATOR, VISITOR, Actor, Role
from tests.conftest import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 6
NOW = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: Settings) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def write(count: int = ROWS) -> None:
    for number in range(count):
        actions.note(by=OPERATOR, deed="try", about=f"thing:{number}", changed={"n": number})


def run(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("ROWS", AuditEntry._meta.db_table), values)


def reasons() -> str:
    check = queries.verify_audit()
    assert not check.sound
    return " ".join(fault.reason for fault in check.faults)


def test_a_sound_record(data_dir: Path) -> None:
    write()
    check = queries.verify_audit()
    assert (check.rows, check.faults, check.notes) == (ROWS, (), ())
    assert len((data_dir / "audit.head").read_text().splitlines()) == ROWS
    assert (data_dir / "audit.head").stat().st_mode & 0o077 == 0


def test_an_empty_record_is_sound() -> None:
    assert queries.verify_audit().sound


@pytest.mark.parametrize(
    "column", ["about", "deed", "by", "party", "changed", "digest", "mac", "at", "salt"]
)
def test_a_changed_row(column: str) -> None:
    write()
    value = "2020-01-01 00:00:00" if column == "at" else "x"
    run('UPDATE ROWS SET "COLUMN" = %s WHERE number = 3'.replace("COLUMN", column), value)
    assert "Row 3" in reasons() or "row 3" in reasons()


def test_an_emptied_row() -> None:
    write()
    run("UPDATE ROWS SET changed = '', salt = '' WHERE number = 3")
    assert "What row 3 says was emptied, and no erasure accounts for it." in reasons()


def test_a_deleted_row() -> None:
    write()
    run("DELETE FROM ROWS WHERE number = 3")
    assert "The record lacks row 3." in reasons()


def test_a_deleted_row_with_the_rest_moved_up() -> None:
    write()
    run("DELETE FROM ROWS WHERE number = 3")
    for number in range(4, ROWS + 1):
        run("UPDATE ROWS SET number = %s WHERE number = %s", number - 1, number)
    assert "Row 3 or the row before it is not as it was sealed." in reasons()


def test_two_rows_in_each_others_place() -> None:
    write()
    for old, new in ((2, 99), (4, 2), (99, 4)):
        run("UPDATE ROWS SET number = %s WHERE number = %s", new, old)
    assert "Row 2" in reasons()


def test_an_inserted_row_without_the_key() -> None:
    write()
    run(
        "INSERT INTO ROWS (number, at, by, party, deed, about, changed, salt, digest, mac) "
        "SELECT %s, at, by, party, deed, about, changed, salt, digest, mac "
        "FROM ROWS WHERE number = %s",
        ROWS + 1,
        ROWS,
    )
    assert f"Row {ROWS + 1} or the row before it is not as it was sealed." in reasons()


def cut(to: int) -> None:
    """Cut rows off and mend the head in the database, as somebody who writes to it can."""
    run("DELETE FROM ROWS WHERE number > %s", to)
    last = AuditEntry.objects.filter(number=to).first()
    AuditHead.objects.update(count=to, mac=last.mac if last else "")


def test_rows_cut_off_with_the_head_mended() -> None:
    write()
    cut(4)
    assert f"The record ends at row 4, but audit.head knows of {ROWS}" in reasons()


def test_rows_cut_off_and_others_written_through_the_program() -> None:
    write()
    cut(3)
    write(ROWS)
    assert "is not the one that audit.head knows" in reasons() or "was altered" in reasons()


def test_rows_cut_off_without_mending_the_head() -> None:
    write()
    run("DELETE FROM ROWS WHERE number > 4")
    assert "The record ends at row 4, but its head says 6." in reasons()


def test_the_whole_record_gone() -> None:
    write()
    run("DELETE FROM ROWS")
    AuditHead.objects.all().delete()
    assert "rows were cut off" in reasons()


def test_another_key(settings: Settings) -> None:
    write(2)
    settings.AUDIT_KEY = b"another"
    (fault,) = queries.verify_audit().faults  # one, not a row for each
    assert "None of the 2 rows is sealed with the audit key that is here" in fault.reason


def test_an_altered_head_file(data_dir: Path) -> None:
    write(2)
    with (data_dir / "audit.head").open("a") as file:
        file.write("rubbish\n2 0000\n")
    assert "Line 3 of audit.head was altered." in reasons()
    assert "Line 4 of audit.head was altered." in reasons()


def test_without_the_head_file_a_record_put_back_would_look_whole(data_dir: Path) -> None:
    write()
    (data_dir / "audit.head").unlink()
    assert "audit.head is not in the data folder" in reasons()


def test_an_old_copy_of_the_head_file(data_dir: Path) -> None:
    actions.note(by=OPERATOR, deed="try", about="thing:1", now=NOW)
    kept = (data_dir / "audit.head").read_bytes()
    for day in (1, 2):
        actions.note(by=OPERATOR, deed="try", about="thing:2", now=NOW + timedelta(days=day))
    (data_dir / "audit.head").write_bytes(kept)
    assert "it is an old copy" in reasons()


def test_a_head_file_left_behind_by_a_crash_is_a_note(data_dir: Path) -> None:
    write()
    lines = (data_dir / "audit.head").read_text().splitlines(keepends=True)
    (data_dir / "audit.head").write_text("".join(lines[:-1]))
    check = queries.verify_audit()
    assert check.sound
    assert f"audit.head knows {ROWS - 1} rows of {ROWS}" in check.notes[0]
    write(1)
    assert queries.verify_audit().notes == ()


def test_what_is_rolled_back_leaves_nothing(data_dir: Path) -> None:
    write(1)
    with transaction.atomic():
        write(2)
        transaction.set_rollback(True)
    check = queries.verify_audit()
    assert (check.rows, check.sound) == (1, True)
    assert len((data_dir / "audit.head").read_text().splitlines()) == 1


def test_many_rows_of_one_transaction_append_one_line(data_dir: Path) -> None:
    with transaction.atomic():
        write()
    assert len((data_dir / "audit.head").read_text().splitlines()) == 1
    assert queries.verify_audit().sound


def test_the_program_cannot_alter_the_record() -> None:
    write(1)
    row = AuditEntry.objects.get()
    with pytest.raises(ClosedRecordError):
        row.save()
    with pytest.raises(ClosedRecordError):
        row.delete()
    with pytest.raises(ClosedRecordError):
        AuditEntry.objects.all().delete()
    with pytest.raises(ClosedRecordError):
        AuditEntry.objects.update(deed="x")


def test_without_a_key_nothing_is_written(settings: Settings) -> None:
    settings.AUDIT_KEY = b""
    with pytest.raises(Exception, match="concordat doctor"):
        write(1)
    assert AuditEntry.objects.count() == 0


def test_who_may_read_it() -> None:
    theirs = Actor(name="Ada", party="aaaaaaaaaaaaa", roles=frozenset({Role.ADMINISTRATOR}))
    actions.note(by=theirs, deed="try", about="thing:1", now=NOW)
    write(2)
    assert [line.number for line in queries.audit_lines(by=OPERATOR)] == [3, 2, 1]
    assert [line.number for line in queries.audit_lines(by=theirs)] == [1]
    assert queries.audit_lines(by=VISITOR) == []
    assert queries.audit_lines(by=Actor(name="Bo", party="aaaaaaaaaaaaa")) == []
    [line] = queries.audit_lines(by=OPERATOR, about="thing:1", before=3)[:1]
    assert (line.at, line.by, line.deed) == ("2026-01-02T03:04:05+00:00", "Ada", "try")


_WRITER = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
print("ready", flush=True)
input()
from concordat.parties import actions
from concordat.parties.words import OPERATOR
for number in range(25):
    actions.note(by=OPERATOR, deed="try", about=f"thing:{number}")
"""


def test_two_writers_at_once_make_one_chain(tmp_path: Path) -> None:
    env = {
        **os.environ,
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "x" * 60,
        "AUDIT_KEY": "key",
        "DJANGO_SETTINGS_MODULE": "concordat.config.settings.local",
        "PYTHONPATH": str(ROOT / "src"),
    }

    def start() -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", _WRITER]
        writer = subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, text=True)
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"  # one after the other: migrations
        return writer

    writers = [start() for _ in range(2)]
    for writer in writers:
        assert writer.stdin
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        writer.communicate(timeout=60)
        assert writer.returncode == 0
    check = "import django; django.setup(); from concordat.parties import queries; "
    check += "found = queries.verify_audit(); print(found.rows, found.sound, len(found.notes))"
    after = subprocess.run([sys.executable, "-c", check], env=env, capture_output=True, text=True)
    assert after.stdout.split() == ["50", "True", "0"], after.stderr

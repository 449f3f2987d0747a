"""A changed, deleted, inserted or cut-off row of the record is found."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction

from concordat.parties import actions, queries
from concordat.parties.models import AuditEntry, AuditHead, ClosedRecordError
from concordat.parties.words import OPERATOR, VISITOR, Actor, Role

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 6
NOW = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
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


def test_another_key(settings: pytest.FixtureRequest) -> None:
    write(2)
    settings.AUDIT_KEY = b"another"  # type: ignore[attr-defined]
    assert "Row 1" in reasons()


def test_an_altered_head_file(data_dir: Path) -> None:
    write(2)
    with (data_dir / "audit.head").open("a") as file:
        file.write("rubbish\n2 0000\n")
    assert "Line 3 of audit.head was altered." in reasons()
    assert "Line 4 of audit.head was altered." in reasons()


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


def test_without_a_key_nothing_is_written(settings: pytest.FixtureRequest) -> None:
    settings.AUDIT_KEY = b""  # type: ignore[attr-defined]
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

"""Files become works: whatever their packing, and whatever is wrong with some of them."""

import gzip
import zipfile
from pathlib import Path

import pytest
import zstandard
from django.conf import LazySettings

from concordat.evidence.actions import ingest
from concordat.evidence.actions.raw import place_of
from concordat.evidence.models import RawFile, Source, SourceRecord, Work
from concordat.evidence.queries import freshness, source_records
from concordat.parties.words import OPERATOR, VISITOR

pytestmark = pytest.mark.django_db

RECORD = "TY  - JOUR\nTI  - Salt and water {0}\nDO  - 10.1000/{0}\nPY  - 2001\nER  - \n\n"


def ris(*numbers: int) -> bytes:
    return "".join(RECORD.format(number) for number in numbers).encode()


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings) -> Path:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    return inbox


def test_plain_gzip_and_zip_are_taken_and_their_bytes_kept(folder: Path) -> None:
    (folder / "a.ris").write_bytes(ris(1, 2))
    (folder / "b.ris.gz").write_bytes(gzip.compress(ris(3)))
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("inner/d.ris", ris(4))
        archive.writestr("inner/e.ris", ris(5, 1))
    report = ingest(paths=[folder], by=OPERATOR, source="Inbox")
    assert (report.found, report.taken, report.unchanged, report.files) == (6, 5, 1, 4)
    assert report.complaints == ()
    assert RawFile.objects.count() == 3
    for row in RawFile.objects.all():
        kept = (
            zstandard.ZstdDecompressor()
            .decompressobj()
            .decompress(place_of(row.sha256).read_bytes())
        )
        assert kept == (folder / row.name).read_bytes()


def test_a_record_names_the_file_and_the_place_in_it(folder: Path) -> None:
    (folder / "a.ris").write_bytes(ris(1, 2))
    ingest(paths=[folder], by=OPERATOR)
    last = Work.objects.latest("pk")
    (record,) = source_records(last.public_id, by=VISITOR)
    assert record.file == "a.ris"
    assert "2" in record.position
    assert {"title", "identifiers", "year"} <= set(record.fields)


def test_again_changes_nothing_and_keeps_no_second_copy(folder: Path) -> None:
    (folder / "a.ris").write_bytes(ris(1, 2, 3))
    ingest(paths=[folder], by=OPERATOR)
    report = ingest(paths=[folder], by=OPERATOR)
    assert (report.found, report.unchanged) == (3, 3)
    assert (RawFile.objects.count(), SourceRecord.objects.count()) == (1, 3)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.ris", b"", "empty"),
        ("odd.bin", b"\x00\x01\x02 nothing known", "not known"),
        ("cut.ris.gz", gzip.compress(ris(7) * 50)[:-20], "breaks off"),
        ("page.html", b"<!DOCTYPE html><html>", "web page"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_named_and_the_rest_taken(
    folder: Path, name: str, content: bytes, reason: str
) -> None:
    (folder / name).write_bytes(content)
    (folder / "good.ris").write_bytes(ris(1, 2))
    report = ingest(paths=[folder], by=OPERATOR)
    assert report.unread == 1
    assert Work.objects.filter(identifiers__contains="10.1000/2").exists()
    assert any(name in each and reason in each for each in report.complaints)


def test_a_file_that_is_not_there_is_a_complaint_not_a_crash(folder: Path) -> None:
    report = ingest(paths=[folder / "nowhere.ris"], by=OPERATOR)
    assert (report.found, report.unread) == (0, 1)
    assert "nowhere.ris" in report.complaints[0]


def test_a_record_set_aside_is_counted_with_its_place(folder: Path) -> None:
    (folder / "a.ris").write_bytes(ris(1) + b"TY  - JOUR\nAU  - Nobody\nER  - \n\n" + ris(2))
    report = ingest(paths=[folder], by=OPERATOR)
    assert (report.found, report.taken, report.set_aside) == (3, 2, 1)
    assert "record 2" in report.complaints[0]
    assert "a.ris" in report.complaints[0]


def test_progress_tells_of_every_file(folder: Path) -> None:
    (folder / "a.ris").write_bytes(ris(*range(120)))
    (folder / "b.ris").write_bytes(ris(200))
    told: list[tuple[str, int]] = []
    ingest(
        paths=[folder],
        by=OPERATOR,
        progress=lambda name, done, _: told.append((Path(name).name, done)),
    )
    assert ("a.ris", 120) in told
    assert ("b.ris", 1) in told


def test_a_source_remembers_its_last_good_harvest_and_nothing_is_none(folder: Path) -> None:
    (folder / "a.ris").write_bytes(ris(1, 2))
    ingest(paths=[folder], by=OPERATOR, source="Inbox")
    (before,) = freshness()
    assert before.records == 2
    assert dict(before.counts)["taken"] == 2
    ingest(paths=[folder / "nowhere.ris"], by=OPERATOR, source="Inbox")
    assert freshness() == (before,)


def test_a_source_without_a_name_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="cannot name a source"):
        ingest(paths=[folder], by=OPERATOR, source="!!!")
    assert not Source.objects.exists()

"""Duplicates in files: names, groups, and files that cannot be read."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from concordat.commands.evidence import group
from concordat.evidence.duplicates import find_duplicates
from concordat.evidence.formats import WRITERS, csv_reading
from concordat.evidence.words import Found

SHARED = Path(__file__).parents[3] / "shared" / "data" / "dedupe"

CSV = """ID,title,author,year,journal,volume,pages
a,Effects of early exercise after stroke,"Doe, J.",2011,J Rehabil Med,43,216-23
b,Effects of Early Exercise After Stroke.,"Doe, J",2011,Journal of Rehabil Medicine,43,216-223
c,Another matter altogether in other people,"Roe, A.",2012,BMJ,1,5-9
"""
RIS = """TY  - JOUR
TI  - Effects of early exercise after stroke
AU  - Doe, Jane
PY  - 2011
VL  - 43
SP  - 216
JO  - J Rehabil Med
ER  -
"""


def test_across_files(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(CSV)
    (tmp_path / "two.ris").write_text(RIS)
    found = find_duplicates([tmp_path / "one.csv", tmp_path / "two.ris"])
    assert found.records == 4
    assert found.groups == (("a", "b", "two.ris#1"),)
    assert {why.first for why in found.joins} <= {"a", "b"}


def test_a_key_given_twice_stays_two_records(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(CSV.replace("\nb,", "\na,"))
    assert find_duplicates([tmp_path / "one.csv"]).groups == (("a~1", "a~2"),)


def test_the_command_writes_groups(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(CSV)
    out = tmp_path / "groups.csv"
    result = CliRunner().invoke(
        group, ["match", str(tmp_path / "one.csv"), "--out", str(out), "--reasons"]
    )
    assert result.exit_code == 0, result.output
    assert out.read_text() == "merged_ids\na;b\n"
    assert "3 records, 2 works" in result.stderr
    assert "the same first author" in result.stderr


def test_the_command_names_what_it_could_not_read(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(CSV)
    (tmp_path / "two.pdf").write_bytes(b"%PDF-1.4")
    result = CliRunner().invoke(
        group, ["match", str(tmp_path / "one.csv"), str(tmp_path / "two.pdf")]
    )
    assert result.exit_code == 1
    assert "merged_ids\na;b\n" in result.stdout
    assert "a PDF document" in result.stderr


def test_each_format_gives_the_same_groups(tmp_path: Path) -> None:
    source = SHARED / "stroke" / "records_pre_merged.csv"
    if not source.exists():
        pytest.skip(f"LOUD: {source} is absent; the formats are not compared on real records")
    with source.open("rb") as stream:
        rows = [row.found for row in csv_reading.rows(stream)]
    references = [found.reference for found in rows if isinstance(found, Found)][:400]
    groups = set()
    for writer in WRITERS.values():
        path = tmp_path / f"export.{writer.EXTENSION}"
        path.write_text("".join(writer.write(references)))
        found = find_duplicates([path])
        assert (found.records, found.complaints) == (400, ())
        named = (tuple(name.rpartition("#")[2] for name in group) for group in found.groups)
        groups.add(frozenset(named))
    assert len(groups) == 1
    assert len(groups.pop()) > 20

"""KBART files: what is read, what is set aside, and where each complaint points."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.investment.formats.kbart.reading import COLUMNS, read_kbart
from concordat.investment.words import Level

HEAD = "\t".join(COLUMNS)


def _file(**cells: str) -> bytes:
    row = {"publication_title": "T", "online_identifier": "0028-4793", "coverage_depth": "fulltext"}
    row |= {"publication_type": "serial", "date_first_issue_online": "2001", **cells}
    return f"{HEAD}\n{chr(9).join(row.get(name, '') for name in COLUMNS)}\n".encode()


def test_a_sound_row_has_no_complaint() -> None:
    found = read_kbart(
        _file(
            print_identifier="0140-6736",
            date_last_issue_online="2010-05",
            num_first_vol_online="3",
            embargo_info="R10Y;P30D",
            access_type="F",
        )
    )
    assert (found.set_aside, found.complaints) == (0, ())
    row = found.rows[0]
    assert (row.print_name, row.online_name) == ("0140-6736", "0028-4793")
    assert (row.first_on, row.last_on, row.first_volume) == ("2001", "2010-05", "3")
    assert (row.embargo, row.free, row.monograph) == ("R10Y;P30D", True, False)
    assert row.position == "row 2"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"publication_title": ""}, "no-title"),
        ({"date_first_issue_online": "01/02/2003"}, "date"),
        ({"date_first_issue_online": "2003-02-30"}, "date"),
        ({"date_last_issue_online": "2000"}, "ends-before-it-begins"),
        ({"embargo_info": "12 months"}, "embargo"),
        ({"embargo_info": "P1Y;R1Y"}, "embargo"),
    ],
)
def test_what_would_need_guessing_is_set_aside(cells: dict[str, str], code: str) -> None:
    found = read_kbart(_file(**cells))
    assert (found.rows, found.set_aside) == ((), 1)
    assert [(each.level, each.code) for each in found.complaints] == [(Level.ERROR, code)]
    assert found.complaints[0].position.startswith("row 2, column ")


@pytest.mark.parametrize(
    ("cells", "code", "level"),
    [
        ({"print_identifier": "0028-4794"}, "identifier", Level.ERROR),
        ({"print_identifier": "01406736"}, "identifier-form", Level.NOTICE),
        ({"online_identifier": ""}, "no-identifier", Level.WARNING),
        ({"date_first_issue_online": ""}, "no-first-date", Level.WARNING),
        ({"coverage_depth": ""}, "coverage-depth", Level.WARNING),
        ({"publication_type": "Zeitschrift"}, "publication-type", Level.WARNING),
        ({"access_type": "yes"}, "access-type", Level.WARNING),
        ({"title_url": "javascript:alert(1)"}, "address", Level.WARNING),
    ],
)
def test_what_can_be_used_is_used_with_a_word(
    cells: dict[str, str], code: str, level: Level
) -> None:
    found = read_kbart(_file(**cells))
    assert len(found.rows) == 1
    assert [(each.level, each.code) for each in found.complaints] == [(level, code)]


def test_isbns_are_one_and_the_same() -> None:
    ten = read_kbart(_file(online_identifier="0-306-40615-2", publication_type="monograph"))
    thirteen = read_kbart(_file(online_identifier="978 0306406157", publication_type="Monograph"))
    assert ten.rows[0].online_name == thirteen.rows[0].online_name == "9780306406157"


def test_a_file_that_is_none_is_refused_whole() -> None:
    for data in (b"", b"\n\n", b"a\tb\n1\t2\n", b"\x00\xff\xfe", b"{}", HEAD[20:].encode()):
        found = read_kbart(data)
        assert not found.readable
        assert found.rows == ()


def test_other_encodings_commas_and_orders_are_read_with_a_word() -> None:
    plain = _file().decode()
    assert read_kbart(b"\xef\xbb\xbf" + _file()).complaints == ()
    assert len(read_kbart(plain.encode("utf-16")).rows) == 1
    latin = read_kbart(_file(publication_title="Ä").decode().encode("cp1252"))
    assert latin.rows[0].title == "Ä"
    commas = read_kbart(plain.replace("\t", ",").replace("\n", "\r\n").encode())
    assert [each.code for each in commas.complaints] == ["delimiter"]
    turned = "\n".join("\t".join(reversed(line.split("\t"))) for line in plain.splitlines())
    assert [each.code for each in read_kbart(turned.encode()).complaints] == ["column-order"]


def test_the_same_row_twice_counts_once() -> None:
    data = _file() + _file().split(b"\n")[1] + b"\n"
    found = read_kbart(data)
    assert len(found.rows) == 1
    assert found.complaints[0].position == "row 3"


@given(st.binary(max_size=400))
def test_any_bytes_can_be_read(data: bytes) -> None:
    read_kbart(data)
    read_kbart(HEAD.encode() + b"\n" + data)


def test_real_lists_are_read(shared_data: Path) -> None:
    folder = shared_data / "kbart" / "gokb_testdata"
    books = folder / "ebooks" / "CambridgeBooks_EdinburghUniversityPress_utf8.tsv"
    found = read_kbart(books.read_bytes())
    assert (len(found.rows), found.set_aside) == (369, 0)
    assert all(row.monograph for row in found.rows)
    journals = folder / "ebooks" / "journals.cambridge.org_AllTitles_2015-07-14.txt"
    found = read_kbart(journals.read_bytes())
    assert (len(found.rows), found.set_aside) == (468, 0)
    wrong = [each for each in found.complaints if each.code == "identifier"]
    assert wrong
    assert all(each.position.startswith("row ") for each in wrong)

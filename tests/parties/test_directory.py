"""Lists of organisations: both shapes, what is wrong in them, and names in capitals."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.parties.directory import as_written, read_lists
from concordat.parties.words import PartyKind

ODS = '"{}","{}","{}","{}","A HOUSE","","","TOWN","","AB1 2CD","{}","{}"' + "," * 15


def written(folder: Path, name: str, *lines: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def test_a_list_of_ods_without_a_heading(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "etr.csv",
        ODS.format("R0A", "NOWHERE UNIVERSITY NHS FOUNDATION TRUST", "Y62", "QOP", "20171001", ""),
        ODS.format("RAB", "GONE AND PAST CARE", "Y63", "QHM", "20100401", "20200930"),
    )
    (there, gone), complaints = read_lists([path])
    assert complaints == []
    assert (there.code, there.region, there.system) == ("R0A", "Y62", "QOP")
    assert there.kind is PartyKind.TRUST
    assert (there.opened, there.gone) == (date(2017, 10, 1), None)
    assert gone.gone == date(2020, 10, 1)  # the list names the last day


def test_a_list_with_a_heading_in_any_order(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "any.csv",
        "Name,Post code,Sector,Code,Close,NHSER20CDH,NHSER20NM,Successor.Code",
        "Café Trust,AB1,Trust,R1,31/03/2021,Y1,Somewhere,R2",
        encoding="cp1252",
    )
    (one,), complaints = read_lists([path])
    assert complaints == []
    assert (one.name, one.kind, one.successor) == ("Café Trust", PartyKind.TRUST, "R2")
    assert (one.gone, one.region_name) == (date(2021, 4, 1), "Somewhere")


def test_lists_are_put_together(tmp_path: Path) -> None:
    capitals = written(tmp_path, "etr.csv", ODS.format("R0A", "A TRUST", "Y62", "QOP", "", ""))
    small = written(tmp_path, "b.csv", "code,name,region code,region name", "R0A,A Trust,Y99,West")
    (one,), _ = read_lists([capitals, small])
    assert (one.name, one.region, one.region_name) == ("A Trust", "Y62", "West")


def test_what_is_wrong_names_its_line_and_the_rest_is_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "wrong.csv",
        "code,name,opened,closed",
        "R1,,2020-01-01,",
        "R 1!,Sign,2020-01-01,",
        "R2,Late,yesterday,",
        "R3,Back to front,2020-01-01,2019-01-01",
        "",
        "R4,Right,2020-01-01,",
    )
    found, complaints = read_lists([path, tmp_path / "nothing.csv"])
    assert [each.code for each in found] == ["R4"]
    assert complaints == [
        "wrong.csv: line 2: R1 has no name. It was left out.",
        "wrong.csv: line 3: “R 1!” is no code of letters and figures. It was left out.",
        "wrong.csv: line 4: “yesterday” is not a date such as 2019-04-01. It was left out.",
        "wrong.csv: line 5: R3 closed (2019-01-01) before it opened (2020-01-01). It was left out.",
        "nothing.csv: it cannot be opened (No such file or directory).",
    ]


def test_a_file_that_is_no_list(tmp_path: Path) -> None:
    found, complaints = read_lists([written(tmp_path, "x.csv", "a,b", "1,2")])
    assert found == []
    assert "no column is called code or name" in complaints[0]


@pytest.mark.parametrize(
    ("capitals", "written_out"),
    [
        ("ST MARY'S NHS TRUST", "St Mary's NHS Trust"),
        ("HOSPITALS OF THE VALE AND STOKE-ON-TRENT", "Hospitals of the Vale and Stoke-On-Trent"),
        ("THE WALTON CENTRE (NORTH)", "The Walton Centre (North)"),
        ("NHS ANY ICB - 02A", "NHS Any ICB - 02A"),
        ("Already written", "Already written"),
    ],
)
def test_names_in_capitals(capitals: str, written_out: str) -> None:
    assert as_written(capitals) == written_out


@given(st.text(max_size=60))
def test_a_name_keeps_its_letters(name: str) -> None:
    kept = " ".join(as_written(name).split()) if name.isupper() else as_written(name)
    wanted = " ".join(name.split()) if name.isupper() else name
    assert kept.casefold().replace("ß", "ss") == wanted.casefold().replace("ß", "ss")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_complained_of(raw: bytes) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        path.write_bytes(b"code,name\n" + raw)
        found, complaints = read_lists([path])
    assert isinstance(found, list)
    assert all(each.startswith("any.csv: ") for each in complaints)


def test_an_empty_list_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("\n\n")
    assert read_lists([path]) == ([], ["empty.csv: it has no line, so nothing was loaded."])

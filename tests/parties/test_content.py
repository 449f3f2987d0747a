"""Content files that cannot be used say where and why; the rest is read."""

from datetime import date
from pathlib import Path

import pytest

from concordat.parties.content import Contents, read_day, read_folder
from concordat.parties.shapes import PARTY, SUCCESSION
from concordat.parties.words import UNKNOWN_DAY, Day

GOOD = """
[[party]]
slug = "good"
kind = "charity"
from = 2010-01-01
[[party.name]]
name = "Good"
"""


def read(folder: Path, text: str | bytes) -> Contents:
    (folder / "a.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / "b.toml").write_text(GOOD)
    found = read_folder(folder, {"party": PARTY, "succession": SUCCESSION})
    assert [item.row["slug"] for item in found.items["party"]][-1:] == ["good"]
    return found


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[party]]\nslug = ", "a.toml: it is not TOML in UTF-8"),
        (b"\xff\xfe", "a.toml: it is not TOML in UTF-8"),
        ("[[partie]]\nslug = 'x'", "a.toml: there is no table partie; use [[party]]"),
        ("[party]\nslug = 'x'", "a.toml: write [[party]], with two brackets"),
        ("party = ['x']", "a.toml: party 1: it is not a table"),
        ("[[party]]\nslug = 'x'\nkind = 'charity'", "a.toml: party x: it lacks name"),
        ("[[party]]\nslug = 'X y'", "party X y: slug: “X y” must be small letters"),
        ("[[party]]\nslug = 'x'\nkind = 'club'", "party x: kind: “club” is not known; use one of"),
        ("[[party]]\nslug = 'x'\nsluf = 'y'", "party x: there is no key sluf here; known are"),
        ("[[party]]\nslug = 1", "party 1: slug: 1 must be text; put it in quotes"),
        ("[[party]]\nslug = 'x'\nfrom = 'soon'", "party x: from: “soon” is not a date"),
        ("[[party]]\nslug = 'x'\nname = 'X'", "party x: name: write it with two brackets"),
        (
            "[[party]]\nslug = 'x'\n[[party.identifier]]\nscheme = 'ods'",
            "party x: identifier 1: it lacks value; it was left out",
        ),
    ],
)
def test_what_cannot_be_used(tmp_path: Path, text: str | bytes, complaint: str) -> None:
    found = read(tmp_path, text)
    assert any(complaint in each for each in found.complaints), found.complaints


def test_a_wrong_date_is_unknown_and_never_always(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "[[party]]\nslug = 'x'\nkind = 'other'\nuntil = 'soon'\n[[party.name]]\nname = 'X'",
    )
    assert found.items["party"][0].row["until"] == UNKNOWN_DAY
    assert found.complaints[0].startswith("a.toml: party x: until:")


def test_a_slug_means_one_thing(tmp_path: Path) -> None:
    found = read(tmp_path, GOOD.replace('"Good"', '"First"'))
    assert [item.row["name"][0]["name"] for item in found.items["party"]] == ["First"]
    assert found.complaints == [
        "b.toml: party good: this slug stands already in a.toml: party good."
    ]


def test_no_such_folder(tmp_path: Path) -> None:
    found = read_folder(tmp_path / "nowhere", {"party": PARTY})
    assert "there is no such folder" in found.complaints[0]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (date(2021, 10, 1), Day.of(date(2021, 10, 1))),
        ("2021-02", Day(date(2021, 2, 1), date(2021, 2, 28))),
        ("2021", Day(date(2021, 1, 1), date(2021, 12, 31))),
        ({"earliest": date(2021, 10, 1)}, Day(date(2021, 10, 1), None)),
        ("unknown", UNKNOWN_DAY),
    ],
)
def test_ways_to_write_a_day(written: object, day: Day) -> None:
    assert read_day(written) == day


@pytest.mark.parametrize(
    "written",
    [
        2021,
        "2021-13",
        "1 October 2021",
        {},
        {"earliest": "2021"},
        {"before": date(2021, 1, 1)},
        {"earliest": date(2022, 1, 1), "latest": date(2021, 1, 1)},
        True,
    ],
)
def test_what_is_no_day(written: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_day(written)

"""Lists of retractions as they come."""

from pathlib import Path

import pytest

from concordat.evidence.standing.retraction_list import Pair, Unread, read
from concordat.evidence.words import Identifier


def doi(value: str) -> Identifier:
    return Identifier("doi", value)


def test_json_pairs_and_concerns() -> None:
    found = list(
        read(
            b'{"retractions": {"10.5555/A": "https://doi.org/10.5555/n", "10.5555/b": "10.5555/b"},'
            b' "concerns": {"10.5555/c": null}, "other": {"x": "y"}}'
        )
    )
    assert found == [
        Pair("notice_of_retraction", doi("10.5555/a"), doi("10.5555/n")),
        Pair("notice_of_retraction", doi("10.5555/b")),
        Pair("notice_of_concern", doi("10.5555/c")),
    ]


def test_csv_takes_dates_and_tells_which_line_is_wrong() -> None:
    text = (
        "\ufeffDOI,Notice_DOI,Date\r\n10.5555/a,10.5555/n,2016-02-01\r\nnonsense,,\r\n"
        "10.5555/b,,soon\r\n10.5555/c,,2/19/2012 0:00\r\n10.5555/d,,2013\r\n"
    )
    found = list(read(text.encode()))
    assert found[0] == Pair(
        "notice_of_retraction", doi("10.5555/a"), doi("10.5555/n"), "2016-02-01"
    )
    assert found[1] == Unread("line 3", "'nonsense' is no DOI.")
    assert found[2] == Unread("line 4", "'soon' is no date; write it like 2016-02-01.")
    assert [each.on for each in found[3:] if isinstance(each, Pair)] == ["2012-02-19", "2013"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{broken", "damaged JSON"),
        (b'{"dois": []}', "needs"),
        (b"[1]", "needs"),
        (b"title,year\nx,1\n", "column `doi`"),
        (b"\xff\xfe", "not UTF-8"),
    ],
)
def test_what_is_no_list_is_said_to_be_none(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        list(read(data))


def test_the_real_list_has_its_pairs(shared_data: Path) -> None:
    found = list(read((shared_data / "retractions" / "flora_retractions.json").read_bytes()))
    pairs = [each for each in found if isinstance(each, Pair)]
    retracted = [each for each in pairs if each.relation == "notice_of_retraction"]
    assert len(found) - len(pairs) < 60
    assert len(retracted) > 59_800

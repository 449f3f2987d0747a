"""Dates as printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.formats.dates import iso_date


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("2019", None, "2019"),
        ("2019//", None, "2019"),
        ("2019/10//undefined", None, "2019-10"),
        ("2021/02/01/", None, "2021-02-01"),
        ("2014-08-29", None, "2014-08-29"),
        ("20180327", None, "2018-03-27"),
        ("2018 Mar 27", None, "2018-03-27"),
        ("27 March 2018", None, "2018-03-27"),
        ("March 27, 2018", None, "2018-03-27"),
        ("2005 Nov-Dec", None, "2005-11"),
        ("1998 Dec-1999 Jan", None, "1998-12"),
        ("2011 Sep 27-Oct 3", None, "2011-09-27"),
        ("2006 Spring", None, "2006"),
        ("Fall 2001", None, "2001"),
        ("May-Jun", 2003, "2003-05"),
        ("APR 21", 2014, "2014-04-21"),
        ("Dec", 2018, "2018-12"),
        ("2018/13/45", None, "2018"),
        ("2018/02/30", None, "2018-02"),
        ("10 15", None, ""),
        ("", 2018, "2018"),
        ("n.d.", None, ""),
    ],
)
def test_iso_date(text: str, year: int | None, expected: str) -> None:
    assert iso_date(text, year=year) == expected


@given(st.text(st.sampled_from("0129 -/JanMarDec.,"), max_size=20))
def test_any_text_gives_a_date_or_nothing(text: str) -> None:
    result = iso_date(text)
    assert result == "" or len(result) in (4, 7, 10)


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)).map(str))
def test_an_iso_date_is_itself(text: str) -> None:
    assert iso_date(text) == text
    assert iso_date(text.replace("-", "/")) == text

"""Days as people type them."""

import contextlib
from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from concordat.parties.words import UNKNOWN_DAY, Day
from concordat.web.days import DayField, OneDayField, read_day, read_one_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-10-01", Day.of(date(2021, 10, 1))),
        ("1 October 2021", Day.of(date(2021, 10, 1))),
        (" 1st  oct, 2021 ", Day.of(date(2021, 10, 1))),
        ("1/10/2021", Day.of(date(2021, 10, 1))),
        ("October 2021", Day(date(2021, 10, 1), date(2021, 10, 31))),
        ("2021-02", Day(date(2021, 2, 1), date(2021, 2, 28))),
        ("2021", Day(date(2021, 1, 1), date(2021, 12, 31))),
        ("unknown", UNKNOWN_DAY),
        ("between 2021-04-01 and 30 June 2022", Day(date(2021, 4, 1), date(2022, 6, 30))),
        ("2021 to 2022", Day(date(2021, 1, 1), date(2022, 12, 31))),
        ("on or after 1 May 2020", Day(date(2020, 5, 1), None)),
        ("on or before 1 May 2020", Day(None, date(2020, 5, 1))),
    ],
)
def test_read(text: str, day: Day) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize(
    "text", ["yesterday", "31 February 2021", "2021-13", "13 Foo 2021", "between x and y", "0"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_day(text)
    with pytest.raises(forms.ValidationError, match="Write a date like"):
        DayField(label="When").clean(text)


@given(st.dates(), st.dates())
def test_what_a_page_writes_can_be_typed(one: date, other: date) -> None:
    for day in (
        Day.of(one),
        Day(min(one, other), max(one, other)),
        Day(one, None),
        Day(None, one),
    ):
        if one.year >= 1000 and other.year >= 1000:
            assert read_day(str(day)) == day


@given(st.text(max_size=40))
def test_anything_else_typed_is_a_day_or_refused(text: str) -> None:
    with contextlib.suppress(ValueError):
        assert isinstance(read_day(text), Day)


def test_an_empty_field_is_no_day() -> None:
    assert DayField(label="When", required=False).clean("") is None
    with pytest.raises(forms.ValidationError, match="Fill in “When”"):
        DayField(label="When").clean(" ")


@pytest.mark.parametrize(
    "text",
    [
        "2025-11-22",
        "22 November 2025",
        "22/11/2025",
        "22nd nov 2025",
        "22.11.2025",
        " 22/11/2025\0",
    ],
)
def test_one_day_is_read_in_each_way_that_people_write_it(text: str) -> None:
    assert read_one_day(text) == date(2025, 11, 22)


@pytest.mark.parametrize(
    "text", ["November 2025", "2025", "unknown", "on or after 1 May 2020", "11/22/2025", "x" * 99]
)
def test_what_is_not_one_day_is_refused_with_what_was_typed(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a day\. Write it like 1 October 2021") as told:
        read_one_day(text)
    assert text[:40] in str(told.value)
    with pytest.raises(forms.ValidationError, match="is not a day"):
        OneDayField(label="When").clean(text)


def test_a_field_of_one_day_shows_it_as_people_write_it() -> None:
    field = OneDayField(label="When", required=False)
    assert field.clean("12 October 2026") == date(2026, 10, 12)
    assert field.clean("") is None
    assert field.prepare_value(date(2026, 10, 12)) == "12 October 2026"
    assert field.prepare_value("2026-10-99") == "2026-10-99"
    begun = OneDayField(label="When", initial=date(2027, 3, 1), error_messages={"required": "Now"})
    assert begun.initial == date(2027, 3, 1)
    with pytest.raises(forms.ValidationError, match="Now"):
        begun.clean("")

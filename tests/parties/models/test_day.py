"""A day with doubts comes back from its column as it went in."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given

from concordat.parties.models.day import DayField, decode, encode
from concordat.parties.words import UNKNOWN_DAY, Day
from tests.parties.test_words import days


@given(days())
def test_what_is_kept_comes_back(day: Day) -> None:
    assert decode(encode(day)) == day


def test_none_and_unknown_stay_apart() -> None:
    assert decode(encode(None)) is None
    assert decode(encode(UNKNOWN_DAY)) == UNKNOWN_DAY


def test_the_column_can_be_read_by_eye() -> None:
    assert encode(Day.of(date(2021, 10, 1))) == "2021-10-01"
    assert encode(Day(date(2021, 10, 1), None)) == "2021-10-01.."
    assert encode(Day(None, date(2022, 3, 31))) == "..2022-03-31"


def test_what_is_no_day_is_refused() -> None:
    with pytest.raises(ValidationError, match="not a day"):
        DayField().to_python("1 October 2021")

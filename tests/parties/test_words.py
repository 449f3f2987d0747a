"""Days with doubts: the answers agree with trying every day that is possible."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.parties.words import (
    LAST_KNOWN,
    UNKNOWN_DAY,
    Certainty,
    Day,
    Period,
    new_public_id,
)

FIRST = date(2021, 10, 1)
#: Room on both sides of every bound drawn: what an open bound can reach.
REACH = range(-3, 15)


def nth(number: int) -> date:
    return FIRST + timedelta(days=number)


@st.composite
def days(draw: st.DrawFn) -> Day:
    first, last = sorted(draw(st.tuples(st.integers(0, 10), st.integers(0, 10))))
    bounds = (nth(first), nth(last))
    open_ends = draw(st.tuples(st.booleans(), st.booleans()))
    return Day(*(None if open_ else bound for bound, open_ in zip(bounds, open_ends, strict=True)))


def possible(day: Day) -> list[date]:
    return [
        nth(n)
        for n in REACH
        if (not day.earliest or nth(n) >= day.earliest) and (not day.latest or nth(n) <= day.latest)
    ]


def judged(answers: set[bool]) -> Certainty:
    if len(answers) == 2:
        return Certainty.POSSIBLY
    return Certainty.YES if answers == {True} else Certainty.NO


@given(days(), st.integers(0, 10))
def test_by_agrees_with_trying_every_day(day: Day, number: int) -> None:
    on = nth(number)
    assert day.by(on) == judged({each <= on for each in possible(day)})


@given(days(), days())
def test_before_agrees_with_trying_every_pair(one: Day, other: Day) -> None:
    tried = {a < b for a in possible(one) for b in possible(other)}
    assert one.before(other) == judged(tried)


@given(st.none() | days(), st.none() | days(), st.integers(0, 10))
def test_covers_agrees_with_trying_every_pair(
    since: Day | None, until: Day | None, number: int
) -> None:
    on = nth(number)
    tried = {
        begun <= on < ended
        for begun in (possible(since) if since else [date.min])
        for ended in (possible(until) if until else [date.max])
    }
    assert Period(since, until).covers(on) == judged(tried)


def test_as_last_known_all_has_happened() -> None:
    assert UNKNOWN_DAY.by(LAST_KNOWN) is Certainty.YES
    assert Period(UNKNOWN_DAY, None).covers(LAST_KNOWN) is Certainty.YES
    assert Period(None, UNKNOWN_DAY).covers(LAST_KNOWN) is Certainty.NO


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (Day.of(date(2023, 4, 1)), "1 April 2023"),
        (Day(date(2021, 2, 1), date(2021, 2, 28)), "February 2021"),
        (Day(date(2021, 12, 1), date(2021, 12, 31)), "December 2021"),
        (Day(date(1999, 1, 1), date(1999, 12, 31)), "1999"),
        (Day(date(2021, 2, 1), date(2021, 3, 31)), "between 1 February 2021 and 31 March 2021"),
        (Day(date(2021, 2, 1), date(2022, 2, 28)), "between 1 February 2021 and 28 February 2022"),
        (Day(date(2021, 2, 1), None), "on or after 1 February 2021"),
        (Day(None, date(2021, 2, 1)), "on or before 1 February 2021"),
        (UNKNOWN_DAY, "on a date not known"),
    ],
)
def test_a_day_as_a_page_says_it(day: Day, text: str) -> None:
    assert str(day) == text


def test_bounds_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValueError, match="is after"):
        Day(date(2022, 1, 1), date(2021, 1, 1))


def test_public_ids_are_thirteen_plain_signs_and_differ() -> None:
    ids = {new_public_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(each) == 13 and not set(each) & set("ilou") for each in ids)

"""The size of a batch follows its cost."""

from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.actions.pace import AIM, LARGEST, SMALLEST, Pace


@given(st.floats(1e-6, 0.003), st.floats(0, 0.02))
def test_it_settles_where_a_batch_takes_the_time_aimed_at(cost: float, fixed: float) -> None:
    pace = Pace()
    for _ in range(60):
        pace.learn(pace.size, fixed + cost * pace.size)
    taken = fixed + cost * pace.size
    assert taken <= AIM * 1.3 or pace.size == SMALLEST
    assert taken >= AIM * 0.5 or pace.size == LARGEST


def test_one_dear_batch_shrinks_the_next_at_once() -> None:
    pace = Pace(size=400)
    pace.learn(400, 4 * AIM)
    assert pace.size == 100


def test_a_batch_that_was_mostly_unchanged_says_nothing_of_larger_ones() -> None:
    pace = Pace(size=100)
    pace.learn(3, 0.001)
    assert pace.size == 100


def test_it_remembers_the_longest() -> None:
    pace = Pace()
    with pace.holding() as hold:
        hold.begin()
        assert not hold.is_long()
    pace.learn(10, 0.15)
    pace.learn(10, 0.01)
    assert pace.longest == 0.15


def test_waiting_for_the_lock_is_not_holding_it() -> None:
    pace = Pace()
    with pace.holding() as hold:
        hold.count = 100
        hold.start -= 10
        assert hold.is_long()
        hold.begin()
    assert 0 < pace.longest < 1

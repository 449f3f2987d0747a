import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.search.ranking.bm25 import Weights, rarity, saturated, shortness

WEIGHTS = Weights()


def test_rarity_is_the_formula_that_is_never_negative() -> None:
    assert rarity(100, 1) == pytest.approx(math.log(1 + 99.5 / 1.5))
    assert rarity(100, 100) > 0


@given(st.integers(1, 10**6), st.data())
def test_a_rarer_word_weighs_more(works: int, data) -> None:
    fewer = data.draw(st.integers(0, works - 1))
    assert rarity(works, fewer) > rarity(works, fewer + 1) > 0


@given(st.floats(0.01, 1000), st.floats(0.01, 1000))
def test_more_of_a_word_is_worth_more_up_to_a_limit(one: float, more: float) -> None:
    assert saturated(one, WEIGHTS) < saturated(one + more, WEIGHTS) < 1 + WEIGHTS.saturation


def test_a_field_of_average_length_counts_once_and_a_longer_one_less() -> None:
    assert shortness(100, 100, WEIGHTS) == pytest.approx(1)
    assert shortness(200, 100, WEIGHTS) < 1 < shortness(50, 100, WEIGHTS)
    assert shortness(200, 100, Weights(length=0)) == 1


def test_a_library_without_words_in_a_field_divides_by_nothing() -> None:
    assert shortness(0, 0, WEIGHTS) == pytest.approx(4)

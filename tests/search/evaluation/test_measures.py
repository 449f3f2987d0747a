"""The measures against slow versions written from their definitions."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.search.evaluation.measures import average_precision, ndcg, recall
from concordat.search.evaluation.retrieval import percentile

IDS = [f"d{n}" for n in range(12)]
RANKED = st.permutations(IDS).flatmap(lambda ids: st.integers(0, 12).map(lambda n: ids[:n]))
JUDGED = st.dictionaries(st.sampled_from([*IDS, "x", "y"]), st.integers(-1, 3), max_size=14)


@given(RANKED, JUDGED, st.integers(1, 12))
def test_ndcg_is_the_gain_over_the_best_possible(
    ranked: list[str], judged: dict[str, int], cut: int
) -> None:
    gain = 0.0
    for place in range(min(cut, len(ranked))):
        grade = judged.get(ranked[place], 0)
        if grade > 0:
            gain += grade / math.log2(place + 2)
    best = 0.0
    for place, grade in enumerate(sorted((g for g in judged.values() if g > 0), reverse=True)):
        if place < cut:
            best += grade / math.log2(place + 2)
    assert ndcg(ranked, judged, cut=cut) == pytest.approx(gain / best if best else 0.0)


@given(RANKED, JUDGED, st.integers(1, 12))
def test_recall_counts_relevant_ones(ranked: list[str], judged: dict[str, int], cut: int) -> None:
    relevant = [id_ for id_ in judged if judged[id_] > 0]
    hits = [id_ for id_ in ranked[:cut] if id_ in relevant]
    assert recall(ranked, judged, cut=cut) == (len(hits) / len(relevant) if relevant else 0.0)


@given(RANKED, JUDGED)
def test_average_precision_is_the_mean_of_precisions(
    ranked: list[str], judged: dict[str, int]
) -> None:
    relevant = [id_ for id_ in judged if judged[id_] > 0]
    precisions = []
    for id_ in relevant:
        if id_ in ranked:
            upto = ranked[: ranked.index(id_) + 1]
            precisions.append(len([one for one in upto if one in relevant]) / len(upto))
    expected = sum(precisions) / len(relevant) if relevant else 0.0
    assert average_precision(ranked, judged) == pytest.approx(expected)


def test_a_worked_example() -> None:
    judged = {"a": 2, "b": 1, "c": 1}
    assert ndcg(["b", "x", "a"], judged, cut=10) == pytest.approx(
        (1 + 2 / 2) / (2 + 1 / math.log2(3) + 1 / 2)
    )
    assert average_precision(["b", "x", "a"], judged) == pytest.approx((1 + 2 / 3) / 3)
    assert recall(["b", "x", "a"], judged, cut=2) == pytest.approx(1 / 3)


def test_grades_gain_what_they_are_not_their_powers() -> None:
    assert ndcg(["b", "a"], {"a": 3, "b": 1}, cut=10) == pytest.approx(
        (1 + 3 / math.log2(3)) / (3 + 1 / math.log2(3))
    )


@given(st.lists(st.floats(0, 100), min_size=1, max_size=50), st.integers(1, 100))
def test_percentiles(values: list[float], percent: int) -> None:
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)

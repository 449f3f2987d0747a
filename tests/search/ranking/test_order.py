"""The order of a question, against the plain way: rank everything, then move pieces about."""

from hypothesis import given
from hypothesis import strategies as st

from concordat.search.ranking import order

WORKS = st.lists(
    st.tuples(st.sampled_from(["guidance", "unchecked", "trial", "fallen"]), st.integers(1, 40)),
    max_size=30,
)


def plainly(works: list[tuple[str, str, int]]) -> list[str]:
    """Return the whole order, made slowly from the whole ranking."""
    ranked = sorted(works, key=lambda work: (-work[2], work[0]))
    upright = [work for work in ranked if work[1] != "fallen"]
    best = upright[0][2] if upright else 0
    first = [work for work in upright if work[1] == "guidance" and work[2] * 2 >= best][:3]
    rest = [work for work in upright if work not in first]
    last = [work for work in ranked if work[1] == "fallen"]
    return [work[0] for work in (*first, *rest, *last)]


@given(WORKS, st.integers(0, 40), st.integers(1, 12))
def test_every_page_is_a_piece_of_the_whole_order(
    drawn: list[tuple[str, int]], offset: int, limit: int
) -> None:
    works = [(f"w{place:02}", kind, score) for place, (kind, score) in enumerate(drawn)]
    ranked = sorted(works, key=lambda work: (-work[2], work[0]))
    upright = [work for work in ranked if work[1] != "fallen"]
    guidance = [(id_, float(score)) for id_, kind, score in upright if kind == "guidance"]
    best = float(upright[0][2]) if upright else 0.0
    fallen_needed = max(0, offset + limit - len(upright))
    found = order.page(
        order.lifted(guidance[: order.MOST_LIFTED], best=best),
        [id_ for id_, _, _ in upright[: offset + limit]],
        [id_ for id_, kind, _ in ranked if kind == "fallen"][:fallen_needed],
        upright_total=len(upright),
        offset=offset,
        limit=limit,
    )
    assert found == plainly(works)[offset : offset + limit]


def test_guidance_needs_half_of_the_best_score() -> None:
    guidance = [("a", 6.0), ("b", 5.0), ("c", 4.9)]
    assert order.lifted(guidance, best=10.0) == ("a", "b")


def test_three_pieces_are_lifted_at_most() -> None:
    assert order.lifted([(name, 9.0) for name in "abcd"], best=10.0) == ("a", "b", "c")


def test_nothing_is_lifted_for_no_score() -> None:
    assert order.lifted([("a", 0.0)], best=0.0) == ()

"""Which results come first: guidance that earns it, then relevance, then what fell.

Current guidance is lifted only when its own relevance is at least half of the best
result's, and at most three pieces, so that a stray word does not fill the page with
guidance. Guidance whose standing nobody has checked is never lifted. Works that were
replaced, withdrawn or retracted come last in a question. Relevance only turns this off.
"""

from collections.abc import Sequence

#: Pieces of guidance that are lifted at most.
MOST_LIFTED = 3
#: The part of the best result's score that guidance needs to be lifted.
ENOUGH = 0.5


def lifted(guidance: Sequence[tuple[str, float]], *, best: float) -> tuple[str, ...]:
    """Return the ids to lift: `guidance` are (id, score) of current guidance, best first."""
    earned = [id_ for id_, score in guidance if score > 0 and score >= ENOUGH * best]
    return tuple(earned[:MOST_LIFTED])


def page(
    first: Sequence[str], upright: Sequence[str], fallen: Sequence[str], *, upright_total: int,
    offset: int, limit: int,
) -> list[str]:  # fmt: skip
    """Return the ids at offset .. offset+limit of the whole order.

    `first` are the lifted ones, all among the upright; `upright` and `fallen` need be no
    longer than the page asks: the best offset+limit of the upright, and the best
    offset+limit-upright_total of the fallen. No id comes twice, none is left out.
    """
    ahead = set(first)
    above = [*first, *(id_ for id_ in upright if id_ not in ahead)]
    found = above[offset : min(offset + limit, upright_total)]
    start = max(0, offset - upright_total)
    return found + list(fallen[start : start + limit - len(found)])

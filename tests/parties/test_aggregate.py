"""Figures shown together tell nobody's own."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from concordat.parties.words import FEWEST, by_group, enough, together

POUNDS = st.decimals(min_value=0, max_value=10**7, places=2)
FIGURES = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), POUNDS, max_size=9)


def test_five_are_enough_and_four_are_not() -> None:
    assert enough(FEWEST)
    assert not enough(FEWEST - 1)


def test_total_and_median_of_five() -> None:
    found = together({name: Decimal(n) for n, name in enumerate("abcde")})
    assert found is not None
    assert (found.count, found.total, found.median) == (5, Decimal(10), Decimal(2))


def test_four_make_nothing_together() -> None:
    assert together({name: Decimal(1) for name in "abcd"}) is None


def test_a_small_group_takes_another_with_it() -> None:
    """Else the four would be all that the seven and the nine are not."""
    groups = {
        size: {f"{size}{n}": Decimal(n) for n in range(int(size))} for size in ("4", "7", "9")
    }
    found = by_group(groups)
    assert {name for name, made in found.items() if made} == {"9"}


@given(groups=st.dictionaries(st.text("xyz", min_size=1), FIGURES, max_size=6))
def test_what_is_hidden_cannot_be_told_from_what_is_shown(
    groups: dict[str, dict[str, Decimal]],
) -> None:
    found = by_group(groups)
    assert found.keys() == groups.keys()
    behind = [len(groups[name]) for name, made in found.items() if made is None]
    alone = not any(found.values())
    assert sum(behind) == 0 or sum(behind) >= FEWEST or alone
    for name, made in found.items():
        assert made is None or made == together(groups[name])
        assert made is None or made.count >= FEWEST

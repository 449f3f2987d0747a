"""Questions alike: the same is wholly alike, what all share counts for little."""

from hypothesis import given
from hypothesis import strategies as st

from concordat.enquiries.likeness import alike

WORDS = st.lists(st.sampled_from(["salt", "pressure", "child", "drug", "fall", "home"]), max_size=6)


@given(WORDS.filter(bool), st.dictionaries(st.sampled_from("abcdef"), WORDS))
def test_the_same_words_come_first_and_shares_are_shares(
    asked: list[str], others: dict[str, list[str]]
) -> None:
    found = alike(asked, {**others, "same": asked})
    assert found[0][1] == max(share for _, share, _ in found)
    assert all(0 < share <= 1 + 1e-9 for _, share, _ in found)
    assert next((s for key, s, _ in found if key == "same"), found[0][1]) > 1 - 1e-9


def test_rare_words_weigh_more_than_common_ones() -> None:
    others = {"rare": ["drug", "kawasaki"], "common": ["drug", "child"], "x": ["drug", "child"]}
    found = alike(["drug", "kawasaki", "child"], others)
    assert found[0][0] == "rare"


def test_nothing_alike_is_nothing() -> None:
    assert alike(["salt"], {"a": ["fall"], "b": []}) == []

"""Withholding leaves nothing of a passage; the text becomes blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.forum import minutes
from concordat.forum.words import Refused
from concordat.paper.tree import Bullets, Heading, Paragraph


def test_passages_that_overlap_leave_nothing_between_them() -> None:
    said = minutes.withhold("abc def ghi", [("abc def", "one"), ("def ghi", "two")])
    assert said == "[withheld: one]"
    nested = minutes.withhold("x secret name y", [("name", "b"), ("secret name", "a")])
    assert nested == "x [withheld: a] y"
    twice = minutes.withhold("Ann and Ann", [("Ann", "r")])
    assert twice == "[withheld: r] and [withheld: r]"


@given(st.text("ab ", max_size=30), st.lists(st.text("ab", min_size=1, max_size=4), max_size=3))
def test_exactly_the_signs_of_the_passages_go(text: str, passages: list[str]) -> None:
    hidden = [False] * len(text)
    for passage in passages:
        for at in range(len(text)):
            if text.startswith(passage, at):
                hidden[at : at + len(passage)] = [True] * len(passage)
    left = "".join(sign for sign, gone in zip(text, hidden, strict=True) if not gone)
    said = minutes.withhold(text, [(passage, "#") for passage in passages])
    assert said.replace("[withheld: #]", "") == left


def test_a_passage_must_be_in_the_minutes() -> None:
    with pytest.raises(Refused, match="not in the minutes"):
        minutes.check_passage("What was said.", "What was not")
    assert minutes.check_passage("What was said.", "  was said ") == "was said"


def test_lines_become_blocks() -> None:
    assert minutes.blocks("# One\ntext\n- a\n- b\n\n# Two") == (
        Heading("One"),
        Paragraph("text"),
        Bullets(("a", "b")),
        Heading("Two"),
    )

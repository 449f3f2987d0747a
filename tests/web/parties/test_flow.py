"""The drawing of an event says what its table says."""

from concordat.parties.words import (
    Day,
    PartyRef,
    SuccessionKind,
    SuccessionPart,
    SuccessionStatus,
    SuccessionView,
)
from concordat.web.parties import flow

A, X, Y = PartyRef("a", "A"), PartyRef("x", "X"), PartyRef("y", "A body with a name of many words")


def event(kind: SuccessionKind, *parts: SuccessionPart, announced: bool = False) -> SuccessionView:
    status = SuccessionStatus.ANNOUNCED if announced else SuccessionStatus.IN_FORCE
    return SuccessionView("id", "it", kind, status, Day(), parts)


def test_a_split_has_one_line_for_each_taker() -> None:
    drawn = flow.draw(
        event(
            SuccessionKind.SPLIT,
            SuccessionPart(A, X, "one"),
            SuccessionPart(A, X, "two"),
            SuccessionPart(A, Y, "three"),
        )
    )
    assert drawn
    assert len(drawn.paths) == 2
    assert [(" ".join(t for _, t in box.lines), box.ends) for box in drawn.boxes] == [
        ("A", True),
        ("X", False),
        ("A body with a name of many words", False),
    ]
    assert all(box.y >= 0 and box.y + box.height <= drawn.height for box in drawn.boxes)
    assert not drawn.dashed


def test_one_that_is_announced_is_dashed() -> None:
    drawn = flow.draw(event(SuccessionKind.ABSORB, SuccessionPart(A, X), announced=True))
    assert drawn
    assert drawn.dashed


def test_a_new_name_needs_no_drawing() -> None:
    assert flow.draw(event(SuccessionKind.RENAME, SuccessionPart(A, A, name="Alpha"))) is None

"""A second person reviews a strategy by PRESS, never whoever wrote it; the searcher answers."""

from dataclasses import replace

import pytest

from concordat.parties.actions import NotAllowedError
from concordat.parties.words import Actor, Role, Visibility
from concordat.search import actions, queries
from concordat.search.words import Conflict, Judgement, Refused, ReviewGiven, StrategyGiven
from tests.search.actions.test_strategies import NOW, TEXT, keep, library, specialist

__all__ = ["library"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library")]
ADD = ReviewGiven(Judgement.REQUIRED, {"headings": "Explode Stroke.", "limits": "  "})


def ben(slug: str = "north", *roles: Role) -> Actor:
    return replace(specialist(slug, *roles), name="Ben", person="b" * 13)


def review(by: Actor, strategy: str, given: ReviewGiven = ADD, version: int = 1) -> str:
    return actions.review_strategy(by=by, strategy=strategy, given=given, version=version, now=NOW)


def change(by: Actor, strategy: str, text: str, version: int) -> None:
    given = StrategyGiven("Stroke", text)
    actions.change_strategy(by=by, strategy=strategy, given=given, version=version, now=NOW)


def test_a_review_stands_with_the_wording_that_was_read() -> None:
    ann = specialist("north")
    id_ = keep(ann)
    made = review(ben(), id_)
    (said,) = queries.saved_strategy(id_, by=ann).reviews  # type: ignore[union-attr]
    assert (said.id, said.by, said.judgement) == (made, "Ben", Judgement.REQUIRED)
    assert said.comments == (("Subject headings", "Explode Stroke."),)
    assert said.current
    change(ann, id_, "stroke.ti.", 1)
    actions.answer_review(by=ann, review=made, answer="Exploded.", now=NOW)
    (said,) = queries.saved_strategy(id_, by=ann).reviews  # type: ignore[union-attr]
    assert not said.current
    assert said.text == TEXT
    assert (said.answer, said.answered_by) == ("Exploded.", ann.name)
    with pytest.raises(Refused, match="has answered it already: Exploded"):
        actions.answer_review(by=ann, review=made, answer="Again.", now=NOW)


def test_nobody_reviews_their_own_wording() -> None:
    ann = specialist("north")
    id_ = keep(ann)
    with pytest.raises(Refused, match="ask somebody else"):
        review(ann, id_)
    # whoever changed it wrote it; the first writer may review that wording
    change(ben(), id_, "stroke.ti.", 1)
    with pytest.raises(Refused, match="ask somebody else"):
        review(ben(), id_, version=2)
    assert review(ann, id_, version=2)
    # and running somebody else's wording makes nobody its writer
    actions.run_strategy(by=ann, strategy=id_, now=NOW)
    assert review(ann, id_, version=2)


def test_a_review_of_what_was_changed_meanwhile_is_not_kept() -> None:
    ann = specialist("north")
    id_ = keep(ann)
    change(ann, id_, "stroke.ti.", 1)
    with pytest.raises(Conflict) as caught:
        review(ben(), id_)
    assert caught.value.version == 2
    assert not queries.saved_strategy(id_, by=ann).reviews  # type: ignore[union-attr]


def test_who_may_review_and_who_may_answer() -> None:
    ann, other = specialist("north"), ben("south")
    id_ = keep(ann)
    with pytest.raises(Refused, match="no such strategy"):
        review(other, id_)
    with pytest.raises(NotAllowedError):
        review(ben("north", Role.READER), id_)
    shared = keep(ann, visibility=Visibility.PARTIES)
    made = review(other, shared)
    with pytest.raises(NotAllowedError):
        actions.answer_review(by=other, review=made, answer="Done.", now=NOW)
    with pytest.raises(Refused, match="no such review"):
        actions.answer_review(by=ann, review="x", answer="Done.", now=NOW)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (ReviewGiven(Judgement.SUGGESTED), "what should be revised"),
        (ReviewGiven(Judgement.NONE, {"words": "x" * 4001}), "at most"),
    ],
)
def test_what_cannot_be_kept_is_said(given: ReviewGiven, said: str) -> None:
    id_ = keep(specialist("north"))
    with pytest.raises(Refused, match=said):
        review(ben(), id_, given)
    assert review(ben(), id_, ReviewGiven(Judgement.NONE))

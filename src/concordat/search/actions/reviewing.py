"""A second person reads a strategy (PRESS), and the searcher says what was done about it."""

from datetime import datetime

from django.db import transaction

from concordat.parties import queries as parties
from concordat.parties.actions import note
from concordat.parties.words import Actor
from concordat.search.actions.strategies import need_post, own
from concordat.search.models import SavedStrategy, StrategyReview
from concordat.search.words import PRESS, Conflict, Judgement, Refused, ReviewGiven

_LONGEST = 4000


@transaction.atomic
def review_strategy(
    *, by: Actor, strategy: str, given: ReviewGiven, version: int, now: datetime
) -> str:
    """Keep what `by` says of a strategy as it stands; return the review's public id.

    `version` is the one that was read: raises Conflict when it has moved on. Whoever wrote
    this wording does not review it. Raises NotAllowedError, Refused.
    """
    need_post(by)
    row = SavedStrategy.objects.filter(parties.visible_to(by), public_id=strategy).first()
    if row is None:
        raise Refused("strategy", "There is no such strategy.")
    if not by.person:
        raise Refused("judgement", "Only a person reviews: sign in.")
    if row.version != version:
        raise Conflict(version=row.version)
    if _writer(row) == by.person:
        raise Refused("judgement", "You wrote this wording: ask somebody else to review it.")
    comments = _checked(given)
    kept = StrategyReview.objects.create(
        strategy=row,
        text=row.text,
        judgement=given.judgement.value,
        comments=comments,
        person=by.person,
        by=by.name,
        at=now,
    )
    changed = {"judgement": kept.judgement}
    note(by=by, deed="review strategy", about=f"strategy:{row.public_id}", changed=changed)
    return kept.public_id


@transaction.atomic
def answer_review(*, by: Actor, review: str, answer: str, now: datetime) -> None:
    """Say what was done about a review, once, for the party whose strategy it is."""
    kept = StrategyReview.objects.select_for_update().filter(public_id=review).first()
    if kept is None:
        raise Refused("answer", "There is no such review.")
    row = own(by, kept.strategy.public_id)
    said = answer.replace("\r\n", "\n").strip()
    if not said or len(said) > _LONGEST:
        raise Refused("answer", f"Say what you did about it, in at most {_LONGEST:,} signs.")
    if kept.answered_at:
        raise Refused("answer", f"{kept.answered_by} has answered it already: {kept.answer}")
    kept.answer, kept.answered_by, kept.answered_at = said, by.name, now
    kept.save(update_fields=["answer", "answered_by", "answered_at"])
    note(by=by, deed="answer review", about=f"strategy:{row.public_id}")


def _writer(row: SavedStrategy) -> str:
    """Return who wrote the wording: a strategy is run at once when it is kept or changed."""
    first = row.runs.filter(text=row.text).order_by("ran_at", "pk").first()
    return first.person if first else ""


def _checked(given: ReviewGiven) -> dict[str, str]:
    comments = {
        key: said.replace("\r\n", "\n").strip()
        for key, _, _ in PRESS
        if (said := given.comments.get(key, "")).strip()
    }
    for key, said in comments.items():
        if len(said) > _LONGEST:
            raise Refused(key, f"Write at most {_LONGEST:,} signs.")
    if given.judgement is not Judgement.NONE and not comments:
        raise Refused("judgement", "Say under one of the six elements what should be revised.")
    return comments

"""Questions between parties."""

from collections.abc import Iterable
from datetime import date

from concordat.forum.duplication.likeness import Rarity, alike
from concordat.forum.models import PartyQuestion
from concordat.forum.queries.names import Names, acts_for
from concordat.forum.words import PartyQuestionView
from concordat.parties import queries as parties
from concordat.parties.words import Actor
from concordat.search import queries as search

_ALIKE = 0.3


def questions(*, by: Actor, forum: str = "", today: date) -> list[PartyQuestionView]:
    """Return the questions that `by` may read, of a forum (slug) or all, newest first."""
    rows = PartyQuestion.objects.filter(parties.visible_to(by))
    return _views(rows.filter(forum__slug=forum) if forum else rows, by, today)


def question(public_id: str, *, by: Actor, today: date) -> PartyQuestionView | None:
    """Return a question; None: no such, or not for `by` to read."""
    rows = PartyQuestion.objects.filter(parties.visible_to(by), public_id=public_id)
    return next(iter(_views(rows, by, today)), None)


def similar_questions(
    text: str, *, by: Actor, today: date, most: int = 5
) -> list[PartyQuestionView]:
    """Return the questions most like a text, answered ones first: shown before asking."""
    rows = list(PartyQuestion.objects.filter(parties.visible_to(by)))
    words = {row.pk: search.words_of(f"{row.text} {row.detail}") for row in rows}
    rarity = Rarity(words.values())
    asked = rarity.weights(search.words_of(text))
    scored = [(alike(asked, rarity.weights(words[row.pk])), row) for row in rows]
    near = sorted((pair for pair in scored if pair[0] >= _ALIKE), key=lambda pair: -pair[0])
    found = _views([row for _, row in near[:most]], by, today)
    return sorted(found, key=lambda view: view.answered_at is None)


def _views(rows: Iterable[PartyQuestion], by: Actor, today: date) -> list[PartyQuestionView]:
    found = list(rows)
    names = Names({slug for row in found for slug in (row.asked_by, row.asked_of)})
    return [
        PartyQuestionView(
            id=row.public_id,
            forum=row.forum.slug,
            text=row.text,
            detail=row.detail,
            asked_by=names.ref(row.asked_by),
            asked_of=names.ref(row.asked_of),
            asked_at=row.asked_at,
            due_on=row.due_on,
            evidence=tuple(row.evidence),
            answer=row.answer,
            answered_at=row.answered_at,
            overdue=row.answered_at is None and row.due_on < today,
            mine=acts_for(by, names.ref(row.asked_of).id),
        )
        for row in found
    ]

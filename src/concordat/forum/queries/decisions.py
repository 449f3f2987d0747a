"""Decisions with what they rest on, and the actions that follow."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from concordat.forum.models import Action, Decision, Meeting, Position
from concordat.forum.queries.names import Names
from concordat.forum.words import (
    ActionView,
    CitationKind,
    CitationView,
    DecisionView,
    PositionView,
    Quorum,
    RuleOutcome,
    Stance,
)
from concordat.parties import queries as parties
from concordat.parties.words import Actor

_WITH = ("citations", "item__positions")


def decisions(forum: str, *, by: Actor) -> list[DecisionView]:
    """Return the decisions of a forum (slug) that `by` may read, newest first."""
    rows = Decision.objects.filter(forum__slug=forum).order_by("-at", "-pk")
    return views(rows.prefetch_related(*_WITH), by=by)


def decision(public_id: str, *, by: Actor) -> DecisionView | None:
    """Return a decision; None: no such, or not for `by` to read."""
    rows = Decision.objects.filter(public_id=public_id).prefetch_related(*_WITH)
    return next(iter(views(rows, by=by)), None)


def views(rows: Iterable[Decision], *, by: Actor) -> list[DecisionView]:
    """Return the decisions of meetings that `by` may read; between meetings: members read."""
    found = [row for row in rows if _readable(row, by)]
    slugs = {row.owner for row in found}
    slugs |= {p.party for row in found if row.item for p in row.item.positions.all()}
    names = Names(slugs)
    return [_view(row, names) for row in found]


def _readable(row: Decision, by: Actor) -> bool:
    if row.meeting is None:
        return by.joined
    return Meeting.objects.filter(parties.visible_to(by), pk=row.meeting.pk).exists()


def _view(row: Decision, names: Names) -> DecisionView:
    return DecisionView(
        id=row.public_id,
        forum=row.forum.slug,
        forum_name=row.forum.name,
        meeting=row.meeting.public_id if row.meeting else "",
        item=row.item.public_id if row.item else "",
        number=row.number,
        text=row.text,
        reasons=row.reasons,
        at=row.at,
        quorate=row.quorate,
        chairs_action=row.chairs_action,
        ratified_by=row.ratified_by.public_id if row.ratified_by else "",
        quorum=Quorum(tuple(read_outcome(raw) for raw in row.quorum)),
        citations=tuple(
            CitationView(CitationKind(each.kind), each.ref, each.label, each.edition, each.hash)
            for each in row.citations.all()
        ),
        positions=positions_of(row.item.positions.all(), names) if row.item else (),
        owner=names.maybe(row.owner),
        review_on=row.review_on,
    )


def read_outcome(raw: dict[str, Any]) -> RuleOutcome:
    """Return how a rule stood, as it was kept with the decision."""
    return RuleOutcome(
        raw["text"],
        raw["wanted"],
        raw["got"],
        tuple(raw["counted"]),
        tuple((who, why) for who, why in raw["left_out"]),
    )


def positions_of(rows: Iterable[Position], names: Names) -> tuple[PositionView, ...]:
    """Return positions in order of time; the last of each party stands."""
    found = list(rows)
    last = {row.party: row.pk for row in found}
    return tuple(
        PositionView(
            party=names.ref(row.party),
            stance=Stance(row.stance),
            reasons=row.reasons,
            evidence=tuple(row.evidence),
            spoken_by=row.spoken_by,
            at=row.at,
            standing=last[row.party] == row.pk,
        )
        for row in found
    )


def actions(forum: str, *, today: date, open_only: bool = False) -> list[ActionView]:
    """Return the actions of a forum (slug), the most urgent first."""
    rows = Action.objects.filter(forum__slug=forum).select_related("meeting")
    return action_views(rows.filter(done_on=None) if open_only else rows, today=today)


def action_views(rows: Iterable[Action], *, today: date) -> list[ActionView]:
    """Return actions as pages show them: late once the day has gone by."""
    found = list(rows)
    names = Names(row.party for row in found)
    return [
        ActionView(
            id=row.public_id,
            text=row.text,
            owner=names.ref(row.party),
            due_on=row.due_on,
            done_on=row.done_on,
            late=(row.done_on or today) > row.due_on,
            meeting=row.meeting.public_id if row.meeting else "",
            version=row.version,
        )
        for row in found
    ]

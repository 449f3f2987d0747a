"""Decisions with what they rest on, and the actions that follow.

Members of the forum's parties read a decision whole. Everybody else reads what was published
of it with the minutes of its meeting, or of the one that ratified it, and nothing more.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from concordat.forum import sentences
from concordat.forum.minutes import fingerprint
from concordat.forum.models import Action, Decision, Meeting, Position, Publication
from concordat.forum.queries.names import Names
from concordat.forum.words import (
    ActionView,
    CitationKind,
    CitationView,
    DecisionRef,
    DecisionView,
    PositionView,
    PublicationView,
    Quorum,
    RuleOutcome,
    Stance,
)
from concordat.parties import queries as parties
from concordat.parties.words import Actor

_JOINED = (
    "forum",
    "meeting",
    "item",
    "ratified_by__publication",
    "replaces__publication",
    "publication__minutes__meeting",
)
_WITH = ("citations", "item__positions", "replacements__publication")


def decisions(forum: str = "", *, by: Actor) -> list[DecisionView]:
    """Return the decisions of a forum (slug), or of all, that `by` may read, newest first."""
    rows = Decision.objects.filter(forum__slug=forum) if forum else Decision.objects.all()
    return views(rows.order_by("-at", "-pk"), by=by)


def decision(public_id: str, *, by: Actor) -> DecisionView | None:
    """Return a decision; None: no such, or not for `by` to read."""
    return next(iter(views(Decision.objects.filter(public_id=public_id), by=by)), None)


def decisions_citing(kind: CitationKind, refs: Iterable[str], *, by: Actor) -> list[DecisionView]:
    """Return the decisions that rest on a thing, as far as `by` may know it, newest first.

    `refs`: the names that it is or was cited by, as `CitationView.ref`.
    """
    wanted = set(refs)
    rows = Decision.objects.filter(citations__kind=kind.value, citations__ref__in=wanted)
    return [
        view
        for view in views(rows.distinct().order_by("-at", "-pk"), by=by)
        if any(each.kind is kind and each.ref in wanted for each in view.citations)
    ]


def views(rows: QuerySet[Decision], *, by: Actor) -> list[DecisionView]:
    """Return those of the decisions that `by` may read, each as `by` may read it."""
    wholly = _wholly(by) if by.joined else Q(pk__in=[])
    shown = rows.filter(wholly | Q(publication__isnull=False))
    found = list(shown.select_related(*_JOINED).prefetch_related(*_WITH))
    keys = [row.pk for row in found]
    whole = set(Decision.objects.filter(wholly, pk__in=keys).values_list("pk", flat=True))
    names = _names(found)
    return [
        _view(row, names[_day(row)]) if row.pk in whole else _public(row, names[_day(row)])
        for row in found
    ]


def _wholly(by: Actor) -> Q:
    """Return the filter of what is read whole: of meetings that `by` may read, or of none."""
    return Q(meeting=None) | Q(meeting__in=Meeting.objects.filter(parties.visible_to(by)))


def _day(row: Decision) -> date:
    return timezone.localtime(row.at).date()


def _names(rows: Iterable[Decision]) -> dict[date, Names]:
    """Return for each day of a decision the parties as they were called then."""
    slugs: dict[date, set[str]] = {}
    for row in rows:
        named = slugs.setdefault(_day(row), set())
        named.add(row.owner)
        named |= {each.party for each in row.item.positions.all()} if row.item else set()
    return {day: Names(named, on=day) for day, named in slugs.items()}


def _view(row: Decision, names: Names) -> DecisionView:
    """Return a decision as members read it."""
    newer = (each for each in row.replacements.all() if _stands(each))
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
        replaces=_ref(row.replaces),
        replaced_by=_ref(next(newer, None)),
        publication=_publication(row),
    )


def _stands(row: Decision) -> bool:
    """Return whether a decision replaces another now: a chair's action once it is ratified."""
    return not row.chairs_action or row.ratified_by_id is not None


def _ref(row: Decision | None) -> DecisionRef | None:
    return DecisionRef(row.public_id, row.number) if row else None


def _kept(row: Decision | None) -> Publication | None:
    """Return what was published of a decision, if anything was."""
    return getattr(row, "publication", None) if row else None


def _publication(row: Decision) -> PublicationView | None:
    kept = _kept(row)
    if kept is None:
        return None
    return PublicationView(
        meeting=kept.minutes.meeting.public_id,
        title=kept.shows["meeting"],
        at=kept.at,
        text=kept.text,
        sha256=kept.sha256,
        sound=fingerprint(kept.text) == kept.sha256,
    )


def _public(row: Decision, names: Names) -> DecisionView:
    """Return what was published of a decision: its words are those of the minutes."""
    whole, kept = _view(row, names), row.publication
    shows: dict[str, Any] = kept.shows
    newer = (each for each in row.replacements.all() if _known_to_replace(each))
    return replace(
        whole,
        meeting="",
        item="",
        text=shows["text"],
        reasons=shows["reasons"],
        ratified_by=whole.ratified_by if _kept(row.ratified_by) else "",
        quorum=Quorum(tuple(_counts(whole.quorum.outcomes[at]) for at in shows["quorum"])),
        citations=tuple(whole.citations[at] for at in shows["citations"]),
        positions=tuple(
            replace(whole.positions[at], reasons=reasons, evidence=(), spoken_by="")
            for at, reasons in shows["positions"]
        ),
        owner=whole.owner if shows["owner"] else None,
        review_on=whole.review_on if shows["review"] else None,
        replaces=_public_ref(row.replaces) if shows["replaces"] else None,
        replaced_by=_ref(next(newer, None)),
        whole=False,
    )


def _known_to_replace(row: Decision) -> bool:
    """Return whether published minutes say that a decision replaces another, and stands."""
    kept = _kept(row)
    stands = not row.chairs_action or _kept(row.ratified_by) is not None
    return kept is not None and kept.shows["replaces"] and stands


def _counts(outcome: RuleOutcome) -> RuleOutcome:
    """Return how a rule stood without saying who was counted."""
    return replace(outcome, counted=(), left_out=())


def _public_ref(row: Decision | None) -> DecisionRef | None:
    return DecisionRef(row.public_id if _kept(row) else "", row.number) if row else None


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
    names = Names((row.party for row in found), on=today)
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
            now="" if row.done_on else _held_now(row, names),
        )
        for row in found
    ]


def _held_now(row: Action, names: Names) -> str:
    return sentences.held_now(names.holding(row.party, since=timezone.localdate(row.given_at)))

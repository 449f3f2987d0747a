"""Decide, ratify, give actions and see them done."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from concordat.evidence import queries as evidence
from concordat.evidence.words import WorkView
from concordat.forum.actions.given import (
    known_forum,
    known_party,
    local_day,
    same_version,
    text_of,
)
from concordat.forum.actions.meetings import held
from concordat.forum.actions.rights import need_member_post, need_secretariat
from concordat.forum.models import Action, AgendaItem, Citation, Decision, Forum, Meeting
from concordat.forum.queries.areas import area
from concordat.forum.queries.forums import by_consent, terms_on
from concordat.forum.queries.meetings import day_of, objections, quorum_of
from concordat.forum.queries.plans import plan
from concordat.forum.words import (
    CitationKind,
    Cite,
    MeetingState,
    PositionView,
    Quorum,
    Refused,
)
from concordat.investment import queries as investment
from concordat.parties import queries as parties
from concordat.parties.actions import note
from concordat.parties.rows import LONG
from concordat.parties.words import Actor


@transaction.atomic
def decide(
    *,
    by: Actor,
    meeting: str,
    text: str,
    item: str = "",
    reasons: str = "",
    cites: Sequence[Cite] = (),
    owner: str = "",
    review_on: date | None = None,
    replaces: str = "",
    as_chairs_action: bool = False,
    despite: str = "",
    now: datetime,
) -> str:
    """Record a decision of an open meeting and return its public id.

    Without a quorum it is refused, unless it is meant as the chair's action, which a later
    meeting must ratify. While a party objects to the item it is refused where the terms of
    reference decide by consent; elsewhere it needs `despite`, the reason, which is kept with
    the decision. What it cites is kept as it stands now. `replaces`: public id of an earlier
    decision of the forum that no longer holds with it. Raises Refused.
    """
    need_secretariat(by)
    row = held(meeting, by, MeetingState.OPEN)
    stands = quorum_of(row)
    if not stands.met and not as_chairs_action:
        raise Refused("text", f"There is no quorum, so nothing can be decided. {_lacking(stands)}")
    about = _item(row, item)
    if review_on and review_on < local_day(now):
        raise Refused("review_on", "That day is over. Choose a day to come to review it on.")
    reasons = _over_objections(row, about, reasons, despite)
    made = _keep(
        row.forum,
        text=text,
        reasons=reasons,
        owner=owner,
        review_on=review_on,
        now=now,
        meeting=row,
        item=about,
        replaces=_replaced(row.forum, replaces),
        quorate=stands.met,
        quorum=[asdict(outcome) for outcome in stands.outcomes],
        chairs_action=not stands.met,
    )
    _cite(made, cites, by)
    if about and about.about.startswith("decision:") and stands.met:
        _ratify(made, about.about.partition(":")[2])
    note(by=by, deed="decide", about=f"decision:{made.public_id}", changed={"quorate": stands.met})
    return made.public_id


@transaction.atomic
def act_as_chair(
    *, by: Actor, forum: str, text: str, reasons: str, cites: Sequence[Cite] = (), now: datetime
) -> str:
    """Record what the chair of a forum (slug) did between meetings; the next one ratifies it."""
    need_secretariat(by)
    row = known_forum(forum)
    reasons = text_of("reasons", reasons, limit=LONG)
    made = _keep(
        row, text=text, reasons=reasons, now=now, quorate=False, quorum=[], chairs_action=True
    )
    _cite(made, cites, by)
    note(by=by, deed="act as chair", about=f"decision:{made.public_id}")
    return made.public_id


def _keep(forum: Forum, *, text: str, reasons: str, now: datetime, **more: Any) -> Decision:
    if owner := more.pop("owner", ""):
        more["owner"] = known_party("owner", owner).slug
    year = local_day(now).year
    number = Decision.objects.filter(forum=forum, number__startswith=f"{year}/").count() + 1
    return Decision.objects.create(
        forum=forum,
        number=f"{year}/{number}",
        text=text_of("text", text, limit=LONG),
        reasons=text_of("reasons", reasons, limit=LONG, needed=False),
        at=now,
        **more,
    )


def _item(row: Meeting, public_id: str) -> AgendaItem | None:
    found = row.items.filter(public_id=public_id).first() if public_id else None
    if public_id and found is None:
        raise Refused("item", "That item is not on this agenda.")
    return found


def _replaced(forum: Forum, public_id: str) -> Decision | None:
    """Return the decision that a new one replaces; refuse one that is replaced already."""
    if not public_id:
        return None
    found = Decision.objects.filter(forum=forum, public_id=public_id).first()
    if found is None:
        raise Refused("replaces", "That is no decision of this forum.")
    newer = found.replacements.first()
    if newer is not None:
        raise Refused(
            "replaces", f"Decision {found.number} is replaced already, by {newer.number}."
        )
    return found


def _over_objections(row: Meeting, item: AgendaItem | None, reasons: str, despite: str) -> str:
    """Return the reasons with why it was decided over objections, or refuse."""
    against = objections(item) if item else []
    if not against:
        return reasons
    names = " and ".join(each.party.name for each in against)
    if by_consent(terms_on(row.forum, day_of(row))):
        said = " ".join(f"{each.party.name}: “{each.reasons}”" for each in against)
        raise Refused(
            "text",
            f"{names} {_verb(against, 'objects', 'object')}, and this forum decides by consent. "
            f"{said} Meet the objection, so that the party can record another position, or put "
            "the item off.",
        )
    if not despite.strip():
        raise Refused(
            "despite", f"{names} {_verb(against, 'objects', 'object')}. Say why it is decided."
        )
    return f"{reasons}\nDecided over the objection of {names}, because: {despite.strip()}".strip()


def _verb(against: Sequence[PositionView], one: str, many: str) -> str:
    return one if len(against) == 1 else many


def _ratify(made: Decision, public_id: str) -> None:
    waiting = Decision.objects.filter(forum=made.forum, public_id=public_id, ratified_by=None)
    waiting.update(ratified_by=made)


def _lacking(stands: Quorum) -> str:
    if not stands.outcomes:
        return "No rule of quorum is recorded in the terms of reference."
    said = [f"{each.text} There are {each.got}." for each in stands.outcomes if not each.met]
    return " ".join((*said, "Record it as the chair’s action, to be ratified, or wait."))


def _cite(decision: Decision, cites: Sequence[Cite], by: Actor) -> None:
    """Keep each thing cited once, as it stands now."""
    kept = set()
    for each in cites:
        found = _FOUND[each.kind](each, by)
        if (each.kind, found.ref) in kept:
            continue
        kept.add((each.kind, found.ref))
        Citation.objects.create(
            decision=decision,
            kind=each.kind.value,
            ref=found.ref,
            label=found.label[:LONG],
            edition=found.edition,
            hash=found.hash,
        )


class Found(NamedTuple):
    """What is cited, how it is called, and as of which edition."""

    ref: str
    label: str
    edition: str
    hash: str = ""


def _clause(cite: Cite, by: Actor) -> Found:
    slug, _, key = cite.ref.partition("/")
    found = parties.clause(slug, key, by=by)
    if found is None:
        raise Refused("clauses", f"There is no clause “{cite.ref}”.")
    label = f"{slug}, {found.heading or found.key}"
    return Found(cite.ref, label, f"version {found.version}")


def _work(cite: Cite, by: Actor) -> Found:
    found = evidence.work_named(cite.ref, by=by)
    if not isinstance(found, WorkView):
        raise Refused("works", f"There is no work “{cite.ref}” here.")
    return Found(found.id, found.title, f"revision {found.revision}, {found.standing.value}")


def _scenario(cite: Cite, by: Actor) -> Found:
    found = investment.scenario_to_cite(cite.ref, by=by)
    if found is None:
        raise Refused("scenario_address", f"There is no scenario “{cite.ref}”.")
    if not found.sha256:
        raise Refused("scenario", "That scenario is not worked out yet: wait for its answer.")
    label = found.name or cite.label or "A scenario of another party"
    return Found(found.id, label, f"made {found.made_on.isoformat()}", found.sha256)


def _plan(cite: Cite, by: Actor) -> Found:
    found = plan(cite.ref, by=by)
    if found is None:
        raise Refused("plans", f"There is no planned work “{cite.ref}”.")
    return Found(found.id, found.given.title, f"version {found.version}")


def _area(cite: Cite, by: Actor) -> Found:
    found = area(cite.ref, by=by)
    if found is None:
        raise Refused("areas", f"There is no joint work area “{cite.ref}”.")
    return Found(found.id, found.title, f"version {found.version}")


_FOUND = {
    CitationKind.CLAUSE: _clause,
    CitationKind.WORK: _work,
    CitationKind.SCENARIO: _scenario,
    CitationKind.PLAN: _plan,
    CitationKind.AREA: _area,
}


@transaction.atomic
def give_action(
    *, by: Actor, forum: str, party: str, text: str, due_on: date, now: datetime, meeting: str = ""
) -> str:
    """Give a party (slug) something to do by a day; return its public id."""
    need_secretariat(by)
    row = known_forum(forum)
    made = Action.objects.create(
        forum=row,
        meeting=held(meeting, by) if meeting else None,
        party=known_party("party", party).slug,
        text=text_of("text", text, limit=LONG),
        due_on=due_on,
        given_at=now,
    )
    changed = {"party": party, "due": due_on}
    note(by=by, deed="give action", about=f"action:{made.public_id}", changed=changed)
    return made.public_id


@transaction.atomic
def finish_action(*, by: Actor, action: str, version: int, on: date) -> None:
    """Record that an action (public id) was done on a day. Raises Conflict, Refused."""
    row = Action.objects.select_for_update().filter(public_id=action).first()
    if row is None:
        raise Refused("action", "There is no such action.")
    need_member_post(by, known_party("party", row.party))
    same_version(row.version, version)
    if row.done_on:
        raise Refused("action", "It is done already.")
    row.done_on, row.version = on, row.version + 1
    row.save()
    note(by=by, deed="finish action", about=f"action:{action}", changed={"on": on})

"""Meetings that decide, with words that published minutes withhold, leave out or do not reach."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from concordat.forum import actions
from concordat.forum.models import AgendaItem, Minutes
from concordat.forum.words import CitationKind, Cite, MeetingState, MemberKind, Stance
from concordat.parties import actions as parties
from concordat.parties.models import Person
from concordat.parties.queries import actor_for
from concordat.parties.words import OPERATOR, Actor, AgreementKind, ClauseKind

#: Where a word stands: withheld from minutes, taken out of their draft, in none yet.
WORDS = ("withheld", "unsaid", "waiting")
#: What everybody may read of the decisions.
TOLD = "zzopenlyzz"


def hold(
    person: Person, party: str, planted: Mapping[str, str], *, since: date
) -> tuple[dict[str, list[str]], list[str]]:
    """Hold three meetings and publish the minutes of the first alone.

    Return the keys of addresses by kind, what is public first, and addresses that tell
    everybody of the decisions.
    """
    by, now = actor_for(person), timezone.now()
    withheld, unsaid, waiting = (planted[word] for word in WORDS)
    parties.appoint(by=OPERATOR, person=person.public_id, party=party, since=since)
    _found(by, party, since)
    area = actions.propose_area(
        by=by, forum="council", title=withheld, scope="One.", lead="a", partners=["b"], now=now
    )
    acted = actions.act_as_chair(
        by=by, forum="council", text=f"{TOLD} {withheld}", reasons=unsaid, now=now
    )
    first = _open(by, party, planted, "First", days=-2)
    ratifying = AgendaItem.objects.get(meeting__public_id=first, about=f"decision:{acted}")
    said = (f"{TOLD} {withheld}", f"{TOLD} {withheld}\n{unsaid}")
    made = _decide(by, first, *said, area=area)
    actions.decide(by=by, meeting=first, text=f"{TOLD} ratified", item=ratifying.public_id, now=now)
    _draft(by, first, without=unsaid)
    second = _open(by, party, planted, "Second", days=-1)
    later = _decide(by, second, waiting, waiting, area=area, replaces=made)
    _draft(by, second, without=unsaid)
    third = _open(by, party, planted, "Third", days=0)
    last = actions.decide(by=by, meeting=third, text=waiting, now=now)
    actions.approve_minutes(by=by, meeting=first, decision=later, now=now)
    actions.approve_minutes(by=by, meeting=second, decision=last, now=now)
    actions.withhold_passage(by=by, meeting=first, passage=withheld, reason="in talks")
    actions.publish_minutes(by=by, meeting=first, now=now)
    keys = {
        "Decision": [made, acted, later],
        "Meeting": [first, second],
        "Area": [area],
    }
    year = timezone.localdate().year
    return keys, [
        "/forum/council",
        "/forum/council/decisions",
        f"/decisions/{made}.txt",
        f"/meetings/{first}/minutes.txt",
        f"/forum/council/report/{year}",
        f"/forum/council/report/{year}.csv",
        "/agreements/pact/term-1",
    ]


def _found(by: Actor, party: str, since: date) -> None:
    parties.record_agreement(
        by=OPERATOR,
        slug="pact",
        kind=AgreementKind.PARTNERSHIP,
        title="The pact",
        clauses=[("term-1", ClauseKind.TERM, "We ask first.")],
        signed_on=since,
    )
    actions.found_forum(
        by=by, slug="council", name="The council", agreement="pact", clause="term-1"
    )
    rules = [{"at_least": 1, "counts": "parties"}]
    actions.set_terms(
        by=by, forum="council", number="1", since=since, text="To agree.", rules=rules
    )
    actions.admit(by=by, forum="council", party=party, kind=MemberKind.SIGNATORY, since=since)


def _open(by: Actor, party: str, planted: Mapping[str, str], title: str, *, days: int) -> str:
    """Open a meeting with an item on which the party takes two positions; the later stands."""
    now = timezone.now()
    starts = now + timedelta(days=days)
    meeting = actions.call_meeting(
        by=by,
        forum="council",
        title=title,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        place=planted["withheld"],
        items_until=starts.date() - timedelta(days=1),
        now=now,
    )
    item = actions.propose_item(by=OPERATOR, meeting=meeting, title="Buy", now=now, party=party)
    for state in (MeetingState.PAPERS_SENT, MeetingState.OPEN):
        actions.set_state(by=by, meeting=meeting, state=state, now=now)
    actions.attend(by=by, meeting=meeting, person=planted["withheld"], party=party, now=now)
    for reasons in (planted["unsaid"], planted["withheld"]):
        actions.take_position(
            by=by,
            item=item,
            party=party,
            stance=Stance.FOR,
            reasons=reasons,
            evidence=(planted["unsaid"],),
            now=now,
        )
    return meeting


def _decide(
    by: Actor, meeting: str, text: str, reasons: str, *, area: str, replaces: str = ""
) -> str:
    item = AgendaItem.objects.get(meeting__public_id=meeting, title="Buy")
    return actions.decide(
        by=by,
        meeting=meeting,
        text=text,
        reasons=reasons,
        item=item.public_id,
        cites=[Cite(CitationKind.CLAUSE, "pact/term-1"), Cite(CitationKind.AREA, area)],
        replaces=replaces,
        now=timezone.now(),
    )


def _draft(by: Actor, meeting: str, *, without: str) -> None:
    """Close a meeting, draft its minutes, take lines out of the draft and send it round."""
    now = timezone.now()
    actions.set_state(by=by, meeting=meeting, state=MeetingState.CLOSED, now=now)
    actions.draft_minutes(by=by, meeting=meeting, now=now)
    drafted = Minutes.objects.get(meeting__public_id=meeting).text
    kept = "\n".join(line for line in drafted.splitlines() if without not in line)
    actions.save_minutes(by=by, meeting=meeting, text=kept, version=1, now=now)
    actions.circulate_minutes(by=by, meeting=meeting)

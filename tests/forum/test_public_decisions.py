"""A decision is public with the minutes that tell of it, and says what they say."""

from dataclasses import dataclass
from hashlib import sha256

import pytest

from concordat.forum import actions, queries
from concordat.forum.models import Publication
from concordat.forum.words import (
    CitationKind,
    Cite,
    DecisionState,
    DecisionView,
    MeetingState,
    Refused,
    Stance,
)
from concordat.parties import actions as parties
from concordat.parties import queries as known
from concordat.parties.models import AuditEntry
from concordat.parties.words import OPERATOR, VISITOR, PartGiven, SuccessionKind
from tests.forum import universe
from tests.forum.universe import FORUM, THREE, Region

pytestmark = pytest.mark.django_db
CLAUSE = Cite(CitationKind.CLAUSE, "compact/ask-first")


@pytest.fixture
def region() -> Region:
    return universe.build()


@dataclass
class Held:
    """A meeting that was held, with a decision on an item to which a party objected."""

    meeting: str
    decision: str


def hold(region: Region, **more: object) -> Held:
    by, now = region.actor("hester"), universe.now()
    meeting = universe.meeting(region, days=-1, title="Spring")
    item = actions.propose_item(
        by=OPERATOR, meeting=meeting, title="Bulletins", now=now, party="marl-vale"
    )
    for state in (MeetingState.PAPERS_SENT, MeetingState.OPEN):
        actions.set_state(by=by, meeting=meeting, state=state, now=now)
    for person, party in THREE:
        actions.attend(by=by, meeting=meeting, person=person, party=party, now=now)
    for stance, why in ((Stance.OBJECT, "Ours is better."), (Stance.ACCEPT, "For one year.")):
        actions.take_position(
            by=region.actor("bridget"),
            item=item,
            party="marl-vale",
            stance=stance,
            reasons=why,
            evidence=("doi:10.1000/secret",),
            now=now,
        )
    facts: dict[str, object] = {
        "text": "One bulletin from Acme.",
        "reasons": "It costs 900 pounds.",
        "item": item,
        "cites": [CLAUSE],
        "owner": "marl-vale",
        "review_on": universe.today(200),
    }
    made = actions.decide(by=by, meeting=meeting, now=now, **{**facts, **more})  # type: ignore[arg-type]
    actions.set_state(by=by, meeting=meeting, state=MeetingState.CLOSED, now=now)
    actions.draft_minutes(by=by, meeting=meeting, now=now)
    return Held(meeting, made)


def approve(region: Region, meeting: str, *, title: str = "Summer", days: int = 2) -> str:
    """Circulate minutes and approve them at a later meeting; return that meeting."""
    by, now = region.actor("hester"), universe.now()
    actions.circulate_minutes(by=by, meeting=meeting)
    later = universe.opened(region, *THREE, days=days, title=title)
    approval = actions.decide(by=by, meeting=later, text="Minutes approved.", now=now)
    actions.approve_minutes(by=by, meeting=meeting, decision=approval, now=now)
    return later


def publish(region: Region, meeting: str, *passages: str) -> None:
    by = region.actor("hester")
    for passage in passages:
        actions.withhold_passage(by=by, meeting=meeting, passage=passage, reason="in talks")
    actions.publish_minutes(by=by, meeting=meeting, now=universe.now())


def public(decision: str) -> DecisionView:
    found = queries.decision(decision, by=VISITOR)
    assert found is not None
    return found


def test_nobody_outside_reads_it_before_its_minutes_are_published(region: Region) -> None:
    held = hold(region)
    later = approve(region, held.meeting)
    assert queries.decision(held.decision, by=VISITOR) is None
    assert queries.decisions(FORUM, by=VISITOR) == []
    assert queries.decisions_citing(CitationKind.CLAUSE, [CLAUSE.ref], by=VISITOR) == []
    publish(region, held.meeting)
    assert [each.id for each in queries.decisions(by=VISITOR)] == [held.decision]
    assert queries.meeting(later, by=VISITOR) is None
    (resting,) = queries.decisions_citing(CitationKind.CLAUSE, [CLAUSE.ref], by=VISITOR)
    assert resting.id == held.decision


def test_the_public_reads_what_the_minutes_say(region: Region) -> None:
    held = hold(region)
    approve(region, held.meeting)
    publish(region, held.meeting)
    found = public(held.decision)
    assert (found.text, found.reasons) == ("One bulletin from Acme.", "It costs 900 pounds.")
    assert found.owner is not None
    assert found.owner.slug == "marl-vale"
    assert found.review_on == universe.today(200)
    assert [each.ref for each in found.citations] == [CLAUSE.ref]
    (position,) = found.positions
    assert (position.stance, position.reasons) == (Stance.ACCEPT, "For one year.")
    assert (position.evidence, position.spoken_by) == ((), ""), "the minutes do not say"
    assert all(each.counted == each.left_out == () for each in found.quorum.outcomes)
    assert found.quorum.outcomes
    assert (found.meeting, found.item, found.whole) == ("", "", False)
    kept = found.publication
    assert kept is not None
    assert kept.sound
    assert sha256(kept.text.encode()).hexdigest() == kept.sha256
    assert "Ours is better" not in repr(found), "an earlier position"


def test_what_is_withheld_comes_out_nowhere(region: Region) -> None:
    held = hold(region)
    approve(region, held.meeting)
    publish(region, held.meeting, "Acme", "900 pounds", "For one year", "compact, ask-first")
    found = public(held.decision)
    assert found.text == "One bulletin from [withheld: in talks]."
    assert found.citations == ()
    assert queries.decisions_citing(CitationKind.CLAUSE, [CLAUSE.ref], by=VISITOR) == []
    everything = repr((found, queries.decision_paper(held.decision, by=VISITOR)))
    for secret in ("Acme", "900", "For one year", "ask-first"):
        assert secret not in everything, secret
    whole = queries.decision(held.decision, by=region.actor("reader"))
    assert whole is not None
    assert whole.whole
    assert "Acme" in whole.text
    report = queries.year_report(FORUM, universe.today().year, by=VISITOR)
    assert "Acme" not in repr(report)
    assert "One bulletin" in repr(report)


def test_what_the_secretariat_took_out_of_the_draft_stays_out(region: Region) -> None:
    held, by = hold(region), region.actor("hester")
    minutes = queries.minutes(held.meeting, by=by)
    assert minutes is not None
    text = minutes.text.replace("Why: It costs 900 pounds.\n", "").replace(" from Acme", "")
    actions.save_minutes(by=by, meeting=held.meeting, text=text, version=1, now=universe.now())
    approve(region, held.meeting)
    ((_, foreseen),) = queries.foreseen(held.meeting, by=by)
    assert foreseen is not None
    assert foreseen.text == "One bulletin."
    publish(region, held.meeting)
    found = public(held.decision)
    assert (found.text, found.reasons) == ("One bulletin.", "")


def test_a_decision_that_the_minutes_do_not_name_stays_with_the_parties(region: Region) -> None:
    held, by = hold(region), region.actor("hester")
    approve(region, held.meeting)
    number = queries.decisions(FORUM, by=by)[-1].number
    actions.withhold_passage(
        by=by, meeting=held.meeting, passage=f"Decision {number}", reason="personal"
    )
    assert [part for _, part in queries.foreseen(held.meeting, by=by)] == [None]
    assert queries.foreseen(held.meeting, by=VISITOR) == []
    publish(region, held.meeting)
    assert queries.decision(held.decision, by=VISITOR) is None
    assert queries.decision(held.decision, by=by) is not None


def test_the_chairs_action_between_meetings_waits_for_the_minutes_that_ratify_it(
    region: Region,
) -> None:
    by, now = region.actor("hester"), universe.now()
    acted = actions.act_as_chair(
        by=by, forum=FORUM, text="Renew it.", reasons="It ended.", cites=[CLAUSE], now=now
    )
    spring = universe.opened(region, *THREE, days=-1, title="Spring")
    seen = queries.meeting(spring, by=by)
    assert seen is not None
    actions.decide(by=by, meeting=spring, text="Ratified.", item=seen.items[0].id, now=now)
    actions.set_state(by=by, meeting=spring, state=MeetingState.CLOSED, now=now)
    actions.draft_minutes(by=by, meeting=spring, now=now)
    approve(region, spring)
    assert queries.decision(acted, by=VISITOR) is None
    publish(region, spring)
    found = public(acted)
    assert (found.text, found.reasons) == ("Renew it.", "It ended.")
    assert [each.ref for each in found.citations] == [CLAUSE.ref]
    assert found.chairs_action
    assert public(found.ratified_by).text == "Ratified."


def test_one_never_ratified_is_told_as_waiting_with_its_own_minutes(region: Region) -> None:
    by, now = region.actor("hester"), universe.now()
    thin = universe.opened(region, THREE[0], days=-1, title="Thin")
    made = actions.decide(by=by, meeting=thin, text="Act.", as_chairs_action=True, now=now)
    actions.set_state(by=by, meeting=thin, state=MeetingState.CLOSED, now=now)
    actions.draft_minutes(by=by, meeting=thin, now=now)
    approve(region, thin)
    publish(region, thin)
    found = public(made)
    assert found.text == "Act."
    assert found.state_on(universe.today()) is DecisionState.TO_RATIFY


def test_a_decision_replaces_another_once_and_the_public_learns_it_from_minutes(
    region: Region,
) -> None:
    held, by, now = hold(region), region.actor("hester"), universe.now()
    later = approve(region, held.meeting)
    publish(region, held.meeting)
    newer = actions.decide(
        by=by, meeting=later, text="Two bulletins.", replaces=held.decision, now=now
    )
    with pytest.raises(Refused, match="replaced already, by"):
        actions.decide(by=by, meeting=later, text="Three.", replaces=held.decision, now=now)
    with pytest.raises(Refused, match="no decision of this forum"):
        actions.decide(by=by, meeting=later, text="Three.", replaces="x", now=now)
    inside = queries.decision(held.decision, by=by)
    assert inside is not None
    assert inside.state_on(universe.today()) is DecisionState.REPLACED
    assert public(held.decision).state_on(universe.today()) is DecisionState.IN_FORCE
    assert public(held.decision).state_on(universe.today(200)) is DecisionState.REVIEW_DUE
    actions.set_state(by=by, meeting=later, state=MeetingState.CLOSED, now=now)
    actions.draft_minutes(by=by, meeting=later, now=now)
    approve(region, later, title="Autumn", days=3)
    publish(region, later)
    old, new = public(held.decision), public(newer)
    assert old.state_on(universe.today()) is DecisionState.REPLACED
    assert old.replaced_by is not None
    assert old.replaced_by.id == newer
    assert new.replaces is not None
    assert new.replaces.number == old.number


def test_a_changed_word_shows(region: Region) -> None:
    held = hold(region)
    approve(region, held.meeting)
    publish(region, held.meeting)
    entry = AuditEntry.objects.get(deed="publish minutes")
    kept = Publication.objects.get()
    assert kept.sha256 in repr(entry.changed), "the record of deeds has it too"
    Publication.objects.update(text=kept.text.replace("One", "Two"))
    found = public(held.decision).publication
    assert found is not None
    assert not found.sound
    assert queries.decision_paper(held.decision, by=VISITOR) is None


def test_it_outlives_the_parties_that_took_it(region: Region) -> None:
    held = hold(region)
    approve(region, held.meeting)
    publish(region, held.meeting)
    before = public(held.decision)
    for slug in ("wexbourne-and-marl-icb", "marl-vale"):
        parties.succeed(
            by=OPERATOR,
            slug=f"{slug}-ends",
            kind=SuccessionKind.ABSORB,
            parts=[PartGiven(slug, "osmere")],
            on=universe.today(1),
        )
    gone = known.party("marl-vale", on=universe.today(2))
    assert gone is not None
    assert not gone.exists
    assert public(held.decision) == before

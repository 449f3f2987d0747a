"""Meetings: quorum live, mandates, decisions that stand or wait, minutes that stay."""

from datetime import date
from hashlib import sha256

import pytest
from django.test import Client

from concordat.forum import actions, queries
from concordat.forum.models import Minutes
from concordat.forum.words import (
    Beneficiary,
    CitationKind,
    Cite,
    Conflict,
    ItemKind,
    MeetingState,
    MinutesState,
    NoMandate,
    Refused,
    Stance,
)
from concordat.parties import actions as parties
from concordat.parties.actions import NotAllowedError
from concordat.parties.words import (
    OPERATOR,
    VISITOR,
    PartGiven,
    PartyKind,
    SuccessionKind,
    Visibility,
)
from tests.forum import universe
from tests.forum.universe import FORUM, THREE, Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def region() -> Region:
    return universe.build()


def item(region: Region, meeting: str) -> str:
    by = region.actor("hester")
    return actions.propose_item(by=by, meeting=meeting, title="A matter", now=universe.now())


def decide(region: Region, meeting: str, text: str = "So be it.", **more: object) -> str:
    return actions.decide(
        by=region.actor("hester"),
        meeting=meeting,
        text=text,
        now=universe.now(),
        **more,  # type: ignore[arg-type]
    )


def test_the_quorum_is_counted_live_as_people_come_and_go(region: Region) -> None:
    by = region.actor("hester")
    meeting = universe.opened(region, *THREE[:2], ("Rhona", "osmere"))

    def stands() -> tuple[bool, int]:
        found = queries.meeting(meeting, by=by)
        assert found is not None
        return found.quorum.met, found.quorum.outcomes[0].got

    assert stands() == (False, 2)  # the supporter does not count
    with pytest.raises(Refused, match="There is no quorum"):
        decide(region, meeting)
    last = actions.attend(
        by=by, meeting=meeting, person="Iona", party="tollen-estuary", now=universe.now()
    )
    assert stands() == (True, 3)
    made = decide(region, meeting)
    actions.leave(by=by, attendance=last, now=universe.now())
    assert stands() == (False, 2)
    kept = queries.decision(made, by=by)
    assert kept is not None
    assert kept.quorate
    assert kept.quorum.outcomes[0].got == 3  # as it stood then


def test_a_chairs_action_waits_until_a_later_meeting_ratifies_it(region: Region) -> None:
    by = region.actor("hester")
    thin = universe.opened(region, THREE[0])
    made = decide(region, thin, "Act at once.", as_chairs_action=True)
    found = queries.decision(made, by=by)
    assert found is not None
    assert found.to_ratify
    following = queries.meeting(universe.opened(region, *THREE, days=1), by=by)
    assert following is not None
    due = next(each for each in following.items if each.kind is ItemKind.RATIFY)
    decide(region, following.id, "Ratified.", item=due.id)
    found = queries.decision(made, by=by)
    assert found is not None
    assert not found.to_ratify
    assert found.chairs_action


def test_a_position_is_spoken_by_a_mandated_delegate_alone_and_history_stays(
    region: Region,
) -> None:
    meeting = universe.meeting(region)
    matter = item(region, meeting)

    def speak(who: str, party: str, stance: Stance, reasons: str = "") -> str:
        return actions.take_position(
            by=region.actor(who),
            item=matter,
            party=party,
            stance=stance,
            reasons=reasons,
            now=universe.now(),
        )

    with pytest.raises(NoMandate, match="no mandate to speak"):
        speak("lapsed", "tollen-estuary", Stance.FOR)
    for who, party in (("rufus", "marl-vale"), ("bridget", "hathermere"), ("hester", "marl-vale")):
        with pytest.raises(NoMandate):
            speak(who, party, Stance.FOR)
    with pytest.raises(Refused, match="Give the reasons of the objection"):
        speak("bridget", "marl-vale", Stance.OBJECT)
    speak("bridget", "marl-vale", Stance.OBJECT, "Too dear.")
    speak("bridget", "marl-vale", Stance.ACCEPT, "At half the price.")
    found = queries.meeting(meeting, by=OPERATOR)
    assert found is not None
    said = [(each.stance, each.standing) for each in found.items[0].positions]
    assert said == [(Stance.OBJECT, False), (Stance.ACCEPT, True)]


def test_a_decision_cites_what_is_there_as_it_stands(region: Region) -> None:
    meeting = universe.opened(region, *THREE)
    scenario, unsolved = universe.scenario(region), universe.scenario(region, solved=False)
    cites = [
        Cite(CitationKind.CLAUSE, "compact/ask-first"),
        Cite(CitationKind.SCENARIO, scenario.public_id),
        Cite(CitationKind.SCENARIO, scenario.public_id),
    ]
    found = queries.decision(decide(region, meeting, cites=cites), by=OPERATOR)
    assert found is not None
    assert [(c.kind.value, c.edition, c.hash) for c in found.citations] == [
        ("clause", "version 1", ""),
        ("scenario", f"made {universe.today().isoformat()}", scenario.sha256),
    ]
    assert found.citations[1].label == "The cut of 2027"
    for wrong in (
        Cite(CitationKind.CLAUSE, "compact/nothing"),
        Cite(CitationKind.WORK, "0000000000000"),
        Cite(CitationKind.PLAN, "0000000000000"),
        Cite(CitationKind.SCENARIO, "0000000000000"),
        Cite(CitationKind.SCENARIO, unsolved.public_id),
    ):
        with pytest.raises(Refused):
            decide(region, meeting, cites=[wrong])
    assert len(queries.decisions(FORUM, by=OPERATOR)) == 1  # what was refused left nothing


def _minutes_of(region: Region) -> str:
    by = region.actor("hester")
    meeting = universe.opened(region, *THREE, days=-1, title="Earlier")
    decide(region, meeting, "One bulletin.")
    actions.set_state(by=by, meeting=meeting, state=MeetingState.CLOSED, now=universe.now())
    actions.draft_minutes(by=by, meeting=meeting, now=universe.now())
    return meeting


def test_two_people_editing_minutes_the_second_keeps_both(region: Region) -> None:
    meeting, by = _minutes_of(region), region.actor("hester")
    actions.save_minutes(by=by, meeting=meeting, text="First", version=1, now=universe.now())
    with pytest.raises(Conflict) as conflict:
        actions.save_minutes(by=by, meeting=meeting, text="Second", version=1, now=universe.now())
    assert (conflict.value.mine, conflict.value.theirs) == ("Second", "First")
    found = queries.minutes(meeting, by=by)
    assert found is not None
    assert found.text == "First"
    assert [text for text, _, _ in found.kept_apart] == ["Second"]


def test_minutes_are_approved_at_a_later_quorate_meeting_and_never_change_again(
    region: Region,
) -> None:
    meeting, by = _minutes_of(region), region.actor("hester")
    now = universe.now()
    thin = universe.opened(region, THREE[0], days=1)
    without = decide(region, thin, as_chairs_action=True)
    own = queries.decisions(FORUM, by=by)[-1].id
    with pytest.raises(Refused, match="circulated"):
        actions.approve_minutes(by=by, meeting=meeting, decision=own, now=now)
    actions.circulate_minutes(by=by, meeting=meeting)
    for decision, said in ((own, "later meeting"), (without, "no quorum"), ("", "of a meeting")):
        with pytest.raises(Refused, match=said):
            actions.approve_minutes(by=by, meeting=meeting, decision=decision, now=now)
    good = decide(region, universe.opened(region, *THREE, days=2), "Approved.")
    actions.approve_minutes(by=by, meeting=meeting, decision=good, now=now)
    with pytest.raises(Refused, match="can no longer be changed"):
        actions.save_minutes(by=by, meeting=meeting, text="x", version=1, now=now)
    assert queries.minutes(meeting, by=VISITOR) is None
    actions.withhold_passage(by=by, meeting=meeting, passage="Iona", reason="personal")
    actions.publish_minutes(by=by, meeting=meeting, now=now)
    public, inside = queries.minutes(meeting, by=VISITOR), queries.minutes(meeting, by=by)
    assert public is not None
    assert inside is not None
    assert "Iona" not in public.text
    assert "[withheld: personal]" in public.text
    assert public.redactions == ()
    assert "Iona" in inside.text
    assert public.state is MinutesState.PUBLISHED
    paper = queries.minutes_paper(meeting, by=VISITOR)
    assert "Iona" not in repr(paper)
    with pytest.raises(Refused):
        actions.publish_minutes(by=by, meeting=meeting, now=now)
    assert Minutes.objects.get().sha256 == inside.sha256 == sha256(inside.text.encode()).hexdigest()
    assert public.sha256 == inside.published_sha256 == sha256(public.text.encode()).hexdigest()
    assert public.sha256 != inside.sha256, "the whole's hash would let guesses be tried"


def test_the_agenda_gathers_what_is_overdue_late_and_quiet(region: Region) -> None:
    by, old = region.actor("hester"), universe.now(-200)
    actions.ask(
        by=region.actor("rufus"),
        forum=FORUM,
        text="May we?",
        asked_of="hathermere",
        due_on=universe.today(-20),
        now=universe.now(-30),
    )
    actions.give_action(
        by=by, forum=FORUM, party="marl-vale", text="Send it.", due_on=universe.today(-1), now=old
    )
    area = _area(region, old)
    meeting = universe.opened(region, *THREE, days=-150)
    actions.agree_area(by=by, area=area, decision=decide(region, meeting), now=old)
    following = queries.meeting(universe.meeting(region), by=by)
    assert following is not None
    assert {each.kind for each in following.items} == {
        ItemKind.QUESTION,
        ItemKind.ACTION,
        ItemKind.QUIET,
    }
    again = actions.gather(by=by, meeting=following.id, now=universe.now())
    assert again == 0  # nothing stands on an agenda twice


def _area(region: Region, now: object) -> str:
    by = region.actor("rufus")
    area = actions.propose_area(
        by=by,
        forum=FORUM,
        title="Falls",
        scope="One review",
        lead="marl-vale",
        partners=["wexbourne-royal"],
        now=now,  # type: ignore[arg-type]
    )
    actions.measure_area(
        by=by,
        area=area,
        beneficiary=Beneficiary.PATIENTS,
        who="",
        measure="Hours",
        baseline="120",
        baseline_on=universe.today(-300),
        version=1,
        now=now,  # type: ignore[arg-type]
    )
    return area


def test_joint_work_is_not_agreed_without_beneficiary_measure_and_baseline(region: Region) -> None:
    by = region.actor("rufus")
    area = actions.propose_area(
        by=by,
        forum=FORUM,
        title="Falls",
        scope="One review",
        lead="marl-vale",
        partners=["wexbourne-royal"],
        now=universe.now(),
    )
    made = decide(region, universe.opened(region, *THREE))
    with pytest.raises(Refused, match="who gains, the measure, the baseline"):
        actions.agree_area(by=region.actor("hester"), area=area, decision=made, now=universe.now())
    with pytest.raises(Refused, match="second party"):
        actions.propose_area(
            by=by,
            forum=FORUM,
            title="Alone",
            scope="x",
            lead="marl-vale",
            partners=["marl-vale"],
            now=universe.now(),
        )


def test_a_question_is_answered_once_by_the_party_asked(region: Region) -> None:
    asked = actions.ask(
        by=region.actor("rufus"),
        forum=FORUM,
        text="Which services count a shared bulletin?",
        asked_of="wexbourne-royal",
        due_on=universe.today(9),
        now=universe.now(),
    )
    with pytest.raises(NotAllowedError):
        actions.answer_question(
            by=region.actor("sorrel"), question=asked, text="No.", now=universe.now()
        )
    by = region.actor("imogen")
    actions.answer_question(by=by, question=asked, text="Each once.", now=universe.now())
    with pytest.raises(Refused, match="answered already"):
        actions.answer_question(by=by, question=asked, text="Twice.", now=universe.now())
    found = queries.similar_questions(
        "Do services count a shared bulletin?", by=region.actor("sorrel"), today=universe.today()
    )
    assert [each.answer for each in found] == ["Each once."]


def test_only_the_secretariat_runs_meetings_and_only_members_read_them(region: Region) -> None:
    meeting = universe.meeting(region)
    for who in ("rufus", "bridget", "reader"):
        with pytest.raises(NotAllowedError):
            actions.set_state(
                by=region.actor(who), meeting=meeting, state=MeetingState.OPEN, now=universe.now()
            )
    assert queries.meeting(meeting, by=VISITOR) is None
    assert queries.meetings(by=VISITOR) == []
    assert queries.meeting(meeting, by=region.actor("reader")) is not None


def test_the_report_counts_records_and_lists_them(region: Region) -> None:
    meeting = _minutes_of(region)
    year = universe.today(-1).year
    report = queries.year_report(FORUM, year, by=region.actor("hester"))
    assert report is not None
    figures = {each.key: each for each in report.figures}
    assert (figures["meetings"].count, figures["decisions"].count) == (1, 1)
    assert figures["meetings"].records == (("Earlier", f"/meetings/{meeting}"),)
    public = queries.year_report(FORUM, year, by=VISITOR)
    assert public is not None
    assert sum(each.count for each in public.figures) == 0
    made = queries.report_paper(FORUM, year, by=region.actor("hester"))
    assert made is not None
    assert made[1].splitlines()[0] == "figure,count,record,address,definition"


def test_the_report_forgets_nobody_who_left_and_no_chairs_action(region: Region) -> None:
    year, by = universe.today().year, region.actor("hester")
    given = universe.plan(visibility=Visibility.PUBLIC)
    actions.enter_plan(by=region.actor("sorrel"), given=given, now=universe.now())
    actions.end_membership(by=by, forum=FORUM, party="hathermere", until=date(year, 12, 30))
    actions.act_as_chair(
        by=by, forum=FORUM, text="Renew it.", reasons="It ended on Monday.", now=universe.now()
    )
    counts = []
    for who in (by, VISITOR):
        report = queries.year_report(FORUM, year, by=who)
        assert report is not None
        figures = {each.key: each.count for each in report.figures}
        counts.append((figures["plans"], figures["chairs_actions"]))
    assert counts == [(1, 1), (1, 0)]


def test_a_succession_shows_what_it_moves_here(region: Region) -> None:
    area = _area(region, universe.now())
    parties.found_party(
        by=OPERATOR, slug="heir", name="Heir", kind=PartyKind.TRUST, since=universe.BEGAN
    )
    parties.succeed(
        by=OPERATOR,
        slug="marl-vale-ends",
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven("marl-vale", "heir")],
        on=universe.today(-1),
    )
    found = queries.affected_by("marl-vale-ends", by=OPERATOR)
    assert {(each.kind, each.after[0].party.slug) for each in found} == {
        ("forum membership", "heir"),
        ("joint work area", "heir"),
    }
    assert area in {each.id for each in found}
    # The heir sits in the seat, and counts.
    meeting = queries.meeting(universe.opened(region, ("Heir", "heir"), *THREE[::2]), by=OPERATOR)
    assert meeting is not None
    assert meeting.quorum.met


def _ends(slug: str, kind: SuccessionKind, *heirs: str) -> None:
    for heir in heirs:
        parties.found_party(
            by=OPERATOR, slug=heir, name=heir.title(), kind=PartyKind.TRUST, since=universe.BEGAN
        )
    parts = [PartGiven(slug, heir, heir if len(heirs) > 1 else "") for heir in heirs]
    parties.succeed(by=OPERATOR, slug=f"{slug}-ends", kind=kind, parts=parts, on=universe.today(-1))


def test_an_open_action_and_a_membership_say_who_holds_them_now(
    region: Region, client: Client
) -> None:
    by, due = region.actor("hester"), universe.today(-2)
    held = universe.opened(region, *THREE)
    for party in ("marl-vale", "tollen-estuary", "hathermere"):
        actions.give_action(
            by=by,
            forum=FORUM,
            meeting=held,
            party=party,
            text=f"Send it, {party}.",
            due_on=due,
            now=universe.now(-9),
        )
    _ends("marl-vale", SuccessionKind.ABSORB, "heir")
    _ends("tollen-estuary", SuccessionKind.SPLIT, "north", "south")
    now = {each.owner.slug: each.now for each in queries.actions(FORUM, today=universe.today())}
    open_still = "who holds it is to be decided: North or South"
    assert now == {
        "marl-vale": "held now by Heir",
        "tollen-estuary": open_still,
        "hathermere": "",
    }
    members = queries.forum(FORUM, on=universe.today())
    assert members is not None
    assert {m.party.slug: m.now for m in members.members if m.now} == {
        "marl-vale": "held now by Heir",
        "tollen-estuary": open_still,
    }
    following = queries.meeting(universe.meeting(region), by=by)
    assert following is not None
    assert sum(open_still in each.text for each in following.items) == 1
    client.force_login(region.people["hester"])
    for address, times in ((f"/forum/{FORUM}", 2), (f"/meetings/{held}", 1)):
        page = client.get(address).content.decode()
        assert page.count("held now by Heir") == times
        assert page.count(open_still) == times


def test_a_party_with_its_own_and_an_inherited_membership_counts_once(
    region: Region, client: Client
) -> None:
    parties.succeed(
        by=OPERATOR,
        slug="taken",
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven("tollen-estuary", "osmere")],  # a signatory into a supporter
        on=universe.today(-1),
    )
    there = [("Rhona", "osmere"), ("Iona", "tollen-estuary"), ("Anselm", "wexbourne-and-marl-icb")]
    held = queries.meeting(universe.opened(region, *there), by=OPERATOR)
    assert held is not None
    rule = held.quorum.outcomes[0]
    assert (rule.got, rule.wanted, held.quorum.met) == (2, 3, False)  # Osmere signs now, once
    assert [why for _, why in rule.left_out] == ["their party counts once, and counts already"]
    page = client.get(f"/forum/{FORUM}").content.decode()
    assert page.count("holds more than one membership and counts once") == 2


def _objected(region: Region, *, terms: str = "") -> tuple[str, str]:
    """Return an open meeting with a quorum, and its item to which Marl Vale objects."""
    if terms:
        actions.set_terms(
            by=OPERATOR,
            forum=FORUM,
            number="2",
            since=universe.today(-1),
            text=terms,
            rules=universe.RULES,
        )
    meeting = universe.meeting(region, days=0)
    matter = item(region, meeting)
    by = region.actor("hester")
    for state in (MeetingState.PAPERS_SENT, MeetingState.OPEN):
        actions.set_state(by=by, meeting=meeting, state=state, now=universe.now())
    for person, party in THREE:
        actions.attend(by=by, meeting=meeting, person=person, party=party, now=universe.now())
    speak(region, matter, Stance.OBJECT, "It costs us twice.")
    return meeting, matter


def speak(region: Region, matter: str, stance: Stance, reasons: str = "") -> None:
    actions.take_position(
        by=region.actor("bridget"),
        item=matter,
        party="marl-vale",
        stance=stance,
        reasons=reasons,
        now=universe.now(),
    )


def test_by_consent_nothing_is_decided_over_a_standing_objection(region: Region) -> None:
    meeting, matter = _objected(region, terms="# How we decide\nBy consent of the parties.")
    for despite in ("", "It is urgent."):
        with pytest.raises(Refused, match=r"decides by consent\. .*It costs us twice"):
            decide(region, meeting, item=matter, despite=despite)
    decide(region, meeting, "Another matter.")
    speak(region, matter, Stance.ACCEPT)
    assert decide(region, meeting, item=matter)


def test_elsewhere_an_objection_is_overruled_only_with_a_reason_that_is_kept(
    region: Region,
) -> None:
    meeting, matter = _objected(region)
    with pytest.raises(Refused, match=r"objects\. Say why it is decided") as refused:
        decide(region, meeting, item=matter)
    assert refused.value.field == "despite"
    made = queries.decision(
        decide(region, meeting, item=matter, reasons="Cheaper.", despite="It ends in June."),
        by=OPERATOR,
    )
    assert made is not None
    assert made.reasons.startswith("Cheaper.\nDecided over the objection of ")
    assert made.reasons.endswith(", because: It ends in June.")
    by = region.actor("hester")
    actions.set_state(by=by, meeting=meeting, state=MeetingState.CLOSED, now=universe.now())
    actions.draft_minutes(by=by, meeting=meeting, now=universe.now())
    text = Minutes.objects.get(meeting__public_id=meeting).text
    lines = text.splitlines()
    assert lines[0] == "# When and where"
    assert "Nowhere" in lines[2]
    assert "Why: Cheaper." in lines
    heading = lines.index("# 1. A matter")
    following = next(at for at, line in enumerate(lines) if at > heading and line[0] == "#")
    assert any("So be it." in line for line in lines[heading:following]), "at its item"
    assert "# Decisions" not in lines


def test_a_decision_is_not_reviewed_on_a_day_that_is_over(region: Region) -> None:
    meeting = universe.opened(region, *THREE)
    with pytest.raises(Refused, match="That day is over"):
        decide(region, meeting, review_on=universe.today(-1))
    assert decide(region, meeting, review_on=universe.today(1))


def test_items_can_be_asked_for_again_until_the_meeting_opens(region: Region) -> None:
    meeting, by = universe.meeting(region), region.actor("hester")
    actions.set_state(by=by, meeting=meeting, state=MeetingState.PAPERS_SENT, now=universe.now())
    with pytest.raises(Refused, match="this needs it to be called"):
        item(region, meeting)
    actions.set_state(by=by, meeting=meeting, state=MeetingState.CALLED, now=universe.now())
    assert item(region, meeting)
    for state in (MeetingState.PAPERS_SENT, MeetingState.OPEN):
        actions.set_state(by=by, meeting=meeting, state=state, now=universe.now())
    with pytest.raises(Refused, match="The meeting is open already"):
        actions.set_state(by=by, meeting=meeting, state=MeetingState.CALLED, now=universe.now())

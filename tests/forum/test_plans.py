"""Planned work: what is alike is found at once, told to both, answered, and never leaks."""

from pathlib import Path

import pytest
from django.core import mail
from pytest_django import Settings

from concordat.forum import actions, queries
from concordat.forum.models import Letter
from concordat.forum.words import Choice, Conflict, PlanStage, Refused
from concordat.parties.actions import NotAllowedError
from concordat.parties.queries import audit_lines, verify_audit
from concordat.parties.words import CLOCK, OPERATOR, VISITOR, Visibility
from tests.forum import universe
from tests.forum.universe import Region

pytestmark = pytest.mark.django_db
SECRET = "zanzibar"


@pytest.fixture
def region() -> Region:
    return universe.build()


def enter(region: Region, who: str, title: str = "Exercise against falls", **more: object) -> str:
    more.setdefault("contact_email", f"{who}@nowhere.example")
    return actions.enter_plan(
        by=region.actor(who), given=universe.plan(title, **more), now=universe.now()
    )


def test_what_is_alike_is_there_at_once_and_both_owners_are_told(region: Region) -> None:
    older, newer = enter(region, "imogen"), enter(region, "rufus", "Balance training, falls")
    found = queries.alike(newer, by=region.actor("rufus"))[0]
    assert found.plan is not None
    assert found.plan.id == older
    assert found.obliged
    assert not found.answered
    assert "The same outcome: “Falls”." in found.reasons
    assert queries.to_answer(by=region.actor("rufus"))[0][0].id == newer
    actions.send_letters(by=CLOCK, now=universe.now())
    assert {letter.to[0].split("@")[0] for letter in mail.outbox} == {"imogen", "rufus"}
    assert actions.send_letters(by=CLOCK, now=universe.now()) == 0  # nobody twice


def test_a_draft_graded_match_shows_kind_date_and_contact_and_nothing_else(region: Region) -> None:
    hidden = enter(
        region,
        "sorrel",
        f"Falls {SECRET}",
        words=SECRET,
        visibility=Visibility.MATCH,
        starts_on=universe.today(9),
    )
    mine = enter(region, "rufus")
    by = region.actor("rufus")
    found = queries.alike(mine, by=by)[0]
    assert found.plan is None
    assert found.veiled is not None
    assert (found.veiled.kind, found.veiled.starts_on) == ("review", universe.today(9))
    assert "sorrel@nowhere.example" in found.veiled.contact
    assert (found.score, found.relation, found.reasons) == (0.0, "", ())
    assert SECRET not in repr(queries.alike(mine, by=by))
    assert SECRET not in "".join(
        f"{x.subject}{x.body}" for x in Letter.objects.filter(to__startswith="rufus")
    )
    for other in (by, region.actor("imogen"), region.actor("hester"), VISITOR):
        assert SECRET not in repr(queries.plans(by=other))
        assert queries.plan(hidden, by=other) is None
        assert queries.alike(hidden, by=other) == []
    # That something is alike concerns the two owners alone.
    assert queries.alike(mine, by=region.actor("imogen")) == []
    # Its own owner reads the shared one, with reasons.
    assert queries.alike(hidden, by=region.actor("sorrel"))[0].reasons


def test_a_plan_kept_to_a_party_is_matched_with_nobody(region: Region) -> None:
    enter(region, "sorrel", f"Falls {SECRET}", visibility=Visibility.OWN_PARTY)
    mine = enter(region, "rufus")
    assert queries.alike(mine, by=region.actor("rufus")) == []
    hidden = enter(region, "sorrel", f"More {SECRET}", visibility=Visibility.OWN_PARTY)
    letters = Letter.objects.filter(to__startswith="rufus")
    assert SECRET not in "".join(letter.body for letter in letters)
    assert hidden not in repr(queries.alike(mine, by=region.actor("rufus")))


def test_an_answer_needs_a_reason_to_wait_and_to_proceed(region: Region) -> None:
    enter(region, "imogen")
    mine = enter(region, "rufus")
    pair = queries.alike(mine, by=region.actor("rufus"))[0].id
    for choice in (Choice.WAIT, Choice.PROCEED):
        with pytest.raises(Refused, match="Write something"):
            actions.answer_likeness(
                by=region.actor("rufus"),
                likeness=pair,
                plan=mine,
                choice=choice,
                now=universe.now(),
            )
    with pytest.raises(NotAllowedError):
        actions.answer_likeness(
            by=region.actor("sorrel"),
            likeness=pair,
            plan=mine,
            choice=Choice.JOIN,
            now=universe.now(),
        )
    for choice, reason in ((Choice.PROCEED, "Another population."), (Choice.SHARE, "")):
        actions.answer_likeness(
            by=region.actor("rufus"),
            likeness=pair,
            plan=mine,
            choice=choice,
            reason=reason,
            now=universe.now(),
        )
    answers = queries.alike(mine, by=region.actor("imogen"))[0].answers
    assert [each.choice for each in answers] == [Choice.PROCEED, Choice.SHARE]  # history kept
    assert queries.to_answer(by=region.actor("rufus")) == []


def test_joining_goes_on_the_next_agenda_at_once(region: Region) -> None:
    enter(region, "imogen", "Exercise against falls")
    mine = enter(region, "rufus", "Balance training against falls")
    meeting = universe.meeting(region)
    pair = queries.alike(mine, by=region.actor("rufus"))[0].id
    actions.answer_likeness(
        by=region.actor("rufus"), likeness=pair, plan=mine, choice=Choice.JOIN, now=universe.now()
    )
    found = queries.meeting(meeting, by=region.actor("hester"))
    assert found is not None
    assert [i.title for i in found.items] == [
        "Join “Balance training against falls” and “Exercise against falls”"
    ]


def test_what_is_not_answered_in_time_comes_on_the_agenda_without_its_text(region: Region) -> None:
    enter(region, "imogen", f"Falls {SECRET}", visibility=Visibility.MATCH)
    actions.enter_plan(
        by=region.actor("rufus"), given=universe.plan("Falls at home"), now=universe.now(-30)
    )
    found = queries.meeting(universe.meeting(region), by=region.actor("hester"))
    assert found is not None
    assert [i.title for i in found.items] == [
        "No answer: “Falls at home” is like a review that is not shared"
    ]
    assert SECRET not in repr(found)


def test_two_people_changing_a_plan_lose_nothing_unsaid(region: Region) -> None:
    mine, by = enter(region, "rufus"), region.actor("bridget")
    for title, version in (("First", 1), ("Second", 2)):
        actions.change_plan(
            by=by, plan=mine, given=universe.plan(title), version=version, now=universe.now()
        )
    with pytest.raises(Conflict):
        actions.change_plan(
            by=by, plan=mine, given=universe.plan("Late"), version=2, now=universe.now()
        )
    found = queries.plan(mine, by=by)
    assert found is not None
    assert found.given.title == "Second"


def test_a_change_that_makes_plans_unlike_lets_the_likeness_lapse(region: Region) -> None:
    enter(region, "imogen")
    mine, by = enter(region, "rufus"), region.actor("rufus")
    far = universe.plan(
        "Light for jaundice",
        population="Babies",
        intervention="Light",
        outcome="Readmission",
        headings=("Jaundice",),
    )
    actions.change_plan(by=by, plan=mine, given=far, version=1, now=universe.now())
    assert queries.alike(mine, by=by) == []
    stopped = universe.plan("Exercise against falls", stage=PlanStage.STOPPED)
    actions.change_plan(by=by, plan=mine, given=stopped, version=2, now=universe.now())
    assert queries.alike(mine, by=by) == []


def test_a_reader_a_visitor_and_another_party_may_not_write(region: Region) -> None:
    mine = enter(region, "rufus")
    for actor in (VISITOR, region.actor("reader")):
        with pytest.raises(NotAllowedError):
            actions.enter_plan(by=actor, given=universe.plan(), now=universe.now())
    with pytest.raises(NotAllowedError):
        actions.change_plan(
            by=region.actor("imogen"),
            plan=mine,
            given=universe.plan(),
            version=1,
            now=universe.now(),
        )


def test_wrong_dates_and_a_missing_contact_are_refused(region: Region) -> None:
    for more, field in (
        ({"starts_on": universe.today(9), "ends_on": universe.today(8)}, "ends_on"),
        ({"contact_name": "", "contact_email": ""}, "contact_email"),
        ({"title": " "}, "title"),
    ):
        with pytest.raises(Refused) as refused:
            actions.enter_plan(
                by=region.actor("rufus"),
                given=universe.plan(**{"title": "Falls", **more}),  # type: ignore[arg-type]
                now=universe.now(),
            )
        assert refused.value.field == field
    assert queries.plans(by=OPERATOR) == []


@pytest.mark.django_db(transaction=True)
def test_every_deed_leaves_one_row(tmp_path: Path, settings: Settings) -> None:
    settings.DATA_DIR = tmp_path
    region = universe.build()
    before = len(audit_lines(by=OPERATOR, limit=1000))
    enter(region, "rufus")
    lines = audit_lines(by=OPERATOR, limit=1000)
    assert len(lines) == before + 1
    assert verify_audit().sound


def test_who_is_erased_is_asked_and_written_to_no_more(region: Region) -> None:
    gone = "imogen@nowhere.example"
    older = enter(region, "imogen", contact_name="Imogen Ashe")
    enter(region, "rufus", "Balance training, falls")
    assert Letter.objects.filter(body__contains=gone).exclude(to=gone).exists()
    with pytest.raises(NotAllowedError):
        actions.forget_person(by=VISITOR, person="", email=gone, name="", now=universe.now())
    told = actions.forget_person(by=OPERATOR, person="", email=gone, name="", now=universe.now())
    assert dict(told.cleared)["plans that named them as whom to ask"] == 1
    for text in (gone, "Imogen Ashe"):
        assert not Letter.objects.filter(body__contains=text).exists()
    kept = queries.plan(older, by=region.actor("imogen"))
    assert kept is not None
    assert (kept.given.contact_name, kept.given.contact_email) == ("somebody erased", "")
    assert not queries.keeps(gone, by=OPERATOR)
    mail.outbox.clear()
    actions.send_letters(by=CLOCK, now=universe.now())
    assert {letter.to[0] for letter in mail.outbox} == {"rufus@nowhere.example"}

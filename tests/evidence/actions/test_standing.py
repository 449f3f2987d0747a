"""What a steward states, and what it does to the work, its page and the log."""

import pytest

from concordat.evidence.actions import NoSuchWorkError, link, report, set_standing, take
from concordat.evidence.queries import changes_since, work_named
from concordat.evidence.words import Link, Standing, WorkView
from concordat.parties.actions import ChangedMeanwhileError, NotAllowedError
from concordat.parties.queries import audit_lines
from concordat.parties.words import OPERATOR, VISITOR
from tests.evidence.made import found, ids, made, note

pytestmark = pytest.mark.django_db


def view(name: str) -> WorkView:
    shown = work_named(name, by=VISITOR)
    assert isinstance(shown, WorkView)
    return shown


@pytest.fixture(autouse=True)
def _two_works() -> None:
    records = found(made("Salt", "pmid:1"), made("Retraction: Salt", "pmid:2"))
    take(found=records, source="file", format="ris", by=OPERATOR)


def retract() -> None:
    set_standing(
        work=view("pmid:1").id,
        standing=Standing.RETRACTED,
        on="2024-05-01",
        source="https://example.org/notice",
        note="Unreliable data",
        notice=ids("pmid:2")[0],
        by=OPERATOR,
    )


def test_a_stated_retraction_reaches_the_work_the_notice_and_the_log() -> None:
    retract()
    shown = view("pmid:1")
    assert (shown.standing, shown.standing_on) == (Standing.RETRACTED, "2024-05-01")
    assert (shown.standing_source, shown.standing_note) == (
        "https://example.org/notice",
        "Unreliable data",
    )
    last = changes_since(0)[-1]
    assert (last.change, last.view and last.view.standing) == ("standing", Standing.RETRACTED)
    assert [each.relation for each in shown.links] == ["retraction notice"]
    assert [(each.relation, each.title) for each in view("pmid:2").links] == [("retracts", "Salt")]


def test_a_feed_cannot_undo_a_retraction_by_saying_less() -> None:
    retract()
    corrected = made("Salt", "pmid:1", status=(note("corrected", "", "2025"),))
    take(found=found(corrected), source="pubmed", format="pubmed", by=OPERATOR)
    assert view("pmid:1").standing is Standing.RETRACTED


def test_a_person_clears_a_false_retraction_and_the_same_feed_does_not_bring_it_back() -> None:
    wrong = made("Salt", "pmid:1", status=(note("retracted", "", "2020"),))
    take(found=found(wrong), source="pubmed", format="pubmed", by=OPERATOR)
    assert view("pmid:1").standing is Standing.RETRACTED
    set_standing(
        work=view("pmid:1").id,
        standing=Standing.PUBLISHED,
        on="2025",
        source="The journal",
        by=OPERATOR,
    )
    again = made("Salt", "pmid:1", year=2001, status=(note("retracted", "", "2020"),))
    take(found=found(again), source="pubmed", format="pubmed", by=OPERATOR)
    assert view("pmid:1").year == 2001
    assert view("pmid:1").standing is Standing.PUBLISHED


def test_a_standing_needs_a_witness_and_a_work() -> None:
    with pytest.raises(ValueError, match="who said so"):
        set_standing(
            work=view("pmid:1").id, standing=Standing.CURRENT, on="2020", source=" ", by=OPERATOR
        )
    with pytest.raises(NoSuchWorkError, match="nowhere"):
        set_standing(
            work="nowhere", standing=Standing.CURRENT, on="2020", source="A list", by=OPERATOR
        )


def test_a_link_is_shown_from_both_ends_and_said_once() -> None:
    one, two = view("pmid:1"), view("pmid:2")
    for _ in range(2):
        link(work=one.id, relation="rests on", to=two.id, by=OPERATOR)
    assert view("pmid:1").links == (Link("rests on", two.title, two.id),)
    assert view("pmid:2").links == (Link("underpins", one.title, one.id),)


def test_a_link_by_identifier_finds_its_work_when_that_arrives() -> None:
    one = view("pmid:1")
    link(work=one.id, relation="rests on", identifier=ids("pmid:3")[0], by=OPERATOR)
    assert [each.work for each in view("pmid:1").links] == [""]
    take(found=found(made("Late", "pmid:3")), source="file", format="ris", by=OPERATOR)
    assert [each.title for each in view("pmid:1").links] == ["Late"]
    assert [each.relation for each in view("pmid:3").links] == ["underpins"]


def test_a_link_has_two_ends() -> None:
    one = view("pmid:1")
    with pytest.raises(ValueError, match="either"):
        link(work=one.id, relation="rests on", by=OPERATOR)
    with pytest.raises(ValueError, match="itself"):
        link(work=one.id, relation="rests on", to=one.id, by=OPERATOR)


def test_what_was_done_is_in_the_audit_record() -> None:
    retract()
    deeds = [line.deed for line in audit_lines(by=OPERATOR)]
    assert {"set standing", "evidence.take"} <= set(deeds)


def test_what_was_found_holds_against_a_statement_for_a_later_date() -> None:
    work = view("pmid:1").id
    set_standing(work=work, standing=Standing.CURRENT, on="2025", source="A list", by=OPERATOR)
    report(work=work, relation="retracted", on="2013", source="The journal", by=OPERATOR)
    shown = view("pmid:1")
    assert (shown.standing, shown.standing_on) == (Standing.RETRACTED, "2013")
    with pytest.raises(ValueError, match="not one of"):
        report(work=work, relation="current", on="2013", source="The journal", by=OPERATOR)


def test_who_may_not_and_who_comes_second_changes_nothing() -> None:
    shown = view("pmid:1")
    given = {"work": shown.id, "relation": "retracted", "on": "2013", "source": "The journal"}
    with pytest.raises(NotAllowedError):
        report(by=VISITOR, **given)
    report(by=OPERATOR, seen=shown.revision, **given)
    after = view("pmid:1")
    with pytest.raises(ChangedMeanwhileError):
        report(by=OPERATOR, seen=shown.revision, **given)
    assert view("pmid:1") == after

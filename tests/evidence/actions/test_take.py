"""Records become works."""

import pytest

from concordat.evidence.actions import take
from concordat.evidence.models import MergeEvent, Revision, SourceRecord, Work, WorkIdentifier
from concordat.evidence.queries import changes_since, latest_revision, work_named, works_by_id
from concordat.evidence.words import (
    IngestReport,
    Moved,
    Reference,
    SetAside,
    Standing,
    WorkView,
)
from concordat.parties.words import OPERATOR, VISITOR
from tests.evidence.made import found, ids, made, note

pytestmark = pytest.mark.django_db


def taken(*references: Reference, source: str = "file", format: str = "ris") -> IngestReport:  # noqa: A002
    return take(found=found(*references), source=source, format=format, by=OPERATOR)


def view(name: str) -> WorkView:
    work = work_named(name, by=VISITOR)
    assert isinstance(work, WorkView), f"{name} names {work}"
    return work


def test_a_record_becomes_a_work_that_says_where_each_field_came_from() -> None:
    report = taken(made("Salt", "pmid:1", year=2019, journal="The Salter"), source="Shaker")
    assert (report.found, report.taken) == (1, 1)
    work = view("pmid:1")
    assert (work.title, work.year, work.journal) == ("Salt", 2019, "The Salter")
    origins = dict(work.origins)
    assert set(origins) == {"title", "year", "journal", "identifiers"}
    assert origins["year"].record == "pmid:1"
    assert (origins["year"].source, origins["year"].source_name) == ("shaker", "Shaker")


def test_the_same_records_again_change_nothing() -> None:
    references = [made("A", "pmid:1"), made("B", "doi:10.1000/b"), made("Nameless", year=2001)]
    taken(*references)
    before = latest_revision(), SourceRecord.objects.count()
    report = taken(*references)
    assert (report.found, report.unchanged, report.taken) == (3, 3, 0)
    assert (latest_revision(), SourceRecord.objects.count()) == before


def test_a_record_given_twice_in_one_input_is_taken_once() -> None:
    report = taken(made("A", "pmid:1"), made("A", "pmid:1"))
    assert (report.found, report.taken, report.unchanged) == (2, 1, 1)


def test_a_record_that_shares_an_identifier_joins_the_work_and_adds_its_own() -> None:
    taken(made("Salt and pressure", "pmid:1", abstract="Curated."), format="pubmed")
    report = taken(made("Salt and pressure", "pmid:1", "doi:10.1000/a", abstract="Longer, worse."))
    assert report.merged == 1
    work = view("doi:10.1000/a")
    assert work.abstract == "Curated."
    assert set(work.identifiers) == set(ids("pmid:1", "doi:10.1000/a"))
    assert work.id == view("pmid:1").id


@pytest.mark.parametrize("together", [True, False])
def test_a_record_that_bridges_two_works_makes_them_one(together: bool) -> None:
    records = [
        made("A", "pmid:1"),
        made("A", "doi:10.1000/a"),
        made("A", "pmid:1", "doi:10.1000/a"),
    ]
    if together:
        taken(*records)
    else:
        for record in records:
            taken(record)
    work = view("doi:10.1000/a")
    assert work.id == view("pmid:1").id
    event = MergeEvent.objects.get()
    assert "pmid:1" in event.reason
    assert "doi:10.1000/a" in event.reason
    absorbed = work_named(event.absorbed.public_id, by=VISITOR)
    assert absorbed == Moved(to=work.id)
    assert [each.view for each in changes_since(0) if each.change == "merge"] == [None]


def test_the_strongest_identifier_decides_when_two_works_contradict() -> None:
    taken(made("A", "pmid:1", "doi:10.1000/a"), made("B", "doi:10.1000/b", "pmcid:PMC9"))
    report = taken(made("A", "pmid:1", "doi:10.1000/b"))
    assert (report.merged, report.contradictions) == (1, 1)
    assert "doi:10.1000/b" in report.complaints[0]
    assert "record 1" in report.complaints[0]
    assert view("pmid:1").id != view("doi:10.1000/b").id
    assert set(view("pmid:1").identifiers) == set(ids("pmid:1", "doi:10.1000/a"))


def test_a_different_pubmed_number_is_a_different_work_whatever_doi_it_claims() -> None:
    taken(made("A", "pmid:1", "doi:10.1000/a"))
    report = taken(made("A", "pmid:2", "doi:10.1000/a"))
    assert (report.taken, report.contradictions) == (1, 1)
    assert view("pmid:2").identifiers == ids("pmid:2")
    assert view("doi:10.1000/a").id == view("pmid:1").id


def test_records_without_identifier_are_one_work_when_their_fingerprints_agree() -> None:
    first = made("Salt taken with water at noon", year=1950, volume="1", pages="3")
    again = made("Salt taken with water at noon.", year=1950, volume="1", pages="3-9")
    other = made("Salt taken with water at noon", year=1951, volume="2", pages="3")
    report = taken(first, again, other)
    assert (report.taken, report.merged) == (2, 1)


def test_a_later_state_of_a_record_replaces_what_it_said() -> None:
    taken(made("Old title", "pmid:1", abstract="Old"), format="pubmed")
    report = taken(made("New title", "pmid:1"), format="pubmed")
    assert report.merged == 1
    assert (view("pmid:1").title, view("pmid:1").abstract) == ("New title", "")
    assert SourceRecord.objects.count() == 2


def test_what_could_not_be_read_is_counted_and_listed_and_the_rest_taken() -> None:
    records = [*found(made("A", "pmid:1")), SetAside("record 2, line 9", "There is no title.")]
    report = take(found=records, source="file", format="ris", by=OPERATOR, name="a.ris")
    assert (report.found, report.taken, report.set_aside) == (2, 1, 1)
    assert report.complaints == ("a.ris: record 2, line 9: There is no title.",)


def test_the_log_holds_each_work_as_it_was() -> None:
    taken(made("First", "pmid:1"), format="ris")
    taken(made("Second", "pmid:1"), format="pubmed")
    changes = changes_since(0)
    assert [each.number for each in changes] == [1, 2]
    assert [each.change for each in changes] == ["insert", "update"]
    assert [each.view and each.view.title for each in changes] == ["First", "Second"]
    assert changes_since(1) == changes[1:]
    assert changes_since(0, limit=1) == changes[:1]


def test_the_last_entry_of_the_log_is_the_work_as_people_see_it() -> None:
    taken(made("A", "pmid:1", "isbn:9", year=2001, languages=("eng",)), made("B", "pmid:2"))
    shown = works_by_id([each.work for each in changes_since(0)], by=VISITOR)
    assert [each.view for each in changes_since(0)] == list(shown.values())


def test_a_second_record_that_adds_nothing_is_no_revision() -> None:
    taken(made("A", "pmid:1"), format="pubmed")
    assert taken(made("B", "pmid:1"), format="ris").merged == 1
    assert Revision.objects.count() == 1


RETRACTION = made(
    "Retraction: Salt", "pmid:2", status=(note("notice_of_retraction", "pmid:1", "2020-05"),)
)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize("together", [True, False])
def test_a_notice_reaches_its_target_in_either_order(
    order: tuple[int, int], together: bool
) -> None:
    pair = [made("Salt", "pmid:1"), RETRACTION]
    ordered = [pair[index] for index in order]
    if together:
        taken(*ordered, source="PubMed")
    else:
        for record in ordered:
            taken(record, source="PubMed")
    work, notice = view("pmid:1"), view("pmid:2")
    assert work.standing is Standing.RETRACTED
    assert (work.standing_on, work.standing_source) == ("2020-05", "PubMed")
    assert notice.standing is Standing.PUBLISHED
    assert [(link.relation, link.work) for link in work.links] == [("retraction notice", notice.id)]
    assert [(link.relation, link.work) for link in notice.links] == [("retracts", work.id)]
    last = {each.work: each.view for each in changes_since(0)}[work.id]
    assert last is not None
    assert last.standing is Standing.RETRACTED


def test_a_notice_that_is_corrected_lets_its_first_target_stand_again() -> None:
    taken(made("Salt", "pmid:1"), made("Pepper", "pmid:3"), RETRACTION, format="pubmed")
    about_pepper = (note("notice_of_retraction", "pmid:3", "2020-05"),)
    taken(made("Retraction: Pepper", "pmid:2", status=about_pepper), format="pubmed")
    assert view("pmid:1").standing is Standing.PUBLISHED
    assert view("pmid:3").standing is Standing.RETRACTED
    assert view("pmid:1").links == ()
    assert [link.title for link in view("pmid:2").links] == ["Pepper"]


def test_a_record_says_its_own_work_is_replaced_and_the_other_page_says_so_too() -> None:
    taken(
        made("Guide 1", "nice:CG1", status=(note("replaced", "nice:NG2", "2019"),)),
        made("Guide 2", "nice:NG2"),
    )
    old, new = view("nice:CG1"), view("nice:NG2")
    assert (old.standing, new.standing) == (Standing.REPLACED, Standing.PUBLISHED)
    assert [(link.relation, link.title) for link in old.links] == [("replaced by", "Guide 2")]
    assert [(link.relation, link.title) for link in new.links] == [("replaces", "Guide 1")]


def test_a_target_that_is_not_held_is_named_by_its_identifier() -> None:
    taken(RETRACTION)
    (link,) = view("pmid:2").links
    assert (link.relation, link.work, link.identifier) == ("retracts", "", ids("pmid:1")[0])


def test_the_database_names_one_work_by_one_identifier() -> None:
    taken(made("A", "pmid:1", "isbn:9781234567897"), made("B", "pmid:2", "isbn:9781234567897"))
    assert Work.objects.count() == 2
    assert set(WorkIdentifier.objects.values_list("scheme", flat=True)) == {"pmid"}
    assert ids("isbn:9781234567897")[0] in view("pmid:1").identifiers


def test_a_clock_that_says_it_is_late_already_stops_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On a machine so slow that every transaction is out of time at once, all are taken."""
    monkeypatch.setattr("concordat.evidence.actions.pace.AIM", 1e-9)
    records = [made(f"Work {number}", f"pmid:{number + 1}") for number in range(90)]
    assert taken(*records).taken == 90
    longer = [made(f"Work {number}", f"pmid:{number + 1}", volume="1") for number in range(90)]
    report = taken(*longer, *longer)
    assert (report.merged, report.unchanged) == (90, 90)

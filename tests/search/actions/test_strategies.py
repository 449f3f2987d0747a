"""Strategies are kept, run, run again as at their date, and compared with today."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from concordat.evidence import actions as evidence
from concordat.evidence.models import Revision, RevisionLog
from concordat.evidence.queries import changes_since, latest_revision, work_named
from concordat.evidence.words import Found, Identifier, Reference, Standing, WorkView
from concordat.parties import queries as parties
from concordat.parties.actions import NotAllowedError
from concordat.parties.queries import audiences_of
from concordat.parties.words import OPERATOR, VISITOR, Actor, Role, Visibility
from concordat.search import actions, queries
from concordat.search.actions.document import document_of
from concordat.search.engines.memory_engine import MemoryEngine
from concordat.search.queries import opened
from concordat.search.queries.counted import read
from concordat.search.words import Conflict, Filters, Refused, SearchGiven, Sort, StrategyGiven
from tests.parties.universe import found as found_parties

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TEXT = "1. stroke.ti.\n2. rehabilitation.ti.\n3. 1 and 2"


@pytest.fixture
def library(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    settings.CONTENT_DIR = tmp_path
    opened.forget()
    found_parties("north", "south")
    take("Rehabilitation after stroke", "1")
    take("Stroke", "2")
    yield
    opened.forget()


def take(title: str, pmid: str) -> str:
    reference = Reference(title=title, year=2020, identifiers=(Identifier("pmid", pmid),))
    evidence.take(
        found=[Found(reference, title.encode(), "record 1")],
        source="test",
        format="ris",
        by=OPERATOR,
    )
    actions.index_works(by=OPERATOR)
    from concordat.evidence.queries import work_named

    view = work_named(f"pmid:{pmid}", by=OPERATOR)
    assert view is not None
    return view.id  # type: ignore[union-attr]


def specialist(slug: str, *roles: Role) -> Actor:
    view = parties.party(slug)
    assert view is not None
    held = frozenset(roles or (Role.KNOWLEDGE_SPECIALIST,))
    return Actor(name=f"Ann of {slug}", person="p" * 13, party=view.id, roles=held, joined=True)


def keep(by: Actor, **more: object) -> str:
    given = StrategyGiven(name="Stroke", text=TEXT, **more)  # type: ignore[arg-type]
    return actions.save_strategy(by=by, given=given, now=NOW)


def test_saving_runs_it_and_keeps_what_was_typed(library: None) -> None:
    by = specialist("north")
    kept = queries.saved_strategy(keep(by, request="r" * 13), by=by)
    assert kept is not None
    assert (kept.name, kept.text, kept.version, kept.owner) == ("Stroke", TEXT, 1, by.party)
    (run,) = kept.runs
    assert [count for _, _, count in run.lines] == [2, 1, 1]
    assert (run.total, run.text, run.dialect, run.ran_by) == (1, TEXT, "Ovid", "Ann of north")
    assert [each.id for each in queries.runs_of("r" * 13, by=by)] == [run.id]


@pytest.mark.parametrize("visibility", [Visibility.OWN_PARTY, Visibility.PARTIES])
def test_who_sees_a_strategy_sees_its_runs(library: None, visibility: Visibility) -> None:
    mine, theirs = specialist("north"), specialist("south")
    id_ = keep(mine, visibility=visibility, request="r" * 13)
    run = queries.saved_strategy(id_, by=mine).runs[0].id  # type: ignore[union-attr]
    seen = visibility is Visibility.PARTIES
    for by, may in ((theirs, seen), (VISITOR, False)):
        assert (queries.saved_strategy(id_, by=by) is not None) is may
        assert (queries.search_run(run, by=by) is not None) is may
        assert bool(queries.run_ids(run, by=by)) is may
        assert (queries.compare_run(run, by=by) is not None) is may
        assert bool(queries.saved_strategies(by=by)) is may
        assert bool(queries.runs_of("r" * 13, by=by)) is may


def test_only_the_owner_changes_and_runs_it(library: None) -> None:
    id_ = keep(specialist("north"), visibility=Visibility.PARTIES)
    given = StrategyGiven(name="Mine now", text=TEXT)
    for by in (specialist("south"), specialist("north", Role.READER), VISITOR):
        with pytest.raises(NotAllowedError):
            actions.change_strategy(by=by, strategy=id_, given=given, version=1, now=NOW)
        with pytest.raises(NotAllowedError):
            actions.run_strategy(by=by, strategy=id_, now=NOW)
    with pytest.raises(NotAllowedError):
        actions.save_strategy(by=VISITOR, given=given, now=NOW)


def test_the_second_of_two_editors_is_told_and_nothing_is_written(library: None) -> None:
    by = specialist("north")
    id_ = keep(by)
    first = StrategyGiven(name="First", text="stroke.ti.")
    actions.change_strategy(by=by, strategy=id_, given=first, version=1, now=NOW)
    with pytest.raises(Conflict) as caught:
        actions.change_strategy(
            by=by,
            strategy=id_,
            given=StrategyGiven(name="Second", text="x.ti."),
            version=1,
            now=NOW,
        )
    assert caught.value.version == 2
    kept = queries.saved_strategy(id_, by=by)
    assert kept is not None
    assert (kept.name, kept.version) == ("First", 2)
    assert [run.text for run in kept.runs] == ["stroke.ti.", TEXT]


def test_as_at_its_date_it_gives_the_same_and_today_says_what_is_new(library: None) -> None:
    by = specialist("north")
    id_ = keep(by)
    run = queries.saved_strategy(id_, by=by).runs[0]  # type: ignore[union-attr]
    first = queries.run_ids(run.id, by=by)
    new = take("Stroke rehabilitation at home", "3")
    evidence.set_standing(
        work=first[0],
        standing=Standing.RETRACTED,
        on="2026-02-01",
        source="The Journal",
        by=OPERATOR,
    )
    actions.index_works(by=OPERATOR)
    found = queries.compare_run(run.id, by=by)
    assert found is not None
    assert found.identical
    assert (found.again, found.today, found.total_today) == ((2, 1, 1), (3, 2, 2), 2)
    assert found.new == (new,)
    assert found.removed == ()
    assert found.changed == first
    assert found.fallen == first


def changed_since() -> None:
    """Change what there was after a run in every way that a log knows."""
    work = work_id("2")
    take("Stroke rehabilitation at home", "3")
    evidence.set_standing(
        work=work, standing=Standing.RETRACTED, on="2026-02-01", source="J", by=OPERATOR
    )
    gone = take("Stroke care on the ward", "4")
    evidence.merge(work=work_id("3"), other=gone, reason="one work", by=OPERATOR)
    actions.index_works(by=OPERATOR)


def work_id(pmid: str) -> str:
    view = work_named(f"pmid:{pmid}", by=OPERATOR)
    assert isinstance(view, WorkView)
    return view.id


def as_the_log_says(revision: int, by: Actor) -> tuple[int, ...]:
    """Count the lines by the engine that looks at every word, over the log until then."""
    held = {each.work: each for each in changes_since(0) if each.number <= revision}
    oracle = MemoryEngine()
    oracle.put(document_of(each.view, revision=each.number) for each in held.values() if each.view)
    lines = [line.tree for line in read(TEXT, by=by).lines]
    asked = {"filters": Filters(), "sort": Sort.NEWEST, "offset": 0, "limit": 9}
    return oracle.find(lines, audiences=audiences_of(by), **asked).line_counts  # type: ignore[arg-type]


def test_runs_can_be_run_as_at_their_dates_when_the_index_was_built_anew(library: None) -> None:
    by = specialist("north")
    id_ = keep(by)
    changed_since()
    actions.run_strategy(by=by, strategy=id_, now=NOW)
    take("Stroke and speech", "5")
    actions.run_strategy(by=by, strategy=id_, now=NOW)
    runs = queries.saved_strategy(id_, by=by).runs  # type: ignore[union-attr]
    assert len({run.revision for run in runs}) == 3
    actions.rebuild(by=OPERATOR)
    for run in runs:
        found = queries.compare_run(run.id, by=by)
        assert found is not None
        assert found.identical
        assert found.again == as_the_log_says(run.revision, by)
    # what is found today is what an index built without a past finds
    assert found is not None
    assert found.today == as_the_log_says(latest_revision(), by)
    # and it goes on: puts after it, and another building, lose nothing
    take("Stroke and hearing", "6")
    actions.rebuild(by=OPERATOR)
    for run in runs:
        assert queries.compare_run(run.id, by=by).identical  # type: ignore[union-attr]
    assert queries.check() == []


def test_an_index_that_was_lost_comes_back_with_its_past(library: None, tmp_path: Path) -> None:
    by = specialist("north")
    run = queries.saved_strategy(keep(by), by=by).runs[0]  # type: ignore[union-attr]
    changed_since()
    shutil.rmtree(tmp_path / "index")
    opened.forget()
    actions.index_works(by=OPERATOR)
    found = queries.compare_run(run.id, by=by)
    assert found is not None
    assert found.identical
    assert found.today == as_the_log_says(latest_revision(), by)


def test_a_work_that_was_taken_down_is_in_no_stage(library: None) -> None:
    by = specialist("north")
    run = queries.saved_strategy(keep(by), by=by).runs[0]  # type: ignore[union-attr]
    Revision.objects.create(
        number=latest_revision() + 1, work=work_id("2"), change="takedown", view=None, at=NOW
    )
    RevisionLog.objects.update(last=latest_revision() + 1)
    actions.rebuild(by=OPERATOR)
    found = queries.compare_run(run.id, by=by)
    assert found is not None
    assert found.again == (1, 1, 1)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"text": " "}, "text"),
        ({"dialect": "Klingon"}, "dialect"),
        ({"visibility": Visibility.OWN_SERVICE}, "visibility"),
        ({"visibility": Visibility.MATCH}, "visibility"),
    ],
)
def test_what_cannot_be_kept_is_told_by_field(
    library: None, change: dict[str, object], field: str
) -> None:
    given = StrategyGiven(**({"name": "Stroke", "text": TEXT} | change))  # type: ignore[arg-type]
    with pytest.raises(Refused) as caught:
        actions.save_strategy(by=specialist("north"), given=given, now=NOW)
    assert caught.value.field == field


def test_a_wrong_line_is_not_kept(library: None) -> None:
    wrong = StrategyGiven(name="Wrong", text="(stroke.ti.")
    with pytest.raises(queries.StrategyError):
        actions.save_strategy(by=specialist("north"), given=wrong, now=NOW)
    assert queries.saved_strategies(by=OPERATOR) == []


def test_a_search_elsewhere_is_kept_with_the_strategy(library: None) -> None:
    by = specialist("north")
    id_ = keep(by, request="r" * 13)
    given = SearchGiven("Embase", "Ovid", date(2026, 2, 20), 1234, "exp stroke/")
    actions.report_search(by=by, strategy=id_, given=given, now=NOW)
    (row,) = queries.saved_strategy(id_, by=by).elsewhere  # type: ignore[union-attr]
    assert (row.database, row.platform, row.count, row.text) == (
        "Embase",
        "Ovid",
        1234,
        "exp stroke/",
    )
    assert [each.id for each in queries.searches_elsewhere("r" * 13, by=by)] == [row.id]
    with pytest.raises(Refused) as caught:
        actions.report_search(
            by=by,
            strategy=id_,
            given=SearchGiven("Embase", "Ovid", date(2027, 1, 1), 1, "x"),
            now=NOW,
        )
    assert caught.value.field == "searched_on"

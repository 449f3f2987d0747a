"""Loading lists of organisations: twice changes nothing, and what changes has its bounds."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from concordat.parties import actions, models, queries
from concordat.parties.words import (
    OPERATOR,
    VISITOR,
    Certainty,
    Day,
    LoadReport,
    PartyKind,
    SuccessionKind,
    TieKind,
)

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2026, 1, 10), date(2026, 7, 10)
HEAD = "code,name,kind,opened,closed,region code,region name,system code,system name,successor"


def load(folder: Path, *lines: str, today: date = FIRST) -> tuple[int, int, tuple[str, ...]]:
    report = load_report(folder, *lines, today=today)
    return report.new, report.changed, report.complaints


def load_report(folder: Path, *lines: str, today: date = FIRST) -> LoadReport:
    path = folder / "list.csv"
    path.write_text("\n".join([HEAD, *lines]), encoding="utf-8")
    return actions.load_directory(paths=[path], by=OPERATOR, today=today)


def test_a_trust_with_its_region_and_system(tmp_path: Path) -> None:
    line = "R0A,NOWHERE NHS TRUST,trust,2017-10-01,,Y62,North West,QOP,Nowhere Partnership,"
    assert load(tmp_path, line) == (5, 0, ())  # three parties, two ties
    trust = queries.party("nowhere-nhs-trust", on=FIRST)
    assert trust
    assert (trust.name, trust.kind) == ("Nowhere NHS Trust", PartyKind.TRUST)
    assert [(t.kind, t.party.name) for t in trust.ties] == [
        (TieKind.IN_REGION, "North West"),
        (TieKind.IN_SYSTEM, "Nowhere Partnership"),
    ]
    region = queries.party("north-west", on=FIRST)
    assert region
    assert (region.kind, region.exists) == (PartyKind.REGION, Certainty.YES)
    assert [tie.party.slug for tie in region.members] == ["nowhere-nhs-trust"]


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    line = "R0A,A TRUST,trust,2017-10-01,,Y62,North West,QOP,Here,"
    load(tmp_path, line)
    before = models.AuditEntry.objects.count()
    assert load(tmp_path, line, today=SECOND) == (0, 0, ())
    assert models.AuditEntry.objects.count() == before


def test_a_move_and_a_new_name_happened_between_the_lists(tmp_path: Path) -> None:
    load(tmp_path, "R0A,OLD TRUST,trust,2017-10-01,,Y62,North,QOP,Here,")
    load(tmp_path, "R0A,NEW TRUST,trust,2017-10-01,,Y62,North,QXX,There,", today=SECOND)
    trust = queries.party("old-trust", on=SECOND)
    assert trust
    assert trust.name == "New Trust"
    between = Day(FIRST + timedelta(days=1), SECOND)
    systems = {t.party.name: t.period for t in trust.ties if t.kind is TieKind.IN_SYSTEM}
    assert systems["Here"].until == between
    assert systems["There"].since == between
    assert systems["There"].covers(date(2026, 3, 1)) is Certainty.POSSIBLY
    assert systems["Here"].covers(FIRST) is Certainty.YES  # the first list saw it


def test_a_system_without_a_name_gets_it_when_a_list_has_it(tmp_path: Path) -> None:
    load(tmp_path, "R0A,A TRUST,trust,,,,,QOP,,")
    system = queries.party("integrated-care-system-qop", on=FIRST)
    assert system
    assert system.name == "Integrated care system QOP"
    load(tmp_path, "R0A,A TRUST,trust,,,,,QOP,Greater Nowhere,")
    named = queries.party("integrated-care-system-qop", on=FIRST)
    assert named
    assert named.name == "Greater Nowhere"


def test_several_that_closed_into_one_are_one_event(tmp_path: Path) -> None:
    lines = [
        "R1,FIRST TRUST,trust,2010-04-01,2021-03-31,,,,,R3",
        "R2,SECOND TRUST,trust,2010-04-01,2021-03-31,,,,,R3",
        "R3,BOTH TRUST,trust,2021-04-01,,,,,,",
    ]
    assert load(tmp_path, *lines) == (6, 0, ())  # three parties, one event with two parts
    event = queries.succession("ods-r3-2021-04-01")
    assert event
    assert event.kind is SuccessionKind.MERGE
    held = queries.holder_of("first-trust", "", date(2021, 4, 1))
    assert held
    assert [holder.party.slug for holder in held.holders] == ["both-trust"]
    assert load(tmp_path, *lines, today=SECOND) == (0, 0, ())


def test_heirs_that_nobody_names_are_noted_once_and_nothing_is_wrong(tmp_path: Path) -> None:
    report = load_report(
        tmp_path,
        "R1,LOST TRUST,trust,2010-04-01,2021-03-31,,,,,R9",
        "R2,GONE TRUST,trust,2010-04-01,2021-03-31,,,,,R9",
    )
    assert report.complaints == ()
    (note,) = report.notes
    assert "list.csv: line 2: R9 took over from R1, R2, and no list names it" in note
    lost = queries.party("lost-trust", on=FIRST)
    assert lost
    assert lost.exists is Certainty.NO


def test_what_is_not_of_england_is_noted(tmp_path: Path) -> None:
    report = load_report(tmp_path, "R1,BEYOND,trust,,,W00,,,,")
    assert report.complaints == ()
    assert "R1 lies in W00, which is no region or system of England" in report.notes[0]


def test_what_people_recorded_is_left_alone(tmp_path: Path) -> None:
    actions.found_party(
        by=OPERATOR,
        slug="ours",
        name="As we write it",
        kind=PartyKind.TRUST,
        since=date(2001, 1, 1),
    )
    actions.identify_party(by=OPERATOR, party="ours", scheme="ODS", value="R1")
    load(tmp_path, "R1,AS THE LIST WRITES IT,other,2010-04-01,,Y1,North,,,")
    ours = queries.party("ours", on=FIRST)
    assert ours
    assert (ours.name, ours.kind) == ("As we write it", PartyKind.TRUST)
    assert [tie.party.name for tie in ours.ties] == ["North"]


def test_two_of_one_name_have_two_addresses(tmp_path: Path) -> None:
    load(tmp_path, "R1,SAME TRUST,trust,,,,,,,", "R2,SAME TRUST,trust,,,,,,,")
    assert [queries.party(slug) is not None for slug in ("same-trust", "same-trust-r2")] == [
        True,
        True,
    ]


def test_only_the_secretariat_may(tmp_path: Path) -> None:
    with pytest.raises(actions.NotAllowedError):
        actions.load_directory(paths=[], by=VISITOR, today=FIRST)


def test_the_real_lists(shared_data: Path) -> None:
    folder = shared_data / "orgs" / "SystemHierarchies"
    paths = [folder / "etr.csv", folder / "data_DSPTmetric_20220208.csv"]
    report = actions.load_directory(paths=paths, by=OPERATOR, today=FIRST)
    assert models.Party.objects.filter(kind=PartyKind.TRUST).count() >= 218
    assert models.Party.objects.filter(kind=PartyKind.REGION).count() == 7
    assert models.Party.objects.filter(kind=PartyKind.INTEGRATED_CARE_BOARD).count() == 42
    again = actions.load_directory(paths=paths, by=OPERATOR, today=SECOND)
    assert (again.new, again.changed) == (0, 0)
    assert again.notes == report.notes
    assert report.complaints == ()
    barts = queries.party("barts-health-nhs-trust", on=FIRST)
    assert barts
    assert {tie.party.name for tie in barts.ties} == {
        "London",
        "East London Health and Care Partnership",
    }

"""Private collections: deposits, matches with reasons, blind screening, expiry, no leak."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from concordat.evidence import actions, queries
from concordat.evidence.models import CollectedRecord, Deposit
from concordat.evidence.words import (
    Author,
    CollectionGiven,
    Decision,
    Flow,
    Found,
    Identifier,
    Progress,
    Reference,
    Refused,
)
from concordat.parties import queries as parties
from concordat.parties.actions import NotAllowedError
from concordat.parties.words import OPERATOR, VISITOR, Actor, Role, Visibility
from tests.parties.universe import found as found_parties

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
CSV = """title,author,year,journal,volume,pages,doi
Early exercise after stroke: a trial,"Doe, J. and Roe, A.",2011,J Rehabil Med,43,216-23,
Early Exercise After Stroke - A Trial,"Doe, Jane and Roe, Ann",2011,J Rehab Medicine,43,216-223,
Salt and pressure in Nowhere,"Poe, E.",2012,BMJ,1,5-9,
,"Nobody, N.",2013,BMJ,2,10,
"""
RIS = """TY  - JOUR
TI  - Early exercise after stroke: a trial
AU  - Doe, Jane
PY  - 2011
VL  - 43
SP  - 216
JO  - J Rehabil Med
ER  -
TY  - JOUR
TI  - A quite different matter in other people altogether
AU  - Loe, B
PY  - 2014
ER  -
"""


@pytest.fixture(autouse=True)
def parties_and_a_work(settings: Settings, tmp_path: Path) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    found_parties("north", "south")
    reference = Reference(
        title="Salt and pressure in Nowhere.",
        authors=(Author("Poe", "Edgar"),),
        year=2012,
        journal="British Medical Journal",
        volume="1",
        pages="5-9",
        identifiers=(Identifier("pmid", "7"),),
    )
    actions.take(found=[Found(reference, b"x", "1")], source="test", format="ris", by=OPERATOR)
    return


def specialist(slug: str, name: str = "Ann", *roles: Role) -> Actor:
    view = parties.party(slug)
    assert view is not None
    held = frozenset(roles or (Role.KNOWLEDGE_SPECIALIST,))
    return Actor(name=name, person=f"{name:p<13}"[:13], party=view.id, roles=held, joined=True)


def begin(by: Actor, **more: object) -> str:
    given = CollectionGiven(**({"name": "Stroke", "expires_on": date(2027, 3, 1)} | more))  # type: ignore[arg-type]
    return actions.make_collection(by=by, given=given, now=NOW)


def drop(by: Actor, collection: str, tmp_path: Path, content: str | bytes, name: str) -> str:
    path = tmp_path / "upload"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return actions.deposit(
        by=by, collection=collection, path=path, name=name, database="Embase", now=NOW
    )


@pytest.fixture
def full(tmp_path: Path) -> tuple[Actor, str]:
    by = specialist("north")
    id_ = begin(by)
    drop(by, id_, tmp_path, CSV, "embase.csv")
    drop(by, id_, tmp_path, RIS, "medline.ris")
    return by, id_


def test_deposits_are_counted_copies_found_and_works_known(full: tuple[Actor, str]) -> None:
    by, id_ = full
    found = queries.collection(id_, by=by)
    assert found is not None
    assert [(each.name, each.taken, each.set_aside) for each in found.deposits] == [
        ("embase.csv", 3, 1),
        ("medline.ris", 2, 0),
    ]
    assert "no title" in found.deposits[0].complaints[0]
    flow = found.flow
    assert (flow.identified, flow.copies, flow.known, flow.to_screen) == (5, 2, 1, 3)
    assert flow.waiting == 3
    total, works = queries.collected(id_, by=by)
    assert total == 3
    first = works[0]
    assert [copy.position.partition(":")[0] for copy in first.copies] == [
        "embase.csv",
        "medline.ris",
    ]
    assert "the same first author (+2)" in first.copies[0].why
    salt = works[1]
    work = queries.work_named("pmid:7", by=by)
    assert salt.work == work.id  # type: ignore[union-attr]
    assert "the same title" in salt.why


def test_a_copy_can_be_taken_apart_and_stays_so(full: tuple[Actor, str], tmp_path: Path) -> None:
    by, id_ = full
    copy = queries.collected(id_, by=by)[1][0].copies[0]
    actions.take_apart(by=by, record=copy.id, now=NOW)
    assert queries.collected(id_, by=by)[0] == 4
    drop(by, id_, tmp_path, RIS.replace("2014", "2015"), "again.ris")
    assert queries.collected_record(copy.id, by=by) is not None
    assert CollectedRecord.objects.get(public_id=copy.id).copy_of is None


def test_nobody_else_sees_it_and_no_search_finds_it(full: tuple[Actor, str]) -> None:
    _, id_ = full
    record = CollectedRecord.objects.first()
    assert record is not None
    for other in (specialist("south"), VISITOR):
        assert queries.collection(id_, by=other) is None
        assert queries.collections(by=other) == []
        assert queries.collected(id_, by=other) == (0, [])
        assert queries.collected_record(record.public_id, by=other) is None
        assert queries.included(id_, by=other) == []
    assert queries.inventory(by=OPERATOR).total == 1


def test_others_can_do_nothing_to_it(full: tuple[Actor, str], tmp_path: Path) -> None:
    _, id_ = full
    record = CollectedRecord.objects.first()
    assert record is not None
    south = specialist("south")
    with pytest.raises(Refused, match="no such collection"):
        drop(south, id_, tmp_path, RIS, "x.ris")
    with pytest.raises(Refused):
        actions.vote(by=south, record=record.public_id, decision=Decision.INCLUDE, now=NOW)
    with pytest.raises(Refused):
        actions.take_apart(by=south, record=record.public_id, now=NOW)
    for nobody in (VISITOR, specialist("north", "Rea", Role.READER)):
        with pytest.raises(NotAllowedError):
            begin(nobody)
        with pytest.raises(NotAllowedError):
            drop(nobody, id_, tmp_path, RIS, "x.ris")


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "empty.ris", "The file is empty"),
        (b"%PDF-1.7", "a.pdf", "a PDF document"),
        (b"title,year\n,2019\n", "a.csv", "has no title"),
        (b"\x1f\x8b\x08\x00", "a.ris.gz", "Nothing could be read"),
    ],
)
def test_a_broken_export_is_refused_whole(
    tmp_path: Path, content: bytes, name: str, words: str
) -> None:
    by = specialist("north")
    id_ = begin(by)
    with pytest.raises(Refused, match=words) as caught:
        drop(by, id_, tmp_path, content, name)
    assert caught.value.field == "file"
    assert queries.collection(id_, by=by).deposits == ()  # type: ignore[union-attr]


def test_the_same_file_is_not_counted_twice(full: tuple[Actor, str], tmp_path: Path) -> None:
    by, id_ = full
    with pytest.raises(Refused, match="in the collection already"):
        drop(by, id_, tmp_path, RIS, "renamed.ris")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"expires_on": date(2026, 3, 1)}, "expires_on"),
        ({"expires_on": date(2036, 3, 1)}, "expires_on"),
        ({"visibility": Visibility.PUBLIC}, "visibility"),
        ({"visibility": Visibility.PARTIES}, "visibility"),
        ({"visibility": Visibility.OWN_SERVICE}, "visibility"),
        ({"screeners": 3}, "screeners"),
    ],
)
def test_what_cannot_be_begun(change: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as caught:
        begin(specialist("north"), **change)
    assert caught.value.field == field


def test_two_people_screen_blind_and_settle_what_they_disagree_on(full: tuple[Actor, str]) -> None:
    ann, id_ = full
    bob = specialist("north", "Bob")
    first, second, third = (each.id for each in queries.collected(id_, by=ann)[1])

    def say(by: Actor, record: str, decision: Decision, reason: str = "") -> None:
        actions.vote(by=by, record=record, decision=decision, reason=reason, now=NOW)

    def settle(by: Actor, record: str, reason: str = "") -> None:
        decision = Decision.INCLUDE
        actions.settle(by=by, record=record, decision=decision, reason=reason, now=NOW)

    say(ann, first, Decision.INCLUDE)
    say(ann, second, Decision.EXCLUDE, "wrong people")
    # blind: one sees their own, and not what the other said
    seen = queries.collected_record(first, by=bob)
    assert seen is not None
    assert (seen.mine, seen.votes, seen.progress) == (None, (), Progress.WAITING)
    assert queries.collected(id_, by=ann, progress=Progress.WAITING)[0] == 1
    assert queries.collected(id_, by=bob, progress=Progress.WAITING)[0] == 3
    # a change of mind before the other has spoken is fine
    say(ann, first, Decision.MAYBE)
    say(ann, first, Decision.INCLUDE)
    say(bob, first, Decision.EXCLUDE)
    say(bob, second, Decision.EXCLUDE, "wrong people")
    conflict = queries.collected(id_, by=ann, progress=Progress.CONFLICT)[1]
    assert [(each.id, len(each.votes)) for each in conflict] == [(first, 2)]
    with pytest.raises(Refused, match="Both have screened"):
        say(ann, first, Decision.EXCLUDE)
    cid = specialist("north", "Cid")
    with pytest.raises(Refused, match="Enough people"):
        say(cid, first, Decision.EXCLUDE)
    with pytest.raises(Refused, match="The screeners agree"):
        settle(ann, second)
    with pytest.raises(Refused, match="Not everybody"):
        settle(ann, third)
    settle(bob, first, "we talked")
    flow = queries.collection(id_, by=ann).flow  # type: ignore[union-attr]
    assert (flow.included, flow.excluded, flow.conflicts, flow.waiting) == (1, 1, 0, 1)
    assert flow.reasons == (("wrong people", 1),)
    assert [each.title for each in queries.included(id_, by=ann)] == [
        "Early exercise after stroke: a trial"
    ]


def test_one_screener_is_enough_where_one_was_asked_for(tmp_path: Path) -> None:
    by = specialist("north")
    id_ = begin(by, screeners=1)
    drop(by, id_, tmp_path, RIS, "a.ris")
    record = queries.collected(id_, by=by)[1][0].id
    actions.vote(by=by, record=record, decision=Decision.INCLUDE, now=NOW)
    assert queries.collection(id_, by=by).flow.included == 1  # type: ignore[union-attr]


def test_an_expired_collection_keeps_its_numbers_and_nothing_else(full: tuple[Actor, str]) -> None:
    by, id_ = full
    before = queries.collection(id_, by=by)
    assert actions.expire_collections(by=OPERATOR, today=date(2027, 2, 28)) == 0
    assert actions.expire_collections(by=OPERATOR, today=date(2027, 3, 1)) == 1
    assert actions.expire_collections(by=OPERATOR, today=date(2027, 3, 2)) == 0
    after = queries.collection(id_, by=by)
    assert after is not None
    assert before is not None
    assert after.expired
    assert after.flow == before.flow
    assert CollectedRecord.objects.count() == 0
    assert queries.collected(id_, by=by) == (0, [])
    with pytest.raises(NotAllowedError):
        actions.expire_collections(by=by, today=date(2027, 3, 1))


def test_a_new_work_is_known_to_the_next_deposit(tmp_path: Path) -> None:
    by = specialist("north")
    id_ = begin(by)
    drop(by, id_, tmp_path, RIS, "a.ris")
    assert queries.collection(id_, by=by).flow.known == 0  # type: ignore[union-attr]
    reference = Reference(
        title="Early exercise after stroke: a trial",
        authors=(Author("Doe", "Jane"),),
        year=2011,
        volume="43",
        pages="216-223",
        identifiers=(Identifier("pmid", "8"),),
    )
    actions.take(found=[Found(reference, b"y", "1")], source="test", format="ris", by=OPERATOR)
    drop(by, id_, tmp_path, CSV, "b.csv")
    assert queries.collection(id_, by=by).flow.known == 2  # type: ignore[union-attr]


def test_what_was_included_says_who_said_so_and_where_it_came_from(full: tuple[Actor, str]) -> None:
    ann, id_ = full
    ben = specialist("north", "Ben")
    records = [each.id for each in queries.collected(id_, by=ann)[1]]
    for by, said in ((ann, "iie"), (ben, "iei")):
        for record, sign in zip(records, said, strict=True):
            decision = Decision.INCLUDE if sign == "i" else Decision.EXCLUDE
            actions.vote(by=by, record=record, decision=decision, now=NOW)
    (agreed,) = queries.included_works(id_, by=ann)
    assert agreed.verdict == "included by Ann and Ben"
    assert agreed.databases == ("Embase",)
    assert agreed.reference.title == "Early exercise after stroke: a trial"
    assert not agreed.work
    settled = Decision.INCLUDE
    actions.settle(by=ben, record=records[1], decision=settled, reason="its outcome", now=NOW)
    salt = queries.included_works(id_, by=ann)[1]
    assert salt.verdict == "Ben settled it as include: its outcome"
    assert salt.work == queries.work_named("pmid:7", by=ann).id  # type: ignore[union-attr]
    assert queries.included_works(id_, by=specialist("south")) == []


def test_the_numbers_of_two_collections_add_up() -> None:
    one = Flow(identified=3, by_database=(("A", 1), ("B", 2)), copies=1, reasons=(("old", 1),))
    two = Flow(identified=4, by_database=(("B", 4),), included=2, reasons=(("old", 2), ("dog", 1)))
    both = one + two
    assert (both.identified, both.copies, both.included) == (7, 1, 2)
    assert both.by_database == (("A", 1), ("B", 6))
    assert both.reasons == (("old", 3), ("dog", 1))
    assert one + Flow() == one


def test_a_file_that_is_being_taken_in_is_not_seen_and_not_begun_twice(
    full: tuple[Actor, str], tmp_path: Path
) -> None:
    by, id_ = full
    late = Deposit.objects.get(name="medline.ris")
    late.arriving_at = timezone.now()
    late.save()
    found = queries.collection(id_, by=by)
    assert found is not None
    assert [each.name for each in found.deposits] == ["embase.csv"]
    assert found.flow.identified == 3
    assert queries.collected(id_, by=by)[0] == 2
    hidden = CollectedRecord.objects.filter(deposit=late).last()
    assert hidden is not None
    assert queries.collected_record(hidden.public_id, by=by) is None
    with pytest.raises(Refused, match="being taken in"):
        drop(by, id_, tmp_path, RIS, "medline.ris")
    late.arriving_at = timezone.now() - timedelta(minutes=3)
    late.save()
    again = drop(by, id_, tmp_path, RIS, "medline.ris")
    assert again != late.public_id
    found = queries.collection(id_, by=by)
    assert found is not None
    assert (found.flow.identified, found.flow.copies) == (5, 2)
    assert found.deposits[1].matched_by.startswith("Concordat ")


def test_what_was_left_half_taken_in_is_forgotten_after_a_day(
    full: tuple[Actor, str],
) -> None:
    by, id_ = full
    Deposit.objects.filter(name="embase.csv").update(arriving_at=timezone.now() - timedelta(days=2))
    actions.expire_collections(by=OPERATOR, today=NOW.date())
    found = queries.collection(id_, by=by)
    assert found is not None
    assert [each.name for each in found.deposits] == ["medline.ris"]
    assert CollectedRecord.objects.count() == 2

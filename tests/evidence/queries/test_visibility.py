"""What is private stays so: in every question, and in what others' works say."""

import pytest

from concordat.evidence.actions import link, take
from concordat.evidence.actions.desk import Shelf
from concordat.evidence.models import Work
from concordat.evidence.queries import (
    inventory,
    published_by,
    source_records,
    work,
    work_named,
    works_by_id,
)
from concordat.evidence.words import WorkView
from concordat.parties.words import OPERATOR, VISITOR, Actor, Visibility
from tests.evidence.made import found, ids, made, note
from tests.parties.universe import found as found_party

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> str:
    """The public id of a party that drops something in for itself."""
    from django.apps import apps

    found_party("larkshire")
    party = apps.get_model("parties", "Party").objects.get(slug="larkshire")
    return str(party.public_id)


def drop(shelf: Shelf, *references: object) -> str:
    take(found=found(*references), source="drop", format="ris", by=OPERATOR, shelf=shelf)  # type: ignore[arg-type]
    return Work.objects.latest("pk").public_id


@pytest.mark.parametrize("visibility", [v for v in Visibility if v is not Visibility.PUBLIC])
def test_nobody_else_learns_of_a_private_work(owner: str, visibility: Visibility) -> None:
    take(found=found(made("Open", "pmid:1")), source="file", format="ris", by=OPERATOR)
    secret = drop(Shelf(owner, "service1", visibility), made("Secret", "pmid:2"))
    assert work(secret, by=VISITOR) is None
    assert work_named("pmid:2", by=VISITOR) is None
    assert works_by_id([secret], by=VISITOR) == {}
    assert source_records(secret, by=VISITOR) == []
    assert inventory(by=VISITOR).total == 1
    assert published_by("larkshire", by=VISITOR) == []
    assert isinstance(work(secret, by=OPERATOR), WorkView)


def test_its_owner_sees_it(owner: str) -> None:
    secret = drop(Shelf(owner, "", Visibility.OWN_PARTY), made("Secret", "pmid:2"))
    mine = Actor(name="librarian", party=owner)
    shown = work(secret, by=mine)
    assert isinstance(shown, WorkView)
    assert (shown.owner, shown.visibility) == (owner, "own party")
    assert inventory(by=mine).total == 1


def test_a_private_copy_neither_joins_nor_blocks_the_common_record(owner: str) -> None:
    shelf = Shelf(owner, "", Visibility.OWN_PARTY)
    drop(shelf, made("Mine", "pmid:1", "doi:10.1000/secret"))
    report = take(found=found(made("Open", "pmid:1")), source="drop", format="ris", by=OPERATOR)
    assert (report.taken, report.merged) == (1, 0)
    assert inventory(by=VISITOR).total == 1
    shown = work_named("pmid:1", by=VISITOR)
    assert isinstance(shown, WorkView)
    assert shown.identifiers == ids("pmid:1")


def test_a_link_to_a_private_work_is_not_shown_from_the_public_one(owner: str) -> None:
    take(found=found(made("Open", "pmid:1")), source="file", format="ris", by=OPERATOR)
    secret = drop(Shelf(owner, "", Visibility.OWN_PARTY), made("Secret", "pmid:2"))
    shown = work_named("pmid:1", by=VISITOR)
    assert isinstance(shown, WorkView)
    link(work=secret, relation="rests on", to=shown.id, by=OPERATOR)
    link(work=secret, relation="cites", identifier=ids("pmid:1")[0], by=OPERATOR)
    again = work(shown.id, by=VISITOR)
    assert isinstance(again, WorkView)
    assert again.links == ()


def test_a_private_notice_leaves_the_common_record_alone_and_a_common_one_reaches_copies(
    owner: str,
) -> None:
    shelf = Shelf(owner, "", Visibility.OWN_PARTY)
    take(found=found(made("Open", "pmid:1")), source="file", format="ris", by=OPERATOR)
    copy = drop(shelf, made("Copy", "pmid:1"))
    notice = made("Retraction: Open", "pmid:9", status=(note("notice_of_retraction", "pmid:1"),))
    drop(shelf, notice)
    assert _standing(copy) == "retracted"
    shown = work_named("pmid:1", by=VISITOR)
    assert isinstance(shown, WorkView)
    assert shown.standing == "published"
    take(found=found(notice), source="file", format="ris", by=OPERATOR)
    assert _standing(shown.id) == "retracted"


def _standing(id_: str) -> str:
    shown = work(id_, by=OPERATOR)
    assert isinstance(shown, WorkView)
    return shown.standing

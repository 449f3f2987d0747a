"""The register of a party: every room, what is recorded and nothing else, money for buyers only."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from concordat.investment import actions as investment
from concordat.investment.usage.opened import store
from concordat.investment.words import MonthKnown, MonthState, UseCount
from concordat.parties import actions
from concordat.parties.models import Party
from concordat.parties.words import COLUMNS, OPERATOR, Asset, Day, Role, Visibility
from concordat.search.models import SavedStrategy
from concordat.web.parties import assets
from concordat.web.parties.forms import AsAt
from tests.parties.universe import absorb, found
from tests.web.parties.kept import Shelf
from tests.web.parties.record import person, signed_in
from tests.web.world import CONTENT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_world")]
ON = date(2026, 6, 1)
PAGE = f"/parties/a/assets?on={ON.isoformat()}"


@pytest.fixture
def shelf() -> Shelf:
    found("a", "b")
    made = Shelf()
    made.fill(Party.objects.get(slug="a"))
    return made


def of(slug: str, on: date = ON) -> dict[str, Asset]:
    found = assets.of_party(slug, by=OPERATOR, as_at=AsAt(on, ""))
    return {asset.kind: asset for asset in found}


def rows(client: Client, address: str) -> list[dict[str, Any]]:
    response = client.get(address.replace("/assets", "/assets.json"))
    assert response.status_code == 200
    told: list[dict[str, Any]] = response.json()
    return told


@pytest.mark.usefixtures("shelf")
def test_every_room_lists_what_it_keeps_with_its_cost_and_its_last_use() -> None:
    listed = of("a")
    assert len(listed) == 16
    used = {kind: asset.used.on for kind, asset in listed.items() if asset.used and asset.used.on}
    day = Day.of(date(2026, 3, 31))
    assert used == dict.fromkeys(
        ("strategy", "collection", "answer", "pack", "pack draft", "joint work area"), day
    )
    figures = {kind: asset.cost.pence for kind, asset in listed.items() if asset.cost}
    assert {kind: pence for kind, pence in figures.items() if pence} == {"purchase": 125_000}
    purchase = listed["purchase"]
    assert purchase.cost
    assert purchase.cost.source == "An invoice"
    # It goes on at 1 June 2027 unless notice is given 30 days before.
    assert purchase.review_on == Day.of(date(2027, 5, 2))
    assert listed["payment"].cost
    assert "not recorded" in listed["payment"].cost.basis
    assert listed["publication"].used is None


@pytest.mark.usefixtures("shelf")
def test_a_purchase_was_last_used_in_the_last_month_with_a_use_of_what_it_holds() -> None:
    from concordat.investment.models import Offer

    Offer.objects.get().items.create(key="i", name="I")
    months = ("2025-10", "2025-11", "2025-12")
    known = [MonthKnown("a", "p", "TR_J1", month, MonthState.FIGURES) for month in months]
    told = [("2025-10", "i", 5), ("2025-11", "i", 2), ("2025-12", "another", 9)]
    counts = [
        UseCount("a", "p", "TR_J1", "5", item, "I", "Journal", "Controlled",
                 "Unique_Item_Requests", month, number)
        for month, item, number in told
    ]  # fmt: skip
    store().restate(known=known, counts=counts)
    used = of("a")["purchase"].used
    assert used
    assert str(used.on) == "November 2025"


@pytest.mark.usefixtures("shelf")
def test_what_was_made_later_is_not_there_on_an_earlier_day() -> None:
    assert set(of("a", date(2026, 2, 1))) == {
        "publication", "agreement", "commitment", "collection of works", "payment", "holding",
        "purchase",
    }  # fmt: skip


def test_prices_notice_and_use_are_for_buyers_the_row_for_their_own_party(shelf: Shelf) -> None:
    buyer = signed_in(person("bea", "a", Role.PROCUREMENT_LEAD))
    reader = signed_in(person("rae", "a", Role.READER))
    others = signed_in(person("ola", "b", Role.READER))
    theirs = signed_in(person("pia", "b", Role.PROCUREMENT_LEAD))
    shown = buyer.get(PAGE).content.decode()
    assert "£1,250 a year" in shown
    assert "£1,250 (1 of" in shown
    assert "£1,250" in theirs.get(PAGE).content.decode()  # the offer is shared among parties
    (row,) = (row for row in rows(reader, PAGE) if row["kind"] == "purchase")
    assert (row["cost"], row["last_used"]) == ("not shown to you", "not shown to you")
    assert (row["cost_pounds_a_year"], row["cost_source"]) == (None, "")
    assert row["review"] == "not shown to you"
    for client in (reader, others, Client()):
        for form in ("", ".csv", ".json"):
            told = client.get(PAGE.replace("/assets", f"/assets{form}")).content.decode()
            assert "1,250" not in told
            assert "1250" not in told
            assert "2 May 2027" not in told
    assert not [row for row in rows(others, PAGE) if row["kind"] == "purchase"]
    assert not [row for row in rows(Client(), PAGE) if row["kind"] in ("purchase", "scenario")]
    SavedStrategy.objects.update(visibility=Visibility.OWN_PARTY.value)
    assert [row for row in rows(reader, PAGE) if row["kind"] == "strategy"]
    assert not [row for row in rows(others, PAGE) if row["kind"] == "strategy"]


def test_it_is_narrowed_and_the_files_have_the_same_rows(shelf: Shelf, client: Client) -> None:
    SavedStrategy.objects.update(name="=1+1")
    narrowed = client.get(f"{PAGE}&kind=strategy").content.decode()
    assert "=1+1" in narrowed
    assert "collection 9" not in narrowed
    whole, few = rows(client, PAGE), rows(client, f"{PAGE}&kind=strategy")
    assert [row["label"] for row in few] == ["=1+1"]
    assert len(whole) > len(few)
    assert list(whole[0]) == list(COLUMNS)
    table = client.get(PAGE.replace("/assets", "/assets.csv"))
    assert table["Content-Disposition"] == 'attachment; filename="a-assets-2026-06-01.csv"'
    told = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert len(told) == len(whole)
    assert {row["label"].removeprefix("'") for row in told} == {row["label"] for row in whole}
    assert "'=1+1" in {row["label"] for row in told}
    needing = client.get(f"{PAGE}&needs=somebody").content.decode()
    assert "Nothing of it needs somebody." in needing
    late = rows(client, "/parties/a/assets?on=2040-01-01&needs=somebody")
    assert {row["needs"] for row in late} == {"review due", "expired"}
    assert client.get("/parties/a/assets.csv?on=yesterday").status_code == 404
    assert client.get("/parties/nobody/assets").status_code == 404
    assert client.get("/parties/a/assets?kind=nothing").status_code == 200


def test_the_heir_has_it_and_the_page_says_from_whom(shelf: Shelf, client: Client) -> None:
    absorb("a", "b", date(2026, 5, 1))
    shown = client.get(PAGE.replace("/a/", "/b/")).content.decode()
    assert 'from</span> <a href="/parties/a?on=2026-06-01">A</a>' in shown
    assert "Nothing is recorded" in client.get(PAGE).content.decode()


def test_a_party_with_much_shows_a_little_and_how_much_there_is(
    shelf: Shelf, client: Client
) -> None:
    shown = client.get(f"/parties/a?on={ON.isoformat()}").content.decode()
    count = len(rows(client, PAGE))
    assert f"See all {count} in its register" in shown
    table = shown.split("Knowledge it answers for")[-1]
    assert table.count('scope="row"') == 6


@pytest.mark.parametrize("page", [PAGE, "/assets/orphans", "/parties/a"])
def test_more_rows_are_not_more_questions_to_the_database(shelf: Shelf, page: str) -> None:
    client = signed_in(person("bea", "a", Role.PROCUREMENT_LEAD, Role.SECRETARIAT))
    shelf.fill(None)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        return len(captured)

    asked()
    few = asked()
    for _ in range(4):
        shelf.fill(Party.objects.get(slug="a"))
        shelf.fill(None)
    assert asked() == few


def test_the_invented_region_has_everything_in_its_register(client: Client) -> None:
    actions.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)
    investment.load_demo(folder=CONTENT / "demo" / "holdings", by=OPERATOR)
    assert investment.load_offers(folder=CONTENT / "demo" / "investment", by=OPERATOR) == []
    listed = assets.of_party("wexbourne-and-marl-icb", by=OPERATOR, as_at=AsAt(ON, ""))
    purchases = [asset for asset in listed if asset.kind == "purchase"]
    assert len(purchases) == 5
    assert assets.total(listed) == f"£299,900 (5 of {len(listed)})"
    assert {str(asset.used.on) for asset in purchases if asset.used} == {"December 2025"}

"""Prices, notice, cost per use, comparability, duplicates and losses, in figures done by hand."""

from datetime import date
from decimal import Decimal

import pytest

from concordat.investment.measures.cost_per_use import Spell, cost_per_use
from concordat.investment.measures.duplicates import duplicates
from concordat.investment.measures.items import item_key
from concordat.investment.measures.losses import by_group
from concordat.investment.measures.metrics import NotComparableError, check_trend
from concordat.investment.measures.notice import ends_if_noticed
from concordat.investment.measures.price import WrongPriceError, cost_of, tier_of
from concordat.investment.words import LineView, Loss, OfferView, Reach


def offer(
    slug: str, cost: int | None, *organisations: str, product: str = "P", items: str = "i"
) -> OfferView:
    return OfferView(
        id=slug,
        slug=slug,
        name=slug,
        product=product,
        provider="",
        platform="p",
        reach=Reach.LOCAL if len(organisations) == 1 else Reach.REGION,
        cost=None if cost is None else Decimal(cost),
        organisations=frozenset(organisations),
        items=dict.fromkeys(items, ""),
        audience={},
    )


def line(of: OfferView) -> LineView:
    return LineView(
        of.slug, of, payer="", payer_name="", renews_on=date(2025, 4, 1), notice_days=90
    )


def test_only_the_months_counted_are_charged() -> None:
    half = Spell(price=Decimal(1200), uses=300, months_paid=12, months_counted=6)
    assert cost_per_use(half) == Decimal(2)
    assert cost_per_use(Spell(Decimal(1200), 0, 12, 12)) is None
    assert cost_per_use(Spell(Decimal(1200), 5, 12, 0)) is None


def test_prices_follow_their_rule() -> None:
    staff = [Decimal(16000), Decimal(2999)]
    assert cost_of({"rule": "flat", "amount": 5}, staff) == 5
    assert cost_of({"rule": "each", "amount": 5}, staff) == 10
    assert cost_of({"rule": "tiers", "tiers": {"1": 90, "7": 10}}, staff) == 100
    for wrong in ({"rule": "free"}, {"rule": "flat", "amount": -1}, {"rule": "tiers", "tiers": {}}):
        with pytest.raises(WrongPriceError):
            cost_of(wrong, staff)


def test_tiers_have_their_bounds() -> None:
    at = {15001: 1, 15000: 2, 12000: 2, 11999: 3, 3000: 6, 2999: 7, 0: 7}
    assert {fte: tier_of(Decimal(fte)) for fte in at} == at


def test_notice_must_be_given_in_time() -> None:
    given = {"renews_on": date(2024, 7, 1), "notice_days": 90, "committed_until": None}
    assert ends_if_noticed(**given, today=date(2026, 4, 2)) == date(2026, 7, 1)  # type: ignore[arg-type]
    assert ends_if_noticed(**given, today=date(2026, 4, 3)) == date(2027, 7, 1)  # type: ignore[arg-type]
    bound = given | {"committed_until": date(2028, 3, 31)}
    assert ends_if_noticed(**bound, today=date(2026, 4, 2)) == date(2028, 7, 1)  # type: ignore[arg-type]


def test_books_are_not_trended_across_the_releases() -> None:
    both = {"5", "5.1"}
    with pytest.raises(NotComparableError, match="Unique_Title_Requests"):
        check_trend(metric="Total_Item_Requests", data_type="Book", releases=both)
    check_trend(metric="Unique_Title_Requests", data_type="Book", releases=both)
    check_trend(metric="Total_Item_Requests", data_type="Journal", releases=both)
    check_trend(metric="Total_Item_Requests", data_type="Book", releases={"5.1"})


def test_an_issn_is_one_key_on_every_platform() -> None:
    given = [("Online_ISSN", "9900-0075")]
    assert item_key("p", "A", given) == item_key("q", "B", given)
    assert item_key("p", "Lantern: Point", []) == "p:lantern-point"


def test_duplicates_find_the_cheapest_offer_for_all() -> None:
    lines = [line(offer("x", 60, "a")), line(offer("y", 50, "b"))]
    joint, dear = offer("joint", 80, "a", "b", "c"), offer("dear", 90, "a", "b")
    too_small = offer("small", 10, "a", "c")
    (found,) = duplicates(lines, [dear, joint, too_small])
    assert found.joint == joint
    assert [found.paid, found.saving] == [Decimal(110), Decimal(30)]
    assert duplicates(lines[:1], [joint]) == []
    (none,) = duplicates(lines, [offer("dearest", 500, "a", "b")])
    assert none.saving == 0
    assert duplicates([line(offer("x", None, "a")), lines[1]], []) == []


def test_losses_are_shared_among_those_who_use_it_and_add_up() -> None:
    staff = {"a": {"Nursing": 300.0, "Medical": 100.0, "Support": 50.0}}
    found = by_group({"a": 100.0, "b": 7.0}, staff, {"Nursing": 1.0, "Medical": 3.0})
    assert found == [Loss("a", "Medical", 50.0), Loss("a", "Nursing", 50.0), Loss("b", "", 7.0)]

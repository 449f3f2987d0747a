"""Assets as rows: what is said of cost, use and need, and what is never made up."""

from dataclasses import replace
from datetime import date

import pytest

from concordat.parties.words import (
    COLUMNS,
    NOBODY,
    NOT_SHOWN,
    STAFF_TIME,
    Asset,
    Certainty,
    Cost,
    Day,
    Holder,
    Holding,
    LastUse,
    PartyRef,
    in_order,
    need_of,
    pounds,
    row_of,
)

ON = date(2026, 6, 1)
NICE = PartyRef("nice", "NICE")
HELD = Holding(NICE, (Holder(NICE),))
DOUBTED = Holding(NICE, (Holder(NICE, Certainty.POSSIBLY),))
OPEN = Holding(NICE, (Holder(NICE, Certainty.POSSIBLY),), ("Decide between two.",))
PLAIN = Asset("search", "strategy", "Salt", "x", HELD)


def need(asset: Asset) -> str | None:
    found = need_of(asset, ON)
    return found.text if found else None


def test_who_holds_it_for_certain() -> None:
    assert not PLAIN.orphaned
    assert all(replace(PLAIN, owner=owner).orphaned for owner in (DOUBTED, OPEN, NOBODY))


@pytest.mark.parametrize(
    ("asset", "text"),
    [
        (PLAIN, None),
        (replace(PLAIN, owner=OPEN), "nobody answers for it"),
        (replace(PLAIN, owner=DOUBTED), "not known who answers for it"),
        (replace(PLAIN, review_on=Day.of(ON)), "review due"),
        (replace(PLAIN, review_on=Day.of(date(2026, 6, 2))), None),
        (replace(PLAIN, review_on=Day(None, date(2026, 12, 1))), "possibly review due"),
        (replace(PLAIN, review_on=Day.of(ON), review="expires"), "expired"),
        (replace(PLAIN, review_on=Day.of(date(2026, 8, 30)), ahead=True), "review due"),
        (replace(PLAIN, review_on=Day.of(date(2026, 8, 31)), ahead=True), None),
    ],
)
def test_why_somebody_must_see_to_it(asset: Asset, text: str | None) -> None:
    assert need(asset) == text


def test_those_first_that_need_somebody() -> None:
    due = replace(PLAIN, label="Due", review_on=Day.of(ON))
    adrift = replace(PLAIN, label="Zinc", owner=OPEN)
    first = replace(PLAIN, label="another")
    ordered = [asset.label for asset in in_order([PLAIN, due, first, adrift], ON)]
    assert ordered == ["Zinc", "Due", "another", "Salt"]


@pytest.mark.parametrize(
    ("cost", "said", "figure"),
    [
        (None, "not recorded", None),
        (STAFF_TIME, "Staff time only: nothing is bought for it", None),
        (NOT_SHOWN, "not shown to you", None),
        (Cost("A price", 125_050, "An invoice"), "£1,250.50 a year", "1250.50"),
        (Cost("A price", 0), "£0 a year", "0.00"),
        (Cost("A price", 99, shown=False), "not shown to you", None),
    ],
)
def test_what_it_costs(cost: Cost | None, said: str, figure: str | None) -> None:
    row = row_of(replace(PLAIN, cost=cost), ON)
    assert (row["cost"], row["cost_pounds_a_year"]) == (said, figure)
    assert tuple(row) == COLUMNS


@pytest.mark.parametrize(
    ("used", "said"),
    [
        (None, "not recorded"),
        (LastUse("last run"), "not recorded"),
        (LastUse("last run", Day.of(ON)), "1 June 2026"),
        (LastUse("last run", Day(date(2026, 5, 1), date(2026, 5, 31))), "May 2026"),
        (LastUse("last run", Day.of(ON), shown=False), "not shown to you"),
    ],
)
def test_when_it_was_last_used(used: LastUse | None, said: str) -> None:
    assert row_of(replace(PLAIN, used=used), ON)["last_used"] == said


def test_pounds() -> None:
    assert [pounds(pence) for pence in (0, 5, 100, 9_600_000)] == ["£0", "£0.05", "£1", "£96,000"]

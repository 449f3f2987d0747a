"""Use month by month, and what organisations of a size pay."""

from decimal import Decimal
from pathlib import Path

import pytest
from pytest_django import Settings

from concordat.investment import queries
from concordat.investment.models import AgreementLine, Offer, Workforce
from concordat.investment.usage.opened import store
from concordat.investment.words import MonthKnown, MonthState, UseCount
from concordat.parties.actions import NotAllowedError
from concordat.parties.models import Party
from concordat.parties.words import OPERATOR, VISITOR, Visibility
from tests.investment import world

pytestmark = pytest.mark.django_db
SPAN = {"since": "2024-01", "until": "2025-12"}


@pytest.fixture
def region(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    world.build()


def _told(month: str, state: MonthState, number: int, **other: str) -> None:
    place = {"organisation": "a", "platform": "p", "report": "TR", **other}
    known = MonthKnown(place["organisation"], place["platform"], place["report"], month, state)
    counts = [
        UseCount(
            *known[:3],
            release=other.get("release", "5.1"),
            item="i",
            name="I",
            data_type=other.get("data_type", "Journal"),
            access_type="Controlled",
            metric="Unique_Item_Requests",
            month=month,
            number=number,
        )
    ]
    store().restate(known=[known], counts=counts if number else [])


def test_a_month_that_is_not_complete_is_marked_and_one_untold_is_no_zero(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    _told("2025-01", MonthState.FIGURES, 5)
    _told("2025-01", MonthState.FIGURES, 7, organisation="b")
    _told("2025-02", MonthState.FIGURES, 6)
    _told("2025-02", MonthState.NOT_READY, 0, organisation="b")
    _told("2025-03", MonthState.ZERO, 0, organisation="b")
    _told("2025-03", MonthState.FIGURES, 1, platform="q")
    found, refused = queries.trends(by=OPERATOR, **SPAN)
    months = ("2025-01", "2025-02", "2025-03")
    assert [one.months for one in found] == [months, months]
    assert [(one.platform, one.uses) for one in found] == [
        ("p", (12, 6, 0)),
        ("q", (None, None, 1)),
    ]
    assert [one.incomplete for one in found] == [{"2025-02", "2025-03"}, frozenset()]
    assert refused == []
    (alone,), _ = queries.trends(by=OPERATOR, organisation="b", **SPAN)
    assert (alone.uses, alone.incomplete) == ((7, 0, 0), {"2025-02"})
    with pytest.raises(NotAllowedError):
        queries.trends(by=VISITOR, **SPAN)


def test_what_two_releases_count_differently_is_not_joined(
    settings: Settings, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    for month, release in (("2024-12", "5"), ("2025-01", "5.1")):
        _told(month, MonthState.FIGURES, 9, release=release, data_type="Book_Segment")
        _told(month, MonthState.FIGURES, 4, release=release, platform="q")
    found, refused = queries.trends(by=OPERATOR, **SPAN)
    assert [(one.platform, one.uses) for one in found] == [("p", (0, 0)), ("q", (4, 4))]
    assert len(refused) == 1
    assert "Release 5 than in 5.1" in refused[0]


def test_what_a_size_pays_is_shown_only_where_five_stand_behind_it(region: None) -> None:
    lines = AgreementLine.objects.select_related("payer").prefetch_related("offer__parties")
    alone = {line.payer.slug for line in lines if line.offer.parties.count() == 1}
    found = {row.tier: row.made for row in queries.paid_by_size()}
    assert found[0] is not None
    assert found[0].count == len(alone)
    # no single tier of the small region has five
    assert all(made is None for tier, made in found.items() if tier)


def test_with_five_in_a_tier_it_is_their_median(region: None) -> None:
    AgreementLine.objects.all().delete()
    slugs = ["wexbourne-royal", "marl-vale", "tollen-estuary", "hathermere", "saltmarl"]
    for price, slug in enumerate(slugs, start=1):
        party = Party.objects.get(slug=slug)
        Workforce.objects.filter(party=party).delete()
        Workforce.objects.create(party=party, group="All", fte=Decimal(3500))
        offer = Offer.objects.create(
            slug=f"o{price}",
            name="O",
            price={"rule": "flat", "amount": price * 1000},
            owner=party,
            visibility=Visibility.OWN_PARTY.value,
            reach="local organisation",
        )
        offer.parties.set([party])
        AgreementLine.objects.create(
            offer=offer, payer=party, renews_on="2027-01-01", notice_days=90
        )
    made = {row.tier: row.made for row in queries.paid_by_size()}
    assert made[6] is not None
    assert (made[6].count, made[6].median) == (5, Decimal(3000))
    AgreementLine.objects.first().delete()  # type: ignore[union-attr]
    assert all(row.made is None for row in queries.paid_by_size())

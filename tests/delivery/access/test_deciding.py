"""The verdict against the slow walk: never a yes that no row and deal give, and none missed."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.delivery.access.deciding import decide
from concordat.delivery.words import Article, OpenCopy, Place, Verdict
from concordat.investment.words import (
    Claim,
    Coverage,
    DealView,
    Permission,
    Reach,
    SupplyView,
    Use,
)
from tests.oracles import access as oracle

ISSNS = ("0028-4793", "1533-4406", "0140-6736", "1474-547X")
ISBNS = ("9780306406157", "9780470016466")
SLUGS = ("nation", "region", "board", "trust", "other-trust", "library")
CHAINS = (
    ("trust",),
    ("board", "nation"),
    ("nation",),
    ("other-trust", "region", "nation"),
    ("library", "trust", "board", "region", "nation"),
    ("trust", "board", "region"),
    ("other-trust", "board", "region"),
    ("library",),
    ("region",),
)
ON = date(2005, 2, 28)


def _iso(chance: random.Random) -> str:
    day = date(2002, 1, 1) + timedelta(days=chance.randrange(0, 1300))
    return day.isoformat()[: chance.choice((4, 7, 10))]


def _row(chance: random.Random) -> Coverage:
    first, last = sorted((_iso(chance), _iso(chance)), key=lambda iso: (iso, len(iso)))
    return Coverage(
        title="A title",
        print_name=chance.choice((*ISSNS, *ISBNS, "")),
        online_name=chance.choice((*ISSNS, *ISBNS, "")),
        first_on=chance.choice((first, first, first, "")),
        first_volume=chance.choice(("", "", "1", "2", "x")),
        first_issue=chance.choice(("", "1", "2")),
        last_on=chance.choice((last, "")),
        last_volume=chance.choice(("", "", "3", "4")),
        last_issue=chance.choice(("", "2")),
        embargo=chance.choice(
            ("", "", "", "P1Y", "R1Y", "P6M", "R18M", "P30D", "R365D", "R3Y;P1Y", "R2Y;P90D")
        ),
        depth=chance.choice(("fulltext", "fulltext", "fulltext", "selected articles", "ebook", "")),
        monograph=chance.random() < 0.1,
        free=chance.random() < 0.1,
    )


def _deal(chance: random.Random, number: int) -> DealView:
    since = chance.choice((None, ON - timedelta(days=chance.randrange(-2, 3)), date(2001, 1, 1)))
    until = chance.choice((None, ON + timedelta(days=chance.randrange(-2, 3)), date(2030, 1, 1)))
    named = frozenset(chance.sample(SLUGS, chance.randrange(0, 3)))
    return DealView(
        id=str(number),
        slug=f"deal-{number}",
        name=f"Deal {number}",
        reach=chance.choice(tuple(Reach)),
        parties=named,
        since=since,
        until=until,
        sign_in=chance.random() < 0.5,
        terms=chance.choice((((Use.READ, Permission.PROHIBITED),), (), ())),
    )


def _article(chance: random.Random) -> Article:
    earliest = date(2001, 11, 1) + timedelta(days=chance.randrange(0, 1300))
    length = chance.choice((0, 0, 0, 1, 30, 364))
    dated = chance.random() < 0.9
    return Article(
        names=frozenset(chance.sample((*ISSNS, *ISBNS), chance.choice((0, 1, 1, 2)))),
        earliest=earliest if dated else None,
        latest=earliest + timedelta(days=length) if dated else None,
        volume=chance.choice(("", "1", "2", "3", "4", "5", "suppl")),
        issue=chance.choice(("", "1", "2", "3")),
    )


#: Pairs of an article and an organisation that were judged; the last test looks at it.
judged = {"pairs": 0, "yes": 0}


@settings(max_examples=95, deadline=None)
@given(st.integers(min_value=0, max_value=2**64))
def test_no_yes_without_a_row_and_none_missed(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance, no secret
    deals = [_deal(chance, number) for number in range(4)]
    claims = [
        Claim(_row(chance), "A package", deals=tuple(chance.sample(deals, chance.randrange(0, 3))))
        for _ in range(8)
    ]
    places = [Place(chain[0], chain[0], frozenset(chain)) for chain in CHAINS]
    for article in (_article(chance) for _ in range(240)):
        for place in (*places, None):
            found = decide(article, place, claims, on=ON)
            judged["pairs"] += 1
            plain, sign_in, free = truth = oracle.openable(article, place, claims, ON)
            _agree(found.verdict, truth, article, place)
            ways = {way.verdict for way in found.ways}
            assert (Verdict.YES in ways, Verdict.SIGN_IN in ways, Verdict.OPEN in ways) == (
                plain,
                sign_in,
                free,
            )


def _agree(
    verdict: Verdict, truth: tuple[bool, bool, bool], article: Article, place: Place | None
) -> None:
    plain, sign_in, free = truth
    if verdict is Verdict.YES:
        judged["yes"] += 1
    expected = {
        Verdict.YES: plain,
        Verdict.OPEN: free and not plain,
        Verdict.SIGN_IN: sign_in and not (plain or free),
    }
    assert expected.get(verdict, not any(truth)), (verdict, truth, article, place)


def test_enough_pairs_were_judged() -> None:
    """Runs after the walk: hundreds of thousands of pairs, and many of them a yes."""
    if judged["pairs"]:
        assert judged["pairs"] >= 200_000
        assert judged["yes"] > 1_000


TRUST = Place("trust", "A Trust", frozenset({"trust", "board", "region"}))
WHOLE = Coverage("T", online_name=ISSNS[0], first_on="2000", depth="fulltext")
LOCAL = DealView("1", "d", "A deal", Reach.LOCAL, frozenset({"trust"}), sign_in=False)
DATED = Article(names=frozenset({ISSNS[0]}), earliest=date(2004, 3, 1), latest=date(2004, 3, 1))


def test_the_four_levels() -> None:
    for reach, party in zip(Reach, ("", "region", "board", "trust"), strict=True):
        named = frozenset({party} - {""})
        deal = DealView("1", "d", "A deal", reach, named, sign_in=True)
        access = decide(DATED, TRUST, [Claim(WHOLE, "P", deals=(deal,))], on=ON)
        assert access.verdict is Verdict.SIGN_IN
        assert access.best is not None
        assert access.best.deal == deal


@pytest.mark.parametrize(
    ("embargo", "day", "inside"),
    [
        ("P1Y", date(2004, 12, 31), True),
        ("P1Y", date(2005, 1, 1), False),
        ("R1Y", date(2004, 12, 31), False),
        ("R1Y", date(2005, 1, 1), True),
        ("P6M", date(2004, 8, 31), True),
        ("P6M", date(2004, 9, 1), False),
        ("R10Y;P30D", date(2005, 1, 29), True),
        ("R10Y;P30D", date(2005, 1, 30), False),
    ],
)
def test_the_edges_of_an_embargo(embargo: str, day: date, inside: bool) -> None:
    row = Coverage("T", online_name=ISSNS[0], first_on="1990", depth="fulltext", embargo=embargo)
    article = Article(names=frozenset({ISSNS[0]}), earliest=day, latest=day)
    access = decide(article, TRUST, [Claim(row, "P", deals=(LOCAL,))], on=ON)
    assert (access.verdict is Verdict.YES) is inside


def test_a_gap_is_a_gap() -> None:
    rows = [
        Coverage("T", online_name=ISSNS[0], first_on="1990", last_on="1999", depth="fulltext"),
        Coverage("T", online_name=ISSNS[0], first_on="2005", depth="fulltext"),
    ]
    access = decide(DATED, TRUST, [Claim(row, "P", deals=(LOCAL,)) for row in rows], on=ON)
    assert access.verdict is Verdict.NO
    assert len(access.misses) == 2


def test_what_is_said_when_it_cannot_be_opened() -> None:
    ended = DealView("1", "d", "The old deal", Reach.LOCAL, TRUST.within, until=date(2005, 2, 27))
    supply = SupplyView("library", "A Library", frozenset({"trust"}), days=2)
    access = decide(DATED, TRUST, [Claim(WHOLE, "P", deals=(ended,))], [supply], on=ON)
    assert access.verdict is Verdict.REQUEST
    assert access.misses == ("The old deal ended on 27 February 2005.",)
    assert access.supply == supply
    nowhere = decide(DATED, None, [Claim(WHOLE, "P", deals=(LOCAL,))], on=ON)
    assert nowhere.verdict is Verdict.UNKNOWN
    assert "depends on where you work" in nowhere.misses[0]
    assert decide(Article(), TRUST, [], on=ON).verdict is Verdict.UNKNOWN


def test_an_open_copy_needs_no_place() -> None:
    article = Article(open_copies=(OpenCopy("https://example.org/1", "an archive"),))
    assert decide(article, None, [], on=ON).verdict is Verdict.OPEN

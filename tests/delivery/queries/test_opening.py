"""Only what can be opened: the same works as one by one, whatever changes meanwhile."""

from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest
from pytest_django import Settings

from concordat.delivery import queries
from concordat.delivery.queries import opening as module
from concordat.evidence import queries as evidence
from concordat.investment import actions as investment
from concordat.parties import actions as parties
from concordat.parties import queries as known_parties
from concordat.parties.words import OPERATOR, VISITOR, PartGiven, SuccessionKind
from concordat.search import queries as search
from concordat.search.queries.opened import forget
from concordat.search.words import Among, Question
from tests.web import ward, world

ON = date(2026, 5, 1)
PLACES = ("", "wexbourne-royal", "marl-vale", "wexbourne-and-marl")


@pytest.fixture
def region(db: None, settings: Settings, tmp_path: Path) -> Path:
    """The small world, and the invented region with what it holds."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    forget()
    world.build(tmp_path)
    ward.build(tmp_path / "ward")
    return tmp_path


def one_by_one(slug: str, on: date = ON) -> set[str]:
    """Return what the verdict of each work alone says."""
    ids = [work.id for work in evidence.cited()]
    at = queries.place(slug, on=on) if slug else None
    works = list(evidence.works_by_id(ids, by=VISITOR).values())
    found = queries.access_to_works(works, at=at, by=VISITOR, on=on)
    openable = ("yes", "yes, after sign-in", "open copy")
    return {id_ for id_, access in found.items() if access.verdict.value in openable}


def payer_of(id_: str, slug: str) -> str:
    """Return who is said to pay for the best way to a work."""
    works = list(evidence.works_by_id([id_], by=VISITOR).values())
    at = queries.place(slug, on=ON)
    (access,) = queries.access_to_works(works, at=at, by=VISITOR, on=ON).values()
    assert access.best is not None
    assert access.best.deal is not None
    return access.best.deal.payer


def at_once(slug: str, on: date = ON) -> set[str]:
    at = queries.place(slug, on=on) if slug else None
    return set(queries.openable(at=at, by=VISITOR, on=on) or ())


def test_the_same_as_one_by_one_everywhere(region: Path) -> None:
    for slug in PLACES:
        assert at_once(slug) == one_by_one(slug), slug
    assert at_once("") < at_once("marl-vale") < at_once("wexbourne-royal")


def test_it_is_kept_up_with_works_holdings_and_days(region: Path) -> None:
    before = at_once("wexbourne-royal")
    # a work that comes in
    new = {**ward.works()[0], "title": "Another of the wards"}
    new["identifiers"] = [{"scheme": "doi", "value": "10.5555/ward.new"}]
    ward.add_works(region / "new", [new])
    with patch.object(module, "_worked_out", side_effect=AssertionError("only what changed")):
        after = at_once("wexbourne-royal")
    assert len(after) == len(before) + 1
    assert after == one_by_one("wexbourne-royal")
    # a list of holdings that no longer has the title
    file = ward.kbart(region, "less.tsv", ["Another||" + ward.NOWHERE + "|2000|||fulltext|serial|"])
    assert investment.load_holdings(file=file, package="national", by=OPERATOR).rows == 1
    assert at_once("wexbourne-royal") == one_by_one("wexbourne-royal") != after
    # a day on which the agreements have ended
    late = date(2091, 1, 1)
    assert at_once("wexbourne-royal", late) == one_by_one("wexbourne-royal", late) != before


def test_a_page_that_did_not_ask_does_not_wait_for_it(region: Path) -> None:
    at = queries.place("marl-vale", on=ON)
    with patch.object(module, "QUICKLY", 3):
        assert queries.openable(at=at, by=VISITOR, on=ON, wait=False) is None
        assert queries.openable(at=at, by=VISITOR, on=ON) is not None
        assert queries.openable(at=at, by=VISITOR, on=ON, wait=False) is not None


def test_a_search_narrowed_to_it_counts_exactly(region: Path) -> None:
    at = queries.place("wexbourne-royal", on=ON)
    ids = queries.openable(at=at, by=VISITOR, on=ON) or frozenset()
    for text in ("bedsores", "bedsores AND trial"):
        whole = search.find(Question(text, among=Among(ids)), by=VISITOR, today=ON)
        right = [hit.id for hit in whole.hits if hit.id in ids]
        assert whole.among == len(right) == 3 < whole.total
        narrow = search.find(Question(text, among=Among(ids, only=True)), by=VISITOR, today=ON)
        assert [hit.id for hit in narrow.hits] == right
        assert narrow.total == sum(value.count for value in narrow.facets["kind"])


def test_the_heir_opens_what_the_dissolved_had(region: Path) -> None:
    """As `affected_by` tells before a merger: the deals of who is gone are the heir's."""
    local = next(work.id for work in evidence.cited() if "at home" in work.title)
    assert local in at_once("wexbourne-royal")
    assert local not in at_once("saltmarl")
    assert payer_of(local, "wexbourne-royal").startswith("Wexbourne Royal")
    parties.succeed(
        slug="royal-2026",
        kind=SuccessionKind.ABSORB,
        parts=[PartGiven(giver="wexbourne-royal", taker="saltmarl")],
        on=date(2026, 4, 1),
        by=OPERATOR,
    )
    assert known_parties.inherited_by(["saltmarl"], on=ON) == {"wexbourne-royal"}
    assert known_parties.inherited_by(["saltmarl"], on=date(2026, 3, 1)) == frozenset()
    assert local in at_once("saltmarl")
    assert at_once("saltmarl") == one_by_one("saltmarl")
    # and who pays is named as who pays now
    assert payer_of(local, "saltmarl").startswith("Saltmarl")
    assert local not in at_once("saltmarl", date(2026, 3, 1))
    assert local not in at_once("marl-vale")


def test_what_was_split_is_nobodys_for_certain(region: Path) -> None:
    local = next(work.id for work in evidence.cited() if "at home" in work.title)
    parties.succeed(
        slug="royal-2026",
        kind=SuccessionKind.SPLIT,
        parts=[
            PartGiven(giver="wexbourne-royal", taker="saltmarl"),
            PartGiven(giver="wexbourne-royal", taker="marl-vale"),
        ],
        on=date(2026, 4, 1),
        by=OPERATOR,
    )
    assert local not in at_once("saltmarl") | at_once("marl-vale")

"""Through the database: the same verdicts as the slow walk, at every organisation."""

from datetime import date
from pathlib import Path

import pytest

from concordat.delivery import queries
from concordat.delivery.words import Article, Verdict
from concordat.investment import actions as investment
from concordat.investment import queries as held
from concordat.parties import actions as parties
from concordat.parties.words import OPERATOR, VISITOR
from tests.oracles import access as oracle
from tests.web.world import CONTENT

ON = date(2026, 5, 1)
TRUSTS = ("wexbourne-royal", "marl-vale", "saltmarl", "wexbourne-knowledge", "wexbourne-and-marl")


@pytest.fixture
def region(db: None) -> None:
    """The invented region with everything that the demonstration says it holds."""
    parties.load_parties(folder=CONTENT / "demo" / "parties", by=OPERATOR)
    assert not investment.load_demo(folder=CONTENT / "demo" / "holdings", by=OPERATOR)


@pytest.mark.usefixtures("region")
def test_every_title_of_the_demonstration_at_every_organisation() -> None:
    names = {
        line.split("\t")[1]
        for file in (CONTENT / "demo" / "holdings").glob("*.tsv")
        for line in file.read_text(encoding="utf-8").splitlines()[1:]
    }
    articles = {
        f"{name} {day}": Article(names=frozenset({name}), earliest=day, latest=day)
        for name in names
        for day in (date(1986, 1, 1), date(1999, 6, 1), date(2002, 1, 1), ON)
    }
    claims = held.claims_for(names, by=VISITOR, on=ON)
    opened = 0
    for slug in TRUSTS:
        place = queries.place(slug, on=ON)
        assert place is not None
        found = queries.access_to(articles, at=place, by=VISITOR, on=ON)
        for key, article in articles.items():
            plain, sign_in, _ = oracle.openable(article, place, claims, ON)
            best = Verdict.YES if plain else Verdict.SIGN_IN if sign_in else None
            got = found[key].verdict
            assert (got if got in (Verdict.YES, Verdict.SIGN_IN) else None) == best, (slug, key)
            opened += best is not None
    assert opened > 500


@pytest.mark.usefixtures("region")
def test_many_articles_cost_the_database_no_more_questions_than_one(
    django_assert_max_num_queries: object,
) -> None:
    place = queries.place("wexbourne-royal", on=ON)
    name = frozenset({"0028-4793"})
    articles = {str(number): Article(names=name) for number in range(50)}
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        queries.access_to(articles, at=place, by=VISITOR, on=ON)


@pytest.mark.usefixtures("region")
def test_a_list_of_holdings_is_replaced_not_mixed(tmp_path: Path) -> None:
    file = tmp_path / "new.tsv"
    file.write_text(
        "publication_title\tprint_identifier\tonline_identifier\tdate_first_issue_online\n"
        "Only this\t0028-4793\t\t2020\n",
        encoding="utf-8",
    )
    name, on = "0028-4793", ON
    before = held.claims_for([name], by=VISITOR, on=on)
    report = investment.load_holdings(file=file, package="harbour-core", by=OPERATOR)
    assert (report.rows, report.unchanged) == (1, False)
    assert investment.load_holdings(file=file, package="harbour-core", by=OPERATOR).unchanged
    after = [c for c in held.claims_for([name], by=VISITOR, on=on) if "Harbour" in c.package]
    assert [claim.coverage.title for claim in after] == ["Only this"]
    assert len(before) >= len(after)
    broken = tmp_path / "broken.tsv"
    broken.write_text("nothing of KBART\n", encoding="utf-8")
    assert investment.load_holdings(file=broken, package="harbour-core", by=OPERATOR).rows == 0
    assert held.claims_for([name], by=VISITOR, on=on)
    with pytest.raises(investment.UnknownPackageError):
        investment.load_holdings(file=file, package="new-one", by=OPERATOR)
    with pytest.raises(parties.NotAllowedError):
        investment.load_holdings(file=file, package="harbour-core", by=VISITOR)

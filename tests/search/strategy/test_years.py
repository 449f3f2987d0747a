import pytest

from concordat.search.strategy.errors import StrategyError
from concordat.search.strategy.tree import Years
from concordat.search.strategy.years import years


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", 2019, 2019),
        ("2019/03/04", 2019, 2019),
        ("2010:2020", 2010, 2020),
        ("2010-2020", 2010, 2020),
        ("1976 - 1982", 1976, 1982),
        ("2010/01/01:2020/12/31", 2010, 2020),
        ("2010:3000", 2010, None),
        ("1000:2020", None, 2020),
        ("2010 -Current", 2010, None),
        ("2010:", 2010, None),
        (":2010", None, 2010),
        ("2012*", 2012, 2012),
    ],
)
def test_years(text: str, first: int | None, last: int | None) -> None:
    assert years(text, (0, 0)) == Years(first, last)


@pytest.mark.parametrize("text", ["", ":", "last year", "20", "2020:2010", "20190"])
def test_what_is_no_year(text: str) -> None:
    with pytest.raises(StrategyError):
        years(text, (0, 0))

"""Files of a problem: CSV and Parquet say the same, and what is wrong is told with its row."""

from pathlib import Path

import duckdb
import numpy as np
import pytest

from concordat.investment.portfolio.problem import read_problem, unknown_settings
from concordat.investment.portfolio.tables import ProblemError
from tests.investment.portfolio import made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return made.write(
        tmp_path / "p",
        demand=[("A", "p", 10), ("B", "p", 6), ("B", "q", 4.5), ("A", "q", 0)],
        offers=[(20.0, ["A", "B"], ["p"], ""), (5.0, ["B"], ["q", "p"], "g")],
        settings={"budget": 20, "seconds": 5},
    )


def test_pairs_and_coverage(folder: Path) -> None:
    problem = read_problem(folder)
    assert problem.uses.tolist() == [10, 6, 4.5]
    assert problem.covers.toarray().tolist() == [[1, 1, 0], [0, 1, 1]]
    assert problem.wanted.tolist() == [10, 10.5]


def test_parquet_is_read_as_csv_is(folder: Path) -> None:
    before = read_problem(folder)
    for path in folder.glob("*.csv"):
        there = path.with_suffix(".parquet")
        duckdb.read_csv(str(path)).write_parquet(str(there))
        path.unlink()
    after = read_problem(folder)
    assert after.offers == before.offers
    assert np.array_equal(after.uses, before.uses)
    assert (after.covers != before.covers).nnz == 0


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("demand.csv", "organisation,item,uses\nA,p,10\nA,p,3\n", ["demand.csv, row 3", "row 2"]),
        ("demand.csv", "organisation,item,uses\nA,p,-1\n", ["row 2", "uses '-1'"]),
        ("demand.csv", "organisation,item,uses\nA,p,nan\n", ["row 2", "uses 'nan'"]),
        ("demand.csv", "organisation,item,uses\nA,p\n", ["row 2", "2 cells"]),
        ("demand.csv", "organisation,item,uses\nZ,p,1\n", ["row 2", "'Z' is not in organisations"]),
        ("demand.csv", "organisation,item\nA,p\n", ["row 1", "column uses is missing"]),
        ("offers.csv", "offer,level,cost\nk0,local,ten\n", ["offers.csv, row 2", "'ten'"]),
        ("offers.csv", "offer,cost\nk0,1\nk0,2\n", ["row 3", "stands twice"]),
        ("offer_items.csv", "offer,item\nk9,p\n", ["offer_items.csv, row 2", "'k9'"]),
        ("items.csv", "item\n\xff", ["items.csv"]),
        ("settings.toml", "budget = -1", ["settings.toml", "budget"]),
        ("settings.toml", "floor = 0.5", ["budget is missing"]),
        ("settings.toml", "budget = 1\nfloor = 75", ["floor", "0 to 1"]),
        ("settings.toml", "budget = ", ["not TOML"]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(
    folder: Path, file: str, text: str, said: list[str]
) -> None:
    (folder / file).write_text(text, encoding="latin-1")
    with pytest.raises(ProblemError) as caught:
        read_problem(folder)
    for part in said:
        assert part in caught.value.message


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "offers.csv").unlink()
    with pytest.raises(ProblemError, match=r"offers\.csv is missing"):
        read_problem(folder)


def test_a_mistyped_setting_is_noticed(folder: Path) -> None:
    (folder / "settings.toml").write_text("budget = 3\nflor = 0.5\n")
    assert unknown_settings(folder / "settings.toml") == ["flor"]

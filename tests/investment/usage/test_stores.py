"""The store in files says exactly what the one in memory says, whatever is restated."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concordat.investment.usage.memory import MemoryStore
from concordat.investment.usage.parquet import ParquetStore
from concordat.investment.words import MonthKnown, MonthState, UseCount

MONTHS = ("2024-12", "2025-01", "2025-02")
METRICS = ("Unique_Item_Requests", "Unique_Title_Requests")
NAMES = ("Ward", 'Quoted "ward", with a comma', "Füße", "")


@st.composite
def reports(draw: st.DrawFn) -> tuple[list[MonthKnown], list[UseCount]]:
    organisation, platform = draw(st.sampled_from("ab")), draw(st.sampled_from("pq"))
    months = draw(st.sets(st.sampled_from(MONTHS), min_size=1))
    known = [
        MonthKnown(organisation, platform, "TR", month, draw(st.sampled_from(list(MonthState))))
        for month in sorted(months)
    ]
    one = st.builds(
        UseCount,
        st.just(organisation),
        st.just(platform),
        st.just("TR"),
        st.sampled_from(["5", "5.1"]),
        st.sampled_from(["i", "j"]),
        st.sampled_from(NAMES),
        st.sampled_from(["Journal", "Book", ""]),
        st.sampled_from(["Controlled", ""]),
        st.sampled_from(METRICS),
        st.sampled_from(sorted(months)),
        st.integers(1, 10**6),
    )
    return known, draw(st.lists(one, max_size=4))


@settings(max_examples=6, deadline=None)
@given(st.lists(reports(), min_size=1, max_size=4))
def test_files_and_memory_agree(told: list[tuple[list[MonthKnown], list[UseCount]]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        memory, files = MemoryStore(), ParquetStore(Path(folder) / "usage")
        for known, counts in told:
            memory.restate(known=known, counts=counts)
            files.restate(known=known, counts=counts)
        for states in (list(MonthState), [MonthState.FIGURES]):
            asked = {"metrics": METRICS, "access": ["Controlled", ""], "states": states}
            for since, until in (("2024-01", "2025-12"), ("2025-01", "2025-01")):
                span = {"since": since, "until": until}
                assert files.totals(**asked, **span) == memory.totals(**asked, **span)  # type: ignore[arg-type]
        counted = {"metrics": METRICS[:1], "access": ["Controlled"]}
        for since, until in (("2024-01", "2025-12"), ("2025-01", "2025-01")):
            span = {"since": since, "until": until}
            assert files.by_month(**counted, **span) == memory.by_month(**counted, **span)  # type: ignore[arg-type]
        assert files.last_used(**counted) == memory.last_used(**counted)  # type: ignore[arg-type]
        everything = {"since": "2000-01", "until": "2099-12"}
        assert files.months(**everything) == memory.months(**everything)
        for data_type in ("Journal", "Book"):
            asked_for = {"data_type": data_type, "metric": METRICS[0]}
            assert files.releases(**asked_for) == memory.releases(**asked_for)


def _report(month: str, number: int, platform: str = "p") -> tuple[MonthKnown, UseCount]:
    known = MonthKnown("a", platform, "TR", month, MonthState.FIGURES)
    count = UseCount("a", platform, "TR", "5.1", "i", "I", "Journal", "", METRICS[0], month, number)
    return known, count


def _sum(store: ParquetStore) -> int:
    found = store.totals(
        metrics=METRICS, access=[""], since="2000-01", until="2099-12", states=["figures"]
    )
    return sum(one.number for one in found)


def test_a_writer_that_dies_half_way_leaves_what_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = ParquetStore(tmp_path)
    known, count = _report("2025-01", 5)
    store.restate(known=[known], counts=[count])
    known, count = _report("2025-01", 9)
    with monkeypatch.context() as patch:
        patch.setattr(ParquetStore, "_replace", _die)
        with pytest.raises(KeyboardInterrupt):
            store.restate(known=[known], counts=[count])
    assert _sum(store) == 5
    known, count = _report("2025-01", 7)
    store.restate(known=[known], counts=[count])
    assert _sum(store) == 7
    assert len(list(tmp_path.rglob("*.parquet"))) == 2  # what died left nothing behind


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_report_of_two_years_comes_whole(tmp_path: Path) -> None:
    store = ParquetStore(tmp_path)
    both = [_report("2024-12", 3), _report("2025-01", 4)]
    store.restate(known=[known for known, _ in both], counts=[count for _, count in both])
    assert _sum(store) == 7
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["p"]


def test_a_count_of_a_month_that_nobody_spoke_of_is_refused(tmp_path: Path) -> None:
    known, count = _report("2025-01", 3)
    with pytest.raises(ValueError, match="2025-02"):
        ParquetStore(tmp_path).restate(known=[known], counts=[count._replace(month="2025-02")])

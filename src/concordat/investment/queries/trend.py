"""How does use go, month by month?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from concordat.investment.measures.metrics import (
    COUNTED_METRICS,
    PAID_ACCESS,
    NotComparableError,
    check_trend,
    metric_for,
)
from concordat.investment.queries.value import require_buyer
from concordat.investment.usage.opened import store
from concordat.investment.words import COUNTED, MonthKnown, Monthly, Trend
from concordat.parties.words import Actor

Row = TypeVar("Row", Monthly, MonthKnown)


def trends(
    *, by: Actor, since: str, until: str, organisation: str = ""
) -> tuple[list[Trend], list[str]]:
    """Return the use of each platform over the months since..until ("2025-01", both in).

    At one organisation (slug), or at all together. The second of the two says what was left out
    because two releases count it differently; nothing is joined across that break.
    """
    require_buyer(by)
    known = _of(store().months(since=since, until=until), organisation)
    counts = store().by_month(metrics=COUNTED_METRICS, access=PAID_ACCESS, since=since, until=until)
    used = [one for one in _of(counts, organisation) if one.metric == metric_for(one.data_type)]
    comparable, refused = _comparable(used)
    platforms = sorted({one.platform for one in known})
    months = sorted({one.month for one in known})
    return [_trend(each, months, known, comparable) for each in platforms], refused


def _of(rows: Iterable[Row], organisation: str) -> list[Row]:
    return [row for row in rows if organisation in ("", row.organisation)]


def _comparable(used: Sequence[Monthly]) -> tuple[list[Monthly], list[str]]:
    """Leave out what one line may not join, a platform and data type at a time."""
    releases: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for one in used:
        releases[one.platform, one.data_type, one.metric].add(one.release)
    refused: dict[tuple[str, str, str], str] = {}
    for (platform, data_type, metric), told in releases.items():
        try:
            check_trend(metric=metric, data_type=data_type, releases=told)
        except NotComparableError as error:
            refused[platform, data_type, metric] = f"{platform}, {data_type}: {error}"
    kept = [one for one in used if (one.platform, one.data_type, one.metric) not in refused]
    return kept, sorted(refused.values())


def _trend(
    platform: str, months: Sequence[str], known: Sequence[MonthKnown], used: Sequence[Monthly]
) -> Trend:
    mine = [one for one in known if one.platform == platform]
    told = {one.month for one in mine}
    reports = {(one.organisation, one.report) for one in mine}
    complete: dict[str, int] = defaultdict(int)
    for state in mine:
        complete[state.month] += state.state in COUNTED
    uses: dict[str, int] = defaultdict(int)
    for one in used:
        if one.platform == platform:
            uses[one.month] += one.number
    return Trend(
        platform=platform,
        months=tuple(months),
        uses=tuple(uses[month] if month in told else None for month in months),
        incomplete=frozenset(m for m in told if complete[m] < len(reports)),
    )

"""Usage in lists: slow, and obviously right."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from concordat.investment.words import MonthKnown, Monthly, Total, UseCount

Key = tuple[str, str, str, str]


class MemoryStore:
    """See `port.UsageStore`."""

    def __init__(self) -> None:
        self._known: dict[Key, MonthKnown] = {}
        self._counts: list[UseCount] = []

    def restate(self, *, known: Collection[MonthKnown], counts: Iterable[UseCount]) -> None:
        fresh, keys = list(counts), {_key(month) for month in known}
        check_months(keys, fresh)
        self._counts = [one for one in self._counts if _key(one) not in keys] + fresh
        self._known |= {_key(month): month for month in known}

    def totals(
        self,
        *,
        metrics: Collection[str],
        access: Collection[str],
        since: str,
        until: str,
        states: Collection[str],
    ) -> list[Total]:
        sums: dict[tuple[str, str, str, str, str], int] = defaultdict(int)
        names: dict[tuple[str, str, str, str, str], str] = {}
        for one in self._counts:
            state = self._known[_key(one)].state
            if one.metric not in metrics or one.access_type not in access or state not in states:
                continue
            if since <= one.month <= until:
                key = (one.organisation, one.platform, one.item, one.data_type, one.metric)
                sums[key] += one.number
                names[key] = min(names.get(key, one.name), one.name)
        return [
            Total(key[0], key[1], key[2], names[key], key[3], key[4], sums[key])
            for key in sorted(sums)
        ]

    def by_month(
        self, *, metrics: Collection[str], access: Collection[str], since: str, until: str
    ) -> list[Monthly]:
        sums: dict[tuple[str, str, str, str, str, str], int] = defaultdict(int)
        for one in self._counts:
            if one.metric in metrics and one.access_type in access and since <= one.month <= until:
                what = (one.data_type, one.metric, one.release, one.month)
                sums[(one.organisation, one.platform, *what)] += one.number
        return [Monthly(*key, sums[key]) for key in sorted(sums)]

    def last_used(
        self, *, metrics: Collection[str], access: Collection[str]
    ) -> dict[tuple[str, str, str], str]:
        found: dict[tuple[str, str, str], str] = {}
        for one in self._counts:
            if one.metric in metrics and one.access_type in access and one.number > 0:
                key = (one.organisation, one.platform, one.item)
                found[key] = max(one.month, found.get(key, ""))
        return found

    def months(self, *, since: str, until: str) -> list[MonthKnown]:
        found = [one for one in self._known.values() if since <= one.month <= until]
        return sorted(found, key=_key)

    def releases(self, *, data_type: str, metric: str) -> frozenset[str]:
        return frozenset(
            one.release
            for one in self._counts
            if one.data_type == data_type and one.metric == metric
        )


def check_months(keys: set[Key], counts: Iterable[UseCount]) -> None:
    """Raise ValueError for a count of a month that the report does not speak of."""
    for one in counts:
        if _key(one) not in keys:
            raise ValueError(f"a count of {one.month}, of which nothing is said")


def _key(one: MonthKnown | UseCount) -> Key:
    return (one.organisation, one.platform, one.report, one.month)

"""What every store of usage does."""

from collections.abc import Collection, Iterable
from typing import Protocol

from concordat.investment.words import MonthKnown, Monthly, Total, UseCount


class UsageStore(Protocol):
    def restate(self, *, known: Collection[MonthKnown], counts: Iterable[UseCount]) -> None:
        """Put a report in place of what was known of its months, all of it or none.

        A month of an organisation, platform and report in `known` loses its earlier counts and
        has those given. Every count is of a month in `known`, else ValueError.
        """
        ...

    def totals(
        self,
        *,
        metrics: Collection[str],
        access: Collection[str],
        since: str,
        until: str,
        states: Collection[str],
    ) -> list[Total]:
        """Sum counts over the months since..until ("2025-01", both in) in these states.

        In order of organisation, platform, item, data type, metric.
        """
        ...

    def by_month(
        self, *, metrics: Collection[str], access: Collection[str], since: str, until: str
    ) -> list[Monthly]:
        """Sum counts of whatever state month by month over since..until.

        In order of organisation, platform, data type, metric, release, month.
        """
        ...

    def last_used(
        self, *, metrics: Collection[str], access: Collection[str]
    ) -> dict[tuple[str, str, str], str]:
        """Return the newest month with a use, by organisation, platform and item.

        What was never used, as far as anybody says, is not there.
        """
        ...

    def months(self, *, since: str, until: str) -> list[MonthKnown]:
        """Return what is known of each month, in order."""
        ...

    def releases(self, *, data_type: str, metric: str) -> frozenset[str]:
        """Return the releases by which such uses were counted."""
        ...

"""Which count says what a thing was used. Each figure shown names one of these. Pure.

COUNTER 5.1: books are counted by title, since what an item of a book is differs between
providers; journals by unique article; databases of abstracts by what was looked at.
"""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metric:
    """A figure with a name that stays. Another formula is another version."""

    id: str
    version: int
    name: str
    formula: str

    @property
    def label(self) -> str:
        return f"{self.id} v{self.version}"


COST_PER_USE = Metric(
    id="cost-per-use",
    version=1,
    name="Cost per use",
    formula=(
        "yearly price × months counted ÷ months paid ÷ uses in the months counted. A month of an "
        "organisation counts when its report is complete (figures, or zero said by the provider)."
    ),
)
USES = Metric(
    id="uses",
    version=1,
    name="Uses",
    formula=(
        "journals and full text: Unique_Item_Requests; books: Unique_Title_Requests; databases "
        "of abstracts: Unique_Item_Investigations. Access type Controlled, or not said."
    ),
)
METRICS = {metric.id: metric for metric in (COST_PER_USE, USES)}

#: COUNTER metric by data type. What is not here is counted as full text.
_METRIC_OF = {
    "Book": "Unique_Title_Requests",
    "Reference_Work": "Unique_Title_Requests",
    "Database": "Unique_Item_Investigations",
    "Database_AI": "Unique_Item_Investigations",
}
COUNTED_METRICS = ("Unique_Item_Requests", *sorted(set(_METRIC_OF.values())))
#: Uses that were paid for; the empty one is of reports that do not show it.
PAID_ACCESS = ("Controlled", "")

_BOOKS = frozenset({"Book", "Book_Segment", "Reference_Work"})
_CHANGED_FOR_BOOKS = frozenset(
    f"{kind}_Item_{what}" for kind in ("Total", "Unique") for what in ("Requests", "Investigations")
)


class NotComparableError(Exception):
    """These counts may not stand in one line."""


def metric_for(data_type: str) -> str:
    """Return the COUNTER metric that counts as use of a data type."""
    return _METRIC_OF.get(data_type, "Unique_Item_Requests")


def check_trend(*, metric: str, data_type: str, releases: Collection[str]) -> None:
    """Raise NotComparableError where a line would join what two releases count differently.

    Between Release 5 and 5.1 the unit of a book's items became the chapter or section:
    only Unique_Title metrics mean the same in both.
    """
    if len(set(releases)) > 1 and data_type in _BOOKS and metric in _CHANGED_FOR_BOOKS:
        raise NotComparableError(
            f"{metric} of books means another thing in Release 5 than in 5.1. Show each by "
            "itself, or use Unique_Title_Requests, which means the same in both."
        )

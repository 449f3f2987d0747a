"""Years as strategies write them."""

import re

from .errors import StrategyError
from .tree import Span, Years

_DATE = r"(\d{4})(?:[/-]\d{1,2}(?:[/-]\d{1,2})?)?"
_YEARS = re.compile(rf"\s*(?:{_DATE})?\s*(?:(:|-)\s*(?:{_DATE}|current|present)?)?\s*\*?\s*", re.I)
#: PubMed's way of saying "and ever after" is the year 3000; nothing is older than 1000.
_OPEN = range(1001, 2999)


def years(text: str, span: Span) -> Years:
    """Return the years of `2019`, `2010:2020`, `2010/01/01:3000`, `2010-Current`."""
    found = _YEARS.fullmatch(text.replace('"', ""))
    if found is None or not (found[1] or found[3]):
        raise StrategyError(
            f"{text.strip()[:40]} is not a year or a range of years.",
            *span,
            ("2019", "2010:2020", "2010:3000"),
        )
    first = int(found[1]) if found[1] else None
    last = int(found[3]) if found[3] else (None if found[2] else first)
    if first and last and first > last:
        raise StrategyError(f"{first}:{last} runs backwards. Write the earlier year first.", *span)
    return Years(first if first in _OPEN else None, last if last in _OPEN else None, span)

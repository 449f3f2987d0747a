"""The date that a page is asked to show."""

import re
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class AsAt:
    """The day to show, the text to keep in the field, and what is wrong with it."""

    on: date
    typed: str
    error: str = ""

    @property
    def status(self) -> int:
        return 400 if self.error else 200


def read_as_at(query: QueryDict, *, today: date) -> AsAt:
    """Return the day that the address asks for; a wrong one shows today and says so."""
    typed = query.get("on", "").strip()
    if not typed:
        return AsAt(today, today.isoformat())
    try:
        if not _ISO.fullmatch(typed):
            raise ValueError
        return AsAt(date.fromisoformat(typed), typed)
    except ValueError:
        shown = re.sub(r"[\x00-\x1f\x7f]", "", typed)[:20]
        message = f"“{shown}” is not a date. Write it like 2021-10-01. Today is shown."
        return AsAt(today, shown, message)

"""What the address of a page asks: the date, and an announced event taken as in force."""

import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class AsAt:
    """The day to show, the text to keep in the field, and what is wrong with it.

    `other_day` is the day in words when it is not today. `as_if` is the slug of an announced
    succession to be taken as in force, and `as_if_title` what it is called.
    """

    on: date
    typed: str
    error: str = ""
    as_if: str = ""
    as_if_title: str = ""
    other_day: str = ""

    @property
    def status(self) -> int:
        return 400 if self.error else 200

    @property
    def events(self) -> tuple[str, ...]:
        """The events taken as in force, as queries want them."""
        return (self.as_if,) if self.as_if else ()

    @property
    def query(self) -> str:
        """What a link to another page must carry to show the same day and the same ifs."""
        asked = {"on": self.typed} if not self.error else {}
        return urlencode(asked | ({"as_if": self.as_if} if self.as_if else {}))


def read_as_at(query: QueryDict, *, today: date) -> AsAt:
    """Return the day that the address asks for; a wrong one shows today and says so."""
    typed = query.get("on", "").strip()
    if not typed:
        return AsAt(today, today.isoformat())
    try:
        if not _ISO.fullmatch(typed):
            raise ValueError
        on = date.fromisoformat(typed)
        words = f"{on.day} {on:%B} {on.year}" if on != today else ""
        return AsAt(on, typed, other_day=words)
    except ValueError:
        shown = re.sub(r"[\x00-\x1f\x7f]", "", typed)[:20]
        message = f"“{shown}” is not a date. Write it like 2021-10-01. Today is shown."
        return AsAt(today, shown, message)


def supposing(as_at: AsAt, *, slug: str, title: str) -> AsAt:
    """Return the same, seen as if an announced event were in force."""
    return replace(as_at, as_if=slug, as_if_title=title)

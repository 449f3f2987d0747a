"""What the address of a page asks: the date, and an announced event taken as in force."""

import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from concordat.web.days import read_one_day, shown

_MOST = 60  # signs of what was typed that stay in the field


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
    not_supposed: str = ""  # why the event that the address names cannot be supposed
    past: bool = False  # before today: what came after it is not shown as if known then

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
        asked = {"on": self.on.isoformat()} if not self.error else {}
        return urlencode(asked | ({"as_if": self.as_if} if self.as_if else {}))

    @property
    def carry(self) -> str:
        """The end of a link to another page with the same day; nothing for the page of today."""
        return f"?{self.query}" if self.other_day or self.as_if else ""


def read_as_at(query: QueryDict, *, today: date) -> AsAt:
    """Return the day that the address asks for; a wrong one shows today and says so."""
    asked = query.get("on", "").strip()
    typed = re.sub(r"[\x00-\x1f\x7f]", "", asked).strip()
    if not asked:
        return AsAt(today, shown(today))
    try:
        on = read_one_day(typed)
    except ValueError as error:
        return AsAt(today, typed[:_MOST], f"{error} Today is shown.")
    return AsAt(on, typed[:_MOST], other_day=shown(on) if on != today else "", past=on < today)


def supposing(as_at: AsAt, *, slug: str, title: str) -> AsAt:
    """Return the same, seen as if an announced event were in force."""
    return replace(as_at, as_if=slug, as_if_title=title)

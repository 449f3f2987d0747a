"""Days as people type them, read alike by every form and every page as at a day.

Known, known within bounds or unknown (`read_day`), or one day and no other (`read_one_day`).
"""

import calendar
import re
from datetime import date, datetime
from typing import Any

from django import forms

from concordat.parties.words import UNKNOWN_DAY, Day

HINT = "For example 1 October 2021 or 1/10/2021"
LOOSE_HINT = (
    "For example 1 October 2021. If nobody knows the day: October 2021, 2021, between 2021-04-01 "
    "and 2022-06-30, or unknown."
)
WRONG = "Write a date like 1 October 2021, October 2021, 2021, or unknown"
_MONTHS = {name.lower(): at for at, name in enumerate(calendar.month_name) if name} | {
    name.lower(): at for at, name in enumerate(calendar.month_abbr) if name
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_BRITISH = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\Z")
_WRITTEN = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\s+(\d{4})\Z")
_MONTH = re.compile(r"([a-z]+)\s+(\d{4})\Z")
_NUMBERED_MONTH = re.compile(r"(\d{4})-(\d{1,2})\Z")
_YEAR = re.compile(r"(\d{4})\Z")
_BETWEEN = re.compile(r"(?:between\s+)?(.+?)\s+(?:and|to)\s+(.+)\Z")
_MOST = 40  # signs: the longest day, "22nd September 2025", has half as many


def read_day(text: str) -> Day:
    """Return the day that somebody wrote. Raise ValueError when it is none."""
    words = " ".join(text.lower().replace(",", " ").split())
    if words in ("unknown", "not known"):
        return UNKNOWN_DAY
    if bounds := _BETWEEN.match(words):
        return Day(read_day(bounds[1]).earliest, read_day(bounds[2]).latest)
    for opening, first in (("on or after ", True), ("after ", True), ("on or before ", False)):
        if words.startswith(opening):
            day = read_day(words.removeprefix(opening))
            return Day(day.earliest, None) if first else Day(None, day.latest)
    return _plain(words)


def _plain(words: str) -> Day:
    if found := _ISO.match(words):
        return Day.of(date(int(found[1]), int(found[2]), int(found[3])))
    if found := _BRITISH.match(words):
        return Day.of(date(int(found[3]), int(found[2]), int(found[1])))
    if found := _WRITTEN.match(words):
        return Day.of(date(int(found[3]), _month(found[2]), int(found[1])))
    if found := _MONTH.match(words):
        return _whole_month(int(found[2]), _month(found[1]))
    if found := _NUMBERED_MONTH.match(words):
        return _whole_month(int(found[1]), int(found[2]))
    if found := _YEAR.match(words):
        return Day(date(int(found[1]), 1, 1), date(int(found[1]), 12, 31))
    raise ValueError(WRONG)


def _month(name: str) -> int:
    if name not in _MONTHS:
        raise ValueError(WRONG)
    return _MONTHS[name]


def _whole_month(year: int, month: int) -> Day:
    first = date(year, month, 1)
    return Day(first, date(year, month, calendar.monthrange(year, month)[1]))


def read_one_day(text: str) -> date:
    """Return the day that somebody wrote. Raise ValueError, in words, when it is not one day.

    1 October 2021, 1/10/2021, 01/10/2021 (the day first) and 2021-10-01 are the same day.
    """
    shown = re.sub(r"[\x00-\x1f\x7f]", "", text).strip()
    try:
        day = read_day(shown).known if len(shown) <= _MOST else None
    except ValueError:
        day = None
    if day is None:
        cut = shown if len(shown) <= _MOST else f"{shown[:_MOST]}…"
        raise ValueError(f"“{cut}” is not a day. Write it like 1 October 2021 or 1/10/2021.")
    return day


def shown(day: date) -> str:
    """Return a day as fields and pages show it: 1 October 2021."""
    return f"{day.day} {day:%B %Y}"


def _box(width: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", "class": width})


class OneDayField(forms.DateField):
    """A field whose value is a date, typed in any of the ways that people write one."""

    def __init__(
        self,
        *,
        label: str,
        required: bool = True,
        help_text: str = HINT,
        needed: str = "",
        **options: Any,
    ) -> None:
        told = {"required": needed or f"Fill in “{label}”: a day like 1 October 2021"}
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            widget=_box("nhsuk-input--width-10"),
            **options | {"error_messages": told | options.get("error_messages", {})},
        )

    def prepare_value(self, value: object) -> object:
        return shown(value) if isinstance(value, date) else value

    def to_python(self, value: object) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return read_one_day(str(value))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None


class DayField(forms.CharField):
    """A field whose value is a `Day`, or None when it was left empty."""

    def __init__(self, *, label: str, required: bool = True, help_text: str = LOOSE_HINT) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            max_length=80,
            widget=_box("nhsuk-input--width-20"),
            error_messages={
                "required": f"Fill in “{label}”: a date, or unknown",
                "max_length": f"“{label}”: {WRONG}",
            },
        )

    def clean(self, value: object) -> Day | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_day(text)
        except ValueError:
            raise forms.ValidationError(WRONG) from None

"""Days as people type them: known, known within bounds, or unknown. Pure but for the field."""

import calendar
import re
from datetime import date

from django import forms

from concordat.parties.words import UNKNOWN_DAY, Day

HINT = (
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


class DayField(forms.CharField):
    """A field whose value is a `Day`, or None when it was left empty."""

    def __init__(self, *, label: str, required: bool = True, help_text: str = HINT) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            max_length=80,
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
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

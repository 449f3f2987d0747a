"""One day as people type it, read alike by every form and every page as at a day."""

import re
from datetime import date, datetime

from django import forms

from concordat.web.parties.days import read_day

HINT = "For example 1 October 2021 or 1/10/2021"
_MOST = 40  # signs: the longest day, "22nd September 2025", has half as many


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


class DayInput(forms.TextInput):
    """A box for a day, which shows it as people write it."""

    def __init__(self, attrs: dict[str, str] | None = None) -> None:
        super().__init__({"autocomplete": "off", "class": "nhsuk-input--width-10"} | (attrs or {}))

    def format_value(self, value: object) -> str | None:
        return shown(value) if isinstance(value, date) else super().format_value(value)


class OneDayField(forms.DateField):
    """A field whose value is a date, typed in any of the ways that people write one."""

    widget = DayInput

    def __init__(
        self, *, label: str, required: bool = True, help_text: str = HINT, needed: str = ""
    ) -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            error_messages={"required": needed or f"Fill in “{label}”: a day like 1 October 2021"},
        )

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

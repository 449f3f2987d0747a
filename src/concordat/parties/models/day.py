"""How a day with its doubts is kept in one column."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from concordat.parties.words import Day

if TYPE_CHECKING:
    _Base = models.CharField[Day | None, Day | None]
else:
    _Base = models.CharField


class DayField(_Base):
    """A `Day` or None, kept as `2021-10-01`, `2021-10-01..2022-03-31`, `2021-10-01..` or `..`.

    One column rather than two dates and a flag: None ("there is none") and the unknown
    day ("there is one, nobody says when") stay apart, and a dump can be read by eye.
    Dates are compared in Python, where "possibly" is an answer.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 24)
        options.setdefault("blank", True)
        options.setdefault("default", None)
        super().__init__(*args, **options)

    def from_db_value(self, value: str | None, *_: object) -> Day | None:
        return decode(value or "")

    def to_python(self, value: Any) -> Day | None:
        if value is None or isinstance(value, Day):
            return value
        try:
            return decode(str(value))
        except ValueError as error:
            raise ValidationError(f"{value} is not a day: {error}") from error

    def get_prep_value(self, value: Any) -> str:
        return encode(self.to_python(value))

    def value_to_string(self, obj: models.Model) -> str:
        return encode(self.value_from_object(obj))


def encode(day: Day | None) -> str:
    """Return the text of a day as it is kept; nothing for None."""
    if day is None:
        return ""
    if day.known:
        return day.known.isoformat()
    first = day.earliest.isoformat() if day.earliest else ""
    last = day.latest.isoformat() if day.latest else ""
    return f"{first}..{last}"


def decode(text: str) -> Day | None:
    """Return the day that `encode` wrote. Raise ValueError when it is no such text."""
    if not text:
        return None
    first, dots, last = text.partition("..")
    earliest = date.fromisoformat(first) if first else None
    if not dots:
        last = first
    return Day(earliest, date.fromisoformat(last) if last else None)

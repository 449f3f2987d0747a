"""Forms on a meeting: when, who is there, what is on its agenda."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from concordat.web.forum.fields import OfParty, Versioned, box, choice, day_field, line


class TimeInput(forms.TimeInput):
    """The browser's own field for a time."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class MeetingForm(Versioned):
    """When and where."""

    title = line("Title", needed=True, hint="For example: Eighth meeting")
    day = day_field("Day")
    starts = forms.TimeField(
        label="Starts at", widget=TimeInput(), error_messages={"invalid": "Enter a time like 10:00"}
    )
    ends = forms.TimeField(
        label="Ends at", widget=TimeInput(), error_messages={"invalid": "Enter a time like 12:00"}
    )
    place = line("Place", needed=True)
    items_until = day_field("Items for the agenda until")

    def moments(self) -> tuple[datetime, datetime]:
        """Return beginning and end. Ask only when the form is valid."""
        day, given = self.cleaned_data["day"], self.cleaned_data
        return _moment(day, given["starts"]), _moment(day, given["ends"])


def _moment(day: Any, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


class MoveForm(MeetingForm):
    """Another time or place for a meeting that is called."""

    title = None  # type: ignore[assignment]
    items_until = None  # type: ignore[assignment]


class ItemForm(forms.Form):
    title = line("What is it about?", needed=True)
    text = box("The paper", hint="A line beginning with # is a heading, with - a point", rows=8)
    asks = choice(
        "What do you ask of the meeting?",
        [(each, each.capitalize()) for each in ("decision", "discussion", "information")],
        radios=True,
    )


class PresentForm(OfParty):
    person = line("Name", needed=True)
    party = choice("For", [])


class InterestForm(OfParty):
    person = line("Whose interest?", needed=True)
    party = choice("Of", [])
    item = choice("In which item?", [])
    text = box("The interest", needed=True, rows=2)
    handling = box("What the meeting did about it", rows=2)

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["item"].choices = [  # type: ignore[attr-defined]
            ("", "The whole meeting"),
            *items,
        ]
        self.fields["item"].required = False


class StateForm(forms.Form):
    """A step of a meeting that was asked about first."""

    state = forms.CharField(widget=forms.HiddenInput)
    confirm = forms.CharField(widget=forms.HiddenInput, initial="yes")

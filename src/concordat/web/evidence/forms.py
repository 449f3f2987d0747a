"""The form by which a steward reports what was found against a work."""

import re
from datetime import date

from django import forms
from django.utils import timezone

from concordat.evidence import queries as evidence
from concordat.evidence.words import Identifier
from concordat.parties.words import Day
from concordat.web.days import read_day

_LIKE = "1 May 2013, 1/5/2013, May 2013 or 2013"
_LETTER = re.compile(r"[A-Za-z]")

RELATIONS = (
    ("retracted", "Retracted"),
    ("concern", "Expression of concern"),
    ("corrected", "Corrected"),
    ("withdrawn", "Withdrawn"),
    ("replaced", "Replaced by something newer"),
)


class StandingForm(forms.Form):
    """What was found, where it is said, since when, and by whom."""

    relation = forms.ChoiceField(
        label="What happened to the work?",
        choices=RELATIONS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happened to the work"},
    )
    notice = forms.CharField(
        label="Identifier of the notice (optional)",
        help_text="A DOI, a PubMed number or a web address, for example 10.1097/01.eja.0000429568",
        max_length=500,
        required=False,
    )
    on = forms.CharField(
        label="Since when?",
        help_text="The day, or the month or year: 1 May 2013, 1/5/2013, May 2013 or 2013",
        max_length=40,
        error_messages={"required": "Enter the date on which the notice was published"},
    )
    source = forms.CharField(
        label="Who says so?",
        help_text="The name of the journal or list, or the address of the page that says it",
        max_length=500,
        error_messages={"required": "Say who says so: others must be able to check it"},
    )
    note = forms.CharField(
        label="Note (optional)", max_length=2000, required=False, widget=forms.Textarea
    )
    #: The work's revision when the form was made: of two people the second is told.
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean_notice(self) -> Identifier | None:
        """Return the identifier that was typed."""
        text = self.cleaned_data["notice"]
        if not text.strip():
            return None
        found = evidence.read_identifier(text)
        if found is None:
            raise forms.ValidationError(
                "Enter a DOI like 10.1000/182, a PubMed number or a web address"
            )
        return found

    def clean_on(self) -> str:
        """Return the date, or the part of one, that was typed."""
        text: str = self.cleaned_data["on"].strip()
        try:
            day = read_day(text)
        except ValueError:
            told = "Enter the date like" if _LETTER.search(text) else "There is no such date: write"
            raise forms.ValidationError(f"{told} {_LIKE}") from None
        said = _as_kept(day)
        if not said:
            raise forms.ValidationError(f"Enter the date like {_LIKE}")
        if day.earliest and day.earliest > timezone.localdate():
            raise forms.ValidationError("Enter a date that is not in the future")
        return said


def _as_kept(day: Day) -> str:
    """Return a day, month or year as works keep it; nothing for any other span."""
    first, last = day.earliest, day.latest
    if first is None or last is None:
        return ""
    if first == last:
        return first.isoformat()
    if Day(date(first.year, 1, 1), date(first.year, 12, 31)) == day:
        return f"{first:%Y}"
    month = read_day(f"{first:%Y-%m}")
    return f"{first:%Y-%m}" if month == day else ""

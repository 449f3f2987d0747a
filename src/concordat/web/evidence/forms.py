"""The form by which a steward reports what was found against a work."""

import re
from datetime import date

from django import forms
from django.utils import timezone

from concordat.evidence import queries as evidence
from concordat.evidence.words import Identifier

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
        help_text="Year, year-month or year-month-day, for example 2013-05-01",
        max_length=10,
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
        whole = text + "-01" * (2 - text.count("-"))
        if not re.fullmatch(r"\d{4}(-\d{2}){0,2}", text):
            raise forms.ValidationError("Enter the date like 2013, 2013-05 or 2013-05-01")
        try:
            day = date.fromisoformat(whole)
        except ValueError:
            raise forms.ValidationError("There is no such date") from None
        if day > timezone.localdate():
            raise forms.ValidationError("Enter a date that is not in the future")
        return text

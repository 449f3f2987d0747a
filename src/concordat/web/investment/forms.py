"""The form of a cut."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from concordat.web.days import read_day
from concordat.web.deeds import DeedForm

_WHEN = "For example, 1 July 2027"


def _number(label: str, *, hint: str = "", most: int = 100) -> forms.DecimalField:
    """Return a field for a number from 0 to `most` with at most two decimals."""
    wrong = f"{label}: write a number from 0 to {most}, such as 20"
    return forms.DecimalField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=most,
        max_digits=6,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "nhsuk-input--width-4"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_digits", "max_whole_digits"),
            wrong,
        )
        | {"max_decimal_places": f"{label}: use at most two decimals"},
    )


class CutForm(DeedForm):
    """How much to save, by when, and what nobody may lose."""

    name = forms.CharField(
        label="What to call it",
        max_length=200,
        error_messages={"required": "Write what to call it"},
    )
    share = _number("How much to save, in per cent of the present total cost", hint="A fifth is 20")
    end_by = forms.CharField(
        label="By which day must lines have ended",
        help_text=f"{_WHEN}. Lines whose notice can no longer be given in time stay.",
        max_length=80,
        widget=forms.TextInput(attrs={"class": "nhsuk-input--width-20"}),
        error_messages={"required": "Write a day"},
    )
    floor = _number(
        "What every organisation must keep, in per cent of its use",
        hint="No organisation falls below this share of the use that it has now",
    )
    every_group = forms.BooleanField(
        label="Every staff group of every organisation must keep as much, too",
        help_text="Who uses what is estimated from staff numbers and from whom a product is for",
        required=False,
    )
    supply_cost = _number(
        "What a copy from another library costs, in pounds",
        hint="Counted as public cost for uses that are no longer covered",
        most=1000,
    )
    supply_share = _number("How many of the uses lost are asked for as copies, in per cent")

    def clean_end_by(self) -> date:
        try:
            found = read_day(self.cleaned_data["end_by"])
        except ValueError:
            raise forms.ValidationError(f"Write a day. {_WHEN}") from None
        # a whole year or a month is no day; nor is "before 2027"
        if found.earliest is None or found.earliest != found.latest:
            raise forms.ValidationError(f"Write one whole day. {_WHEN}")
        return found.earliest


def share(data: Mapping[str, Any], name: str) -> Decimal:
    """Return a field in per cent as a fraction of 1."""
    return Decimal(data[name]) / 100

"""The form of a cut."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from concordat.web.deeds import DeedForm
from concordat.web.parties.days import read_day

_WHEN = "For example, 1 July 2027"


class CutForm(DeedForm):
    """How much to save, by when, and what nobody may lose."""

    name = forms.CharField(
        label="What to call it",
        max_length=200,
        error_messages={"required": "Write what to call it"},
    )
    share = forms.DecimalField(
        label="How much to save, in per cent of the present total cost",
        help_text="A fifth is 20",
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    end_by = forms.CharField(
        label="By which day must lines have ended",
        help_text=f"{_WHEN}. Lines whose notice can no longer be given in time stay.",
        max_length=80,
        error_messages={"required": "Write a day"},
    )
    floor = forms.DecimalField(
        label="What every organisation must keep, in per cent of its use",
        help_text="No organisation falls below this share of the use that it has now",
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    supply_cost = forms.DecimalField(
        label="What a copy from another library costs, in pounds",
        help_text="Counted as public cost for uses that are no longer covered",
        min_value=0,
        max_value=1000,
        max_digits=6,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    supply_share = forms.DecimalField(
        label="How many of the uses lost are asked for as copies, in per cent",
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def clean_end_by(self) -> date:
        try:
            found = read_day(self.cleaned_data["end_by"])
        except ValueError:
            raise forms.ValidationError(f"Write a day. {_WHEN}") from None
        if found.earliest is None or found.earliest != found.latest:
            raise forms.ValidationError(f"Write one whole day. {_WHEN}")
        return found.earliest


def share(data: Mapping[str, Any], name: str) -> Decimal:
    """Return a field in per cent as a fraction of 1."""
    return Decimal(data[name]) / 100

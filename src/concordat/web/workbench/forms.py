"""Forms of the workbench."""

import json
from collections.abc import Sequence
from typing import Any, cast

from django import forms

from concordat.parties.words import Visibility
from concordat.search import queries as search
from concordat.search.words import PRESS, Judgement
from concordat.web.days import OneDayField

_LONGEST = 100_000
_DIALECTS = (("", "Work it out"), *((name, name) for name in search.dialects()))
_VISIBILITIES = (
    (Visibility.OWN_PARTY.value, "My organisation"),
    (Visibility.PARTIES.value, "Every party that has joined"),
    (Visibility.PUBLIC.value, "Everybody"),
)


class StrategyForm(forms.Form):
    """The strategy itself, and what the page must remember between two looks at it."""

    text = forms.CharField(
        label="Strategy",
        help_text=(
            "One line for each step, in PubMed’s or Ovid’s way of writing. Later lines may name"
            " earlier ones: 1 and 2, or/1-4, #1 AND #2."
        ),
        max_length=_LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": "Write a strategy of one line or more"},
    )
    dialect = forms.ChoiceField(
        label="Written as", choices=_DIALECTS, required=False, widget=forms.RadioSelect, initial=""
    )
    request = forms.CharField(max_length=13, required=False, widget=forms.HiddenInput)
    strategy = forms.CharField(max_length=13, required=False, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    before = forms.CharField(max_length=20_000, required=False, widget=forms.HiddenInput)

    def clean_before(self) -> dict[str, int]:
        """Return the counts that the page showed last, by the text of their lines."""
        try:
            held: Any = json.loads(self.cleaned_data["before"] or "{}")
        except json.JSONDecodeError:
            return {}
        if not isinstance(held, dict):
            return {}
        return {str(line): count for line, count in held.items() if isinstance(count, int)}


class LineForm(forms.Form):
    """One line to be replaced or added."""

    line = forms.CharField(
        label="Line",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        error_messages={"required": "Write the line"},
    )


class KeepForm(forms.Form):
    """Under which name a strategy is kept, and who may see it."""

    name = forms.CharField(
        label="Name",
        help_text="What it looks for, for example: Exercise after stroke",
        max_length=200,
        error_messages={"required": "Give the strategy a name"},
    )
    visibility = forms.ChoiceField(
        label="Who may see it?",
        choices=_VISIBILITIES,
        initial=Visibility.OWN_PARTY.value,
        widget=forms.RadioSelect,
    )


class ElsewhereForm(forms.Form):
    """A search in another database."""

    database = forms.CharField(
        label="Database",
        help_text="For example Embase, CINAHL or the Cochrane Library",
        max_length=120,
        error_messages={"required": "Write the name of the database"},
    )
    platform = forms.CharField(
        label="Platform (optional)",
        help_text="Where you searched it, for example Ovid or EBSCOhost",
        max_length=120,
        required=False,
    )
    searched_on = OneDayField(label="Date of the search", needed="Enter the date of the search")
    count = forms.IntegerField(
        label="Number of records found",
        min_value=0,
        max_value=10**9,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "nhsuk-input--width-10"}),
        error_messages={
            "required": "Enter how many records the database found",
            "invalid": "Enter a whole number, for example 1234",
        },
    )
    text = forms.CharField(
        label="Strategy as it was run there",
        max_length=_LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages={"required": "Paste the strategy as it was run"},
    )
    collection = forms.ChoiceField(
        label="Private collection of what it gave (optional)",
        help_text="Drop the export into a private collection and name it here.",
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, collections: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast(forms.ChoiceField, self.fields["collection"])
        field.choices = [("", "None"), *collections]


class ReviewForm(forms.Form):
    """What a second person says of a strategy, under the six elements of PRESS."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for key, name, hint in PRESS:
            self.fields[key] = forms.CharField(
                label=f"{name} (optional)",
                help_text=hint,
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["judgement"] = forms.ChoiceField(
            label="What follows?",
            choices=[(each.value, each.value.capitalize()) for each in Judgement],
            widget=forms.RadioSelect,
            error_messages={"required": "Say what follows"},
        )


class AnswerForm(forms.Form):
    """What the searcher did about a review."""

    answer = forms.CharField(
        label="What did you do about it?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what you did about it"},
    )

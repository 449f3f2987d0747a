"""The form that ends a task."""

from django import forms

from concordat.delivery.words.recall import Outcome

_OUTCOMES = (
    (Outcome.NO_CHANGE.value, "No change: it stands without the fallen work"),
    (Outcome.UPDATE.value, "Update: it will be changed"),
    (Outcome.WITHDRAW.value, "Withdraw: it must not be used any more"),
)


class AnswerForm(forms.Form):
    """What follows, and why."""

    outcome = forms.ChoiceField(
        label="What follows?",
        choices=_OUTCOMES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what follows"},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Those who relied on it can read this",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Give the reason: those who relied on it will ask"},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

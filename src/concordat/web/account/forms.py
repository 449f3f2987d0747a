"""Forms of one's own account."""

from django import forms

from concordat.parties.words import Scope
from concordat.web.evidence.standing import sentence

DAYS = ((30, "30 days"), (90, "90 days"), (365, "a year"))


class TokenForm(forms.Form):
    """What a new token is for, what it may do and for how long."""

    name = forms.CharField(
        label="What is it for?",
        help_text="For example: our discovery system",
        max_length=100,
        error_messages={"required": "Say what the token is for"},
    )
    scope = forms.ChoiceField(
        label="What may it do?",
        choices=[(scope.name, sentence(scope.value)) for scope in Scope],
        initial=Scope.PUBLIC.name,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it may do"},
    )
    days = forms.TypedChoiceField(
        label="How long does it work?",
        choices=DAYS,
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how long it works"},
    )

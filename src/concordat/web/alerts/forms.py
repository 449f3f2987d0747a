"""The form that asks for an alert."""

from django import forms


class AlertForm(forms.Form):
    """Where to write, and how often at most."""

    address = forms.EmailField(
        label="Your email address",
        help_text="We write to it once to ask whether it is yours",
        max_length=254,
        error_messages={
            "required": "Enter your email address",
            "invalid": "Enter an email address like name@example.org",
        },
    )
    days = forms.TypedChoiceField(
        label="How often at most",
        choices=[("1", "Once a day"), ("7", "Once a week")],
        coerce=int,
        initial="1",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often", "invalid_choice": "Choose how often"},
    )

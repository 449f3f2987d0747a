"""Forms on joint work."""

from typing import Any

from django import forms

from concordat.forum.words import Beneficiary
from concordat.web.forum.fields import OfForum, Versioned, box, choice, day_field, line
from concordat.web.forum.minutes_forms import ApproveForm


class MeasureForm(Versioned):
    beneficiary = choice(
        "Who gains?", [(b.value, b.value.capitalize()) for b in Beneficiary], radios=True
    )
    who = line("Whom exactly?")
    measure = line("How is it measured?", hint="Needed before it can be agreed", most=1000)
    baseline = line("What is it today?", hint="The baseline, needed before it can be agreed")
    baseline_on = day_field("Measured on", needed=False)
    target = line("What should it be?")


class AgreeForm(ApproveForm):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["decision"].label = "Agreed by which decision?"


class EntryForm(forms.Form):
    text = box("What was done, or measured?", needed=True, rows=3)


class AreaForm(OfForum):
    forum = choice("In which forum?", [])
    title = line("What will you do together?", needed=True)
    scope = box("What belongs to it, and what does not", needed=True)
    lead = choice("Who leads?", [])
    partners = forms.MultipleChoiceField(
        label="With whom?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one", "invalid_choice": "Choose from these"},
    )
    ends_on = day_field("It ends on", needed=False)

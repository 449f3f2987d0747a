"""The form that reports a problem."""

from django import forms

from concordat.web.about.reports import Report


class ReportForm(forms.Form):
    """What is wrong, where, and how to answer. Only the first is asked for."""

    what = forms.CharField(
        label="What is wrong?",
        help_text="Do not write anything about a patient.",
        max_length=4_000,
        error_messages={
            "required": "Say what is wrong",
            "max_length": "Use at most 4,000 signs: this has %(show_value)d",
        },
    )
    page = forms.CharField(
        label="Which page? (optional)",
        help_text="Its address, or its title",
        max_length=500,
        required=False,
        error_messages={"max_length": "Use at most 500 signs for the page"},
    )
    contact = forms.EmailField(
        label="Your email address (optional)",
        help_text="Only if you want an answer",
        max_length=254,
        required=False,
        error_messages={"invalid": "Enter an email address like name@example.org, or leave it out"},
    )
    #: Left empty by people, who do not see it; programs that fill in every field fill it too.
    website = forms.CharField(required=False)

    def report(self) -> Report:
        """Return what was written. Ask only when the form is valid."""
        data = self.cleaned_data
        return Report(what=data["what"], page=data["page"], contact=data["contact"])

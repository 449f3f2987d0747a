"""Forms of private collections."""

from datetime import timedelta

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from concordat.evidence.actions import LARGEST_FILE, LONGEST_STRATEGY
from concordat.evidence.words import Decision
from concordat.parties.words import Visibility


def _in_a_year() -> str:
    return (timezone.localdate() + timedelta(days=365)).isoformat()


class CollectionForm(forms.Form):
    """What a collection is for, who sees it, and until when."""

    name = forms.CharField(
        label="Name",
        help_text="What it is for, for example: Exercise after stroke",
        max_length=200,
        error_messages={"required": "Give the collection a name"},
    )
    visibility = forms.ChoiceField(
        label="Who may see it?",
        help_text="Nobody else sees the records. A report cites those that were included.",
        choices=(
            (Visibility.OWN_PARTY.value, "My organisation"),
            (Visibility.OWN_SERVICE.value, "My own service only"),
        ),
        initial=Visibility.OWN_PARTY.value,
        widget=forms.RadioSelect,
    )
    screeners = forms.ChoiceField(
        label="How many people screen each record?",
        choices=(("2", "Two, neither seeing what the other says"), ("1", "One")),
        initial="2",
        widget=forms.RadioSelect,
    )
    expires_on = forms.DateField(
        label="Delete the records on",
        help_text="Licences ask for it; the numbers stay. Within three years",
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=_in_a_year,
        error_messages={
            "required": "Enter the day on which the records are deleted",
            "invalid": "Write the date as year-month-day, for example 2027-03-01",
        },
    )
    request = forms.CharField(max_length=13, required=False, widget=forms.HiddenInput)


class DepositForm(forms.Form):
    """A file, and the database that it is from."""

    database = forms.CharField(
        label="Which database is it from?",
        help_text="For example Embase",
        max_length=120,
        error_messages={"required": "Say which database the file is from"},
    )
    platform = forms.CharField(
        label="Platform (optional)",
        help_text="Where you searched it, for example Ovid",
        max_length=120,
        required=False,
    )
    searched_on = forms.DateField(
        label="On which day did you search it? (optional)",
        help_text="The report asks for it; it says “not reported” where it is empty",
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Enter a day like 2027-03-01"},
    )
    strategy = forms.CharField(
        label="Strategy as it was run there (optional)",
        help_text="Copy all its lines. The report gives them in full",
        max_length=LONGEST_STRATEGY,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="File",
        help_text=(
            "RIS, NBIB, EndNote XML, CSV or PubMed XML, gzip or zip too, up to"
            f" {LARGEST_FILE >> 20} MB"
        ),
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty: export it again",
        },
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large before it is read."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if (given.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                f"The file is larger than {LARGEST_FILE >> 20} MB. Divide it."
            )
        return given


class VoteForm(forms.Form):
    """What a screener says of one record."""

    record = forms.CharField(max_length=13, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Reason, when you exclude it (optional)",
        help_text="For example: wrong population. It is counted in the flow diagram.",
        max_length=300,
        required=False,
    )
    decision = forms.ChoiceField(
        choices=[(each.value, each.value) for each in Decision],
        error_messages={"required": "Choose include, exclude or maybe"},
    )

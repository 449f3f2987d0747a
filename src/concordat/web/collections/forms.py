"""Forms of private collections."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from concordat.evidence.actions import LARGEST_FILE, LONGEST_STRATEGY
from concordat.evidence.words import Decision
from concordat.parties.words import Visibility
from concordat.web.days import HINT, OneDayField


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
    expires_on = OneDayField(
        label="Delete the records on",
        help_text=f"Licences ask for it; the numbers stay. Within three years. {HINT}",
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
    searched_on = OneDayField(
        label="On which day did you search it? (optional)",
        help_text=f"The report says “not reported” where it is empty. {HINT}",
        required=False,
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

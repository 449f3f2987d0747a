"""Forms of requests to a library."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from concordat.enquiries import queries
from concordat.enquiries.words import ITEMS, Asked, Purpose, ReportGiven, UseGiven
from concordat.parties.words import PartyRef
from concordat.web.days import HINT, OneDayField


class _Time(forms.TimeInput):
    input_type = "time"


def line(label: str, *, hint: str = "", needed: str = "", most: int = 300) -> forms.CharField:
    """Return a field of one line; `needed` is what to say when it is empty."""
    return forms.CharField(
        label=label if needed else f"{label} (optional)",
        help_text=hint,
        required=bool(needed),
        max_length=most,
        error_messages={"required": needed},
    )


def text(
    label: str, *, hint: str = "", needed: str = "", rows: int = 4, most: int = 4000
) -> forms.CharField:
    """Return a field of several lines."""
    return forms.CharField(
        label=label if needed else f"{label} (optional)",
        help_text=hint,
        required=bool(needed),
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": needed},
    )


_TEXTS = (
    "question",
    "population",
    "intervention",
    "comparison",
    "outcome",
    "years",
    "languages",
    "unwanted",
    "known",
    "wanted",
    "organisation",
)


class AskForm(forms.Form):
    """What the national guidance tells a searcher to obtain."""

    question = text(
        "Your question",
        hint="In one or two sentences. Write nothing about a patient: no name, number or date "
        "of birth. “A woman of 34 with …” is enough.",
        needed="Write your question",
        most=2000,
    )
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=[("", "Choose"), *((each.value, each.value.capitalize()) for each in Purpose)],
        error_messages={"required": "Choose what it is for"},
    )
    day = OneDayField(
        label="On which day do you decide? (optional)",
        help_text=f"We work by this date. {HINT}",
        required=False,
    )
    at = forms.TimeField(
        label="At what time? (optional)",
        help_text="For example 14:30. Without a time we take the end of the day",
        required=False,
        widget=_Time(format="%H:%M"),
        error_messages={"invalid": "Enter a time like 14:30"},
    )
    library = forms.ChoiceField(
        label="Which library do you ask?",
        error_messages={"required": "Choose the library that you ask"},
    )
    population = line("Whom is it about?", hint="Population, for example adults over 65 at home")
    intervention = line("What is done?", hint="Intervention or exposure")
    comparison = line("Compared with what?")
    outcome = line("What should change?", hint="Outcome")
    years = line("From which years?", hint="For example since 2015")
    languages = line("In which languages?", hint="For example English only")
    unwanted = text("What do you not want?", hint="For example no case reports", rows=2)
    known = text("Which papers do you know already?", rows=2)
    wanted = line("How do you want the answer?", hint="For example five papers, by email")
    organisation = line("Where do you work?", hint="Access in the report is for there")
    name = line("Your name", needed="Write your name")
    email = forms.EmailField(
        label="Your email address",
        max_length=254,
        help_text="The report goes there",
        error_messages={
            "required": "Write your email address",
            "invalid": "Enter an email address like name@example.org",
        },
    )
    sure = forms.BooleanField(
        label="I have read it again: none of this is about a patient",
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        libraries: Sequence[PartyRef],
        known_person: bool,
        initial: dict[str, str],
    ) -> None:
        super().__init__(data, initial=initial)
        field = self.fields["library"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", "Choose"), *((each.id, each.name) for each in libraries)]
        if known_person:
            del self.fields["name"], self.fields["email"]
        self.warned = False

    def clean(self) -> dict[str, Any]:
        """Warn of what could name a patient, at the field where it stands."""
        given = super().clean() or self.cleaned_data
        for name in list(self.fields):
            said = given.get(name)
            if name in ("name", "email", "organisation") or not isinstance(said, str):
                continue
            for found in queries.findings(said):
                if found.certain:
                    self.add_error(name, f"Take out {found.what}: “{found.text}”. Nothing is kept.")
                elif not given.get("sure"):
                    self.warned = True
                    self.add_error(
                        name,
                        f"“{found.text}” looks like {found.what}. Take it out, or say below that "
                        "it is not about a patient. Nothing has been kept.",
                    )
        if not self.warned and not given.get("sure"):
            del self.fields["sure"]
        moment = decision(given)
        if moment and moment <= timezone.now():
            self.add_error("day", "The decision must be in the future")
        return given

    def asked(self, *, name: str = "", email: str = "") -> Asked:
        """Return what was given, with the name and address of a person who is signed in."""
        given = self.cleaned_data
        texts = {key: given[key] for key in _TEXTS}
        return Asked(
            **texts,
            purpose=Purpose(given["purpose"]),
            library=given["library"],
            decision_at=decision(given),
            name=given.get("name") or name,
            email=given.get("email") or email,
        )

    def values(self) -> dict[str, str]:
        """Return what was typed, to be carried by the next page: nothing is kept in between."""
        return {name: str(self.data.get(name, "")) for name in self.fields}


def decision(given: dict[str, Any]) -> datetime | None:
    """Return when the requester decides; without a time, at the end of that day."""
    day, at = given.get("day"), given.get("at")
    if not day:
        return None
    return timezone.make_aware(datetime.combine(day, at or time(23, 59)))


class VersionForm(forms.Form):
    """A form about a thing that others may change meanwhile."""

    version = forms.IntegerField(required=True, widget=forms.HiddenInput)


class AskBackForm(VersionForm):
    question = text("What do you need to know?", needed="Write what you need to know")


class DeclineForm(VersionForm):
    why = text(
        "Why can you not do it, and what else can they do?", needed="Write why: it is sent to them"
    )


class SendAgainForm(VersionForm):
    email = forms.EmailField(
        label="Address",
        max_length=254,
        error_messages={
            "required": "Write the address",
            "invalid": "Enter an email address like name@example.org",
        },
    )


class CameBackForm(forms.Form):
    why = text("What did the mail server say?", needed="Copy the reason from the returned letter")


class BackForm(forms.Form):
    answer = text("Your answer", needed="Write your answer")
    sure = forms.BooleanField(label="None of this is about a patient", required=False)


class WithdrawForm(forms.Form):
    why = line("Why?")


class PublishForm(forms.Form):
    question = text(
        "The question, as all may read it",
        hint="Without who asked, where, and for whom",
        needed="Write the question",
        rows=2,
    )
    summary = text("The answer in short, as all may read it", needed="Write the answer", rows=8)


class ReportForm(VersionForm):
    """What only a person can write of a report."""

    summary = forms.CharField(
        label="The answer in short",
        help_text="A line for each thing that was found. Not an appraisal unless you say so",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    works = forms.CharField(
        label="Works in the report, one a line (optional)",
        help_text="A DOI, pmid:NUMBER, or the address of a work here. The order is that of the "
        "report",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def __init__(
        self, data: Any = None, *, initial: dict[str, object], logged: Mapping[int, str]
    ) -> None:
        """`logged`: what the record of searches answers; it is asked only if written before."""
        super().__init__(data, initial=initial)
        for item in ITEMS:
            if item.asks and (item.number not in logged or f"item_{item.number}" in initial):
                self.fields[f"item_{item.number}"] = forms.CharField(
                    label=f"{item.number}. {item.name} (optional)",
                    help_text=item.asks,
                    required=False,
                    max_length=4000,
                    widget=forms.Textarea(attrs={"rows": 2}),
                )

    def given(self, works: tuple[str, ...]) -> ReportGiven:
        """Return what was written."""
        said = self.cleaned_data
        items = {item.number: said.get(f"item_{item.number}", "") for item in ITEMS if item.asks}
        return ReportGiven(said["summary"], works, {n: text for n, text in items.items() if text})


class UseForm(forms.Form):
    """What came of an answer, in four headings."""

    patients = text("For patients", hint="Diagnosis, treatment, safety, information", rows=2)
    populations = text("For populations", hint="Services, policy, prevention, fairness", rows=2)
    working_practice = text("For how you work", hint="Guidelines, audit, teaching, money", rows=2)
    working_lives = text("For working lives", hint="Learning, confidence, time saved", rows=2)
    not_used = text("It was not used, because", rows=2)

    def given(self) -> UseGiven:
        """Return what was said."""
        return UseGiven(**{name: self.cleaned_data[name] for name in self.fields})

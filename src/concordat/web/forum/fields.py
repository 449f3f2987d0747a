"""What the forms of the forum are made of."""

from collections.abc import Iterable
from typing import Any

from django import forms

from concordat.parties.words import PartyRef
from concordat.web.days import HINT, OneDayField

_EMPTY = {"required": "Write something here"}


def day_field(label: str, *, needed: bool = True, hint: str = "") -> OneDayField:
    """Return a field for a day."""
    return OneDayField(
        label=label if needed else f"{label} (optional)",
        help_text=hint or HINT,
        required=needed,
        needed="Enter a day",
    )


def line(label: str, *, needed: bool = False, hint: str = "", most: int = 300) -> forms.CharField:
    """Return a field of one line."""
    return forms.CharField(
        label=label if needed else f"{label} (optional)",
        help_text=hint,
        required=needed,
        max_length=most,
        error_messages=_EMPTY,
    )


def box(label: str, *, needed: bool = False, hint: str = "", rows: int = 4) -> forms.CharField:
    """Return a field of several lines."""
    return forms.CharField(
        label=label if needed else f"{label} (optional)",
        help_text=hint,
        required=needed,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=_EMPTY,
    )


def choice(label: str, choices: Iterable[tuple[str, str]], *, radios: bool = False) -> Any:
    """Return a choice of one."""
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        widget=forms.RadioSelect if radios else forms.Select,
        error_messages={"required": "Choose one", "invalid_choice": "Choose one of these"},
    )


def lines_of(value: str) -> tuple[str, ...]:
    """Return the lines of a text that say something."""
    return tuple(each.strip() for each in value.splitlines() if each.strip())


class Versioned(forms.Form):
    """A form made from a version of something."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


class OfParty(forms.Form):
    """A form with a choice of party."""

    def __init__(self, *args: Any, parties: Iterable[PartyRef], **more: Any) -> None:
        super().__init__(*args, **more)
        listed = [(party.slug, party.name) for party in parties]
        for name in ("party", "lead", "partners", "asked_of", "owner"):
            if name in self.fields:
                blank = [] if self.fields[name].required else [("", "Nobody in particular")]
                self.fields[name].choices = [*blank, *listed]  # type: ignore[attr-defined]


class OfForum(OfParty):
    """A form with a choice of forum, which is not asked where there is only one."""

    def __init__(self, *args: Any, forums: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        listed = list(forums)
        self.fields["forum"].choices = listed  # type: ignore[attr-defined]
        if len(listed) == 1:
            self.fields["forum"].widget = forms.HiddenInput()
            self.fields["forum"].initial = listed[0][0]

"""Forms of packs that are being written."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from concordat.delivery.words.draft import DraftView
from concordat.delivery.words.pack import Certainty, PackBody, Strength
from concordat.parties.words import PartyRef
from concordat.web.days import HINT, OneDayField
from concordat.web.deeds import DeedForm

_EMPTY = {"required": "Write something here"}
_LINES = ("line_1", "line_2", "line_3")
#: Fields that are the body's own texts.
_TEXTS = ("question", "judged", "local", "strategy", "reviewer", "mark")
_DAYS = ("searched_on", "review_on")


def _line(label: str, *, needed: bool = False, hint: str = "", most: int = 300) -> forms.CharField:
    return forms.CharField(
        label=label if needed else f"{label} (optional)",
        help_text=hint,
        required=needed,
        max_length=most,
        error_messages=_EMPTY,
    )


def _box(label: str, *, hint: str = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=f"{label} (optional)",
        help_text=hint,
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _day(label: str, *, hint: str = "") -> OneDayField:
    return OneDayField(label=f"{label} (optional)", help_text=hint or HINT, required=False)


class BeginForm(DeedForm):
    """The question, and whose pack it will be."""

    question = _line(
        "Which question does the pack answer?",
        needed=True,
        hint="One question, as somebody would ask it. Nothing about a patient",
    )
    owner = forms.ChoiceField(
        label="Whose pack is it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one", "invalid_choice": "Choose one of these"},
    )

    def __init__(self, *args: Any, owners: Iterable[PartyRef], **more: Any) -> None:
        super().__init__(*args, **more)
        listed = [(each.slug, each.name) for each in owners]
        self.fields["owner"].choices = listed  # type: ignore[attr-defined]
        self.fields["owner"].initial = listed[0][0] if listed else ""
        if len(listed) == 1:
            self.fields["owner"].widget = forms.HiddenInput()


class TextForm(DeedForm):
    """Everything that a pack says beside its works."""

    question = _line("The question", needed=True)
    line_1 = _line("First line of the answer", hint="What to do or to know, in one sentence")
    line_2 = _line("Second line")
    line_3 = _line("Third line", hint="Three lines at most: what does not fit is another pack")
    strength = forms.ChoiceField(
        label="How strong is the evidence?",
        choices=[(each.value, each.value.capitalize()) for each in Strength],
    )
    certainty = forms.ChoiceField(
        label="How certain may one be?",
        help_text="In the words of GRADE, apart from how strong the evidence is",
        choices=[(each.value, each.value.capitalize()) for each in Certainty],
    )
    judged = _line("Who judged that, and how?", most=500)
    local = _box("What is particular to your place")
    strategy = _box("The search, as it was run")
    searched_on = _day("Searched on")
    reviewer = _line("Who reviewed the search?")
    review_on = _day("The pack is to be reviewed by", hint="Needed before it can be published")
    mark = _line("What must be read first", hint="For example that it is an example", most=500)
    slug = _line(
        "Short name for its address",
        hint="Small letters, figures and hyphens. Left empty, it is made from the question",
        most=80,
    )

    def __init__(self, data: QueryDict | None, *, draft: DraftView) -> None:
        super().__init__(data, initial=_initial(draft))
        if not draft.new:
            del self.fields["slug"]

    def body(self) -> PackBody:
        """Return what was written. Ask only when the form is valid."""
        given = self.cleaned_data
        return PackBody(
            lines=tuple(given[name] for name in _LINES if given[name]),
            entries=(),
            strength=Strength(given["strength"]),
            certainty=Certainty(given["certainty"]),
            **{name: given[name] for name in _TEXTS},
            **{name: given[name].isoformat() if given[name] else "" for name in _DAYS},
        )


def _initial(draft: DraftView) -> dict[str, object]:
    body = draft.body
    lines = dict(zip(_LINES, [*body.lines, "", "", ""], strict=False))
    texts = {name: getattr(body, name) for name in (*_TEXTS, *_DAYS)}
    grades = {"strength": body.strength.value, "certainty": body.certainty.value}
    return {**lines, **texts, **grades, "slug": draft.slug, "edition": draft.edition}


class AskForm(DeedForm):
    """Whom to ask."""

    who = forms.ChoiceField(
        label="Who may review it?",
        choices=[
            ("own", "Colleagues of my party"),
            ("shared", "Librarians and publishers of every party that has joined"),
        ],
        initial="own",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )


class ReviewForm(DeedForm):
    """What a second reader says."""

    verdict = forms.ChoiceField(
        label="What do you say?",
        choices=[("ready", "It is ready to be published"), ("changes", "It should be changed")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one"},
    )
    words = _box("Your remarks", hint="Needed when something should be changed", rows=5)


class PublishForm(DeedForm):
    """A reason, when nobody else has read it."""

    unread = _line(
        "Why is it published without a review?",
        hint="Only when nobody else has found this text ready. Readers will see it",
        most=500,
    )

    def __init__(self, *args: Any, read: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if read:
            del self.fields["unread"]


class WithdrawForm(DeedForm):
    """Why a pack must not be used any more."""

    reason = forms.CharField(
        label="Why is it withdrawn?",
        help_text="Everybody can read it. This cannot be undone",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Give the reason: those who relied on the pack can read it"},
    )

"""Forms of a succession: the event with its parts, bringing it into force, completing it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import slugify

from concordat.parties.words import (
    PartGiven,
    PartyLine,
    SuccessionKind,
    SuccessionPart,
    SuccessionStatus,
    SuccessionView,
)
from concordat.web.days import DayField
from concordat.web.deeds import DeedForm
from concordat.web.parties import fields

_KINDS = [
    (SuccessionKind.MERGE.value, "Merge: several become a new one and end"),
    (SuccessionKind.ABSORB.value, "Absorb: one or several go into one that goes on"),
    (SuccessionKind.SPLIT.value, "Split: one is divided among several and ends"),
    (SuccessionKind.TRANSFER.value, "Transfer of function: one piece of work goes over"),
    (SuccessionKind.RENAME.value, "Rename into a new body: the law made one of another name"),
]
_STATUS = [
    (SuccessionStatus.IN_FORCE.value, "In force"),
    (SuccessionStatus.ANNOUNCED.value, "Announced only: nothing passes until it is in force"),
]
FIRST_ROWS, MOST_ROWS = 2, 20


class EventForm(DeedForm):
    """What kind of event, when and by what instrument. Its parts are rows of their own."""

    title = fields.text("What happened, in a few words", hint="For example: A was taken into B")
    kind = fields.choice("What kind of event", _KINDS, radios=True)
    status = fields.choice("Is it in force", _STATUS, radios=True)
    on = DayField(label="When does it take effect", required=False)
    announced_on = DayField(label="When was it announced (optional)", required=False)
    instrument = fields.text(
        "By what instrument",
        hint="The act, regulations, order or statement",
        required=False,
        most=2000,
    )
    instrument_url = fields.address("Where the instrument stands")
    source = fields.source()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("status") == SuccessionStatus.IN_FORCE and not data.get("on"):
            self.add_error("on", "Write when it took effect, or unknown")
        return data


class PartForm(forms.Form):
    """One row: from whom, to whom, and which piece of work."""

    giver = forms.ChoiceField()
    taker = forms.ChoiceField()
    function = fields.text(
        "Which piece of work",
        hint="Left empty: everything that no other row names",
        required=False,
    )

    def __init__(self, *args: Any, parties: Sequence[PartyLine], at: int, **options: Any) -> None:
        super().__init__(*args, **{**options, "prefix": f"part-{at}"})
        self.at = at
        self.fields["giver"] = fields.party("From", parties, required=False)
        self.fields["taker"] = fields.party("To", parties, required=False)
        self.fields["giver"].label, self.fields["taker"].label = "From", "To"
        self.order_fields(["giver", "taker", "function"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("giver") and not data.get("taker"):
            self.add_error("taker", f"Choose to whom row {self.at + 1} goes")
        if not data.get("giver") and (data.get("taker") or data.get("function")):
            self.add_error("giver", f"Choose from whom row {self.at + 1} goes")
        return data

    def part(self) -> PartGiven | None:
        """Return the part, or None when the row was left empty."""
        data = self.cleaned_data
        if not data["giver"]:
            return None
        return PartGiven(data["giver"], data["taker"], function=data["function"])


def rows_of(data: Any) -> int:
    """Return how many rows a form that was sent has."""
    try:
        asked = int(data.get("rows", FIRST_ROWS))
    except ValueError:
        asked = FIRST_ROWS
    return max(1, min(MOST_ROWS, asked))


def _row(typed: Mapping[str, str] | None, at: int) -> dict[str, str]:
    start = f"part-{at}-"
    return {k.removeprefix(start): v for k, v in (typed or {}).items() if k.startswith(start)}


class Wizard:
    """The whole form: the event and its rows, bound together or not at all."""

    def __init__(
        self, data: Any, *, parties: Sequence[PartyLine], more_rows: int = 0, checked: bool = True
    ) -> None:
        """`checked`: the form was sent to be looked at; else what was typed is only kept."""
        self.rows = min(MOST_ROWS, rows_of(data) + more_rows) if data else FIRST_ROWS
        sent = data if checked else None
        typed = None if checked or data is None else data.dict()
        self.event = EventForm(sent, initial=typed)
        self.parts = [
            PartForm(sent, parties=parties, at=at, initial=_row(typed, at))
            for at in range(self.rows)
        ]

    def is_valid(self) -> bool:
        good = [form.is_valid() for form in (self.event, *self.parts)]
        if all(good) and not self.given():
            self.parts[0].add_error("giver", "Choose from whom something goes")
            return False
        return all(good)

    def given(self) -> list[PartGiven]:
        return [part for each in self.parts if (part := each.part())]

    def slug(self, taken: Iterator[str] | Sequence[str]) -> str:
        """Return an address for the event that nobody has: its title and year."""
        data, used = self.event.cleaned_data, set(taken)
        day = data["on"] or data["announced_on"]
        year = f"-{day.earliest.year}" if day and day.earliest else ""
        base = f"{slugify(data['title'])[:80].strip('-') or 'event'}{year}"
        further = (f"{base}-{number}" for number in range(2, len(used) + 3))
        return base if base not in used else next(one for one in further if one not in used)

    def hidden(self) -> list[tuple[str, str]]:
        """Return everything that was typed, to be carried to the next step."""
        fields_ = [field for form in (self.event, *self.parts) for field in form]
        kept = [(field.html_name, str(field.value() or "")) for field in fields_]
        return [*kept, ("rows", str(self.rows))]


class ForceForm(DeedForm):
    on = DayField(label="When did it take effect")
    instrument = fields.text("By what instrument", required=False, most=2000)

    def __init__(self, *args: Any, event: SuccessionView, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("edition", event.edition)
        self.initial.setdefault("instrument", event.instrument)


class PostponeForm(DeedForm):
    """The day to which an announced event is put off, and why."""

    on = DayField(label="When is it to take effect")
    reason = fields.text("Why", hint="Who put it off, and where that stands.", most=2000, rows=3)

    def __init__(self, *args: Any, event: SuccessionView, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("edition", event.edition)


class WithdrawForm(DeedForm):
    """When and why an announced event was called off, and who says so."""

    on = DayField(label="When was it withdrawn")
    reason = fields.text(
        "Why", hint="Or that no reason was given. In whole sentences.", most=2000, rows=3
    )
    source = fields.source()

    def __init__(self, *args: Any, event: SuccessionView, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("edition", event.edition)


class CorrectionForm(DeedForm):
    """What is right of an event that was recorded wrongly, and why."""

    text = fields.text("What is right", hint="In whole sentences.", most=2000, rows=4)
    reason = fields.text(
        "Why",
        hint="What was wrong, who found it, and the document that says so.",
        most=2000,
        rows=3,
    )

    def __init__(self, *args: Any, event: SuccessionView, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("edition", event.edition)


class CompletionForm(DeedForm):
    """Who took what a split left open. An empty function: all that no part names."""

    giver = forms.ChoiceField()
    function = fields.text(
        "Which piece of work",
        hint="In the same words as on what belongs to it. Left empty: everything that no part "
        "of the event names.",
        required=False,
    )
    taker = forms.ChoiceField()
    note = fields.text("Who decided it, and where it stands", required=False, most=2000)

    def __init__(self, *args: Any, event: SuccessionView, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("edition", event.edition)
        givers, takers = _ends(event.parts)
        self.fields["giver"] = fields.choice("Who gave", givers, radios=True)
        self.fields["taker"] = fields.choice("Who took it over", takers, radios=True)
        if len(givers) == 1:
            self.initial.setdefault("giver", givers[0][0])
        self.order_fields(["edition", "giver", "function", "taker", "note"])


def _ends(
    parts: Sequence[SuccessionPart],
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    givers = {part.giver.slug: part.giver.name for part in parts}
    takers = {part.taker.slug: part.taker.name for part in parts}
    return list(givers.items()), list(takers.items())

"""Forms of the forum."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from concordat.forum.words import (
    Beneficiary,
    Choice,
    CitationKind,
    Cite,
    PlanGiven,
    PlanKind,
    PlanStage,
    Stance,
)
from concordat.parties.words import PartyRef, Visibility
from concordat.web.days import HINT, OneDayField

_EMPTY = {"required": "Write something here"}


class TimeInput(forms.TimeInput):
    """The browser's own field for a time."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


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


class PlanForm(Versioned):
    """Planned work. Only title, kind and whom to ask are needed."""

    title = line("What do you plan?", needed=True, hint="One line that others will understand")
    kind = choice("What will it be?", [(k.value, k.value.capitalize()) for k in PlanKind])
    question = box("The question it answers", rows=2)
    population = line("Population", hint="Whom it is about")
    intervention = line("Intervention", hint="What is done, used or bought")
    comparison = line("Comparison")
    outcome = line("Outcome")
    setting = line("Setting", hint="For example: community, hospital, general practice")
    headings = box("Subject headings", rows=2, hint="One on each line, as in MeSH")
    words = line("Other words", hint="Other names for the same thing", most=1000)
    stage = choice("How far is it?", [(s.value, s.value.capitalize()) for s in PlanStage])
    starts_on = day_field("It starts on", needed=False)
    ends_on = day_field("It ends on", needed=False)
    contact_name = line("Whom may others ask?", needed=True, hint="A name or a team")
    contact_email = forms.EmailField(
        label="Their email address",
        error_messages={
            "required": "Enter an email address",
            "invalid": "Enter an email address like name@example.org",
        },
    )
    visibility = choice(
        "Who may read it?",
        [
            (Visibility.PARTIES.value, "All parties that have joined"),
            (Visibility.PUBLIC.value, "Everybody"),
            (
                Visibility.MATCH.value,
                "My party alone; who plans something alike learns its kind, date and whom to ask",
            ),
            (Visibility.OWN_PARTY.value, "My party alone; nobody learns of it"),
        ],
        radios=True,
    )

    def given(self) -> PlanGiven:
        """Return what was written. Ask only when the form is valid."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "version"}
        return PlanGiven(
            **{
                **data,
                "kind": PlanKind(data["kind"]),
                "stage": PlanStage(data["stage"]),
                "visibility": Visibility(data["visibility"]),
                "headings": lines_of(data["headings"]),
            }
        )


def plan_initial(given: PlanGiven, version: int) -> dict[str, Any]:
    """Return what the form of a plan shows."""
    shown = {name: getattr(given, name) for name in PlanForm.base_fields if name != "version"}
    return {**shown, "headings": "\n".join(given.headings), "version": version}


class AnswerForm(forms.Form):
    """What will be done about alike plans."""

    choice = choice(
        "What will you do?",
        [
            (Choice.JOIN.value, "Join: do it together (goes to the next meeting)"),
            (Choice.SHARE.value, "Share the protocol: one does the groundwork for both"),
            (Choice.WAIT.value, "Wait for theirs, and use it"),
            (Choice.PROCEED.value, "Proceed: there is a good reason for both"),
        ],
        radios=True,
    )
    reason = box("Why?", rows=3, hint="Needed to wait and to proceed. The other owner reads it")


class MeetingForm(Versioned):
    """When and where."""

    title = line("Title", needed=True, hint="For example: Eighth meeting")
    day = day_field("Day")
    starts = forms.TimeField(
        label="Starts at", widget=TimeInput(), error_messages={"invalid": "Enter a time like 10:00"}
    )
    ends = forms.TimeField(
        label="Ends at", widget=TimeInput(), error_messages={"invalid": "Enter a time like 12:00"}
    )
    place = line("Place", needed=True)
    items_until = day_field("Items for the agenda until")

    def moments(self) -> tuple[datetime, datetime]:
        """Return beginning and end. Ask only when the form is valid."""
        day, given = self.cleaned_data["day"], self.cleaned_data
        return _moment(day, given["starts"]), _moment(day, given["ends"])


def _moment(day: Any, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


class MoveForm(MeetingForm):
    """Another time or place for a meeting that is called."""

    title = None  # type: ignore[assignment]
    items_until = None  # type: ignore[assignment]


class ItemForm(forms.Form):
    title = line("What is it about?", needed=True)
    text = box("The paper", hint="A line beginning with # is a heading, with - a point", rows=8)
    asks = choice(
        "What do you ask of the meeting?",
        [(each, each.capitalize()) for each in ("decision", "discussion", "information")],
        radios=True,
    )


class OfParty(forms.Form):
    """A form with a choice of party."""

    def __init__(self, *args: Any, parties: Iterable[PartyRef], **more: Any) -> None:
        super().__init__(*args, **more)
        listed = [(party.slug, party.name) for party in parties]
        for name in ("party", "lead", "partners", "asked_of", "owner"):
            if name in self.fields:
                blank = [] if self.fields[name].required else [("", "Nobody in particular")]
                self.fields[name].choices = [*blank, *listed]  # type: ignore[attr-defined]


class PresentForm(OfParty):
    person = line("Name", needed=True)
    party = choice("For", [])


class InterestForm(OfParty):
    person = line("Whose interest?", needed=True)
    party = choice("Of", [])
    item = choice("In which item?", [])
    text = box("The interest", needed=True, rows=2)
    handling = box("What the meeting did about it", rows=2)

    def __init__(self, *args: Any, items: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["item"].choices = [  # type: ignore[attr-defined]
            ("", "The whole meeting"),
            *items,
        ]
        self.fields["item"].required = False


class PositionForm(forms.Form):
    stance = choice("Position", [(s.value, s.value.capitalize()) for s in Stance], radios=True)
    reasons = box("Reasons", rows=3, hint="An objection needs them")
    evidence = box(
        "Evidence", rows=2, hint="One on each line: an address within Concordat, a DOI or a title"
    )


class DecisionForm(OfParty):
    """A decision, and what it rests on. `pick`: works found, to be added to those named."""

    item = choice("On which item?", [])
    text = box("The decision", needed=True, rows=3)
    reasons = box("Why", rows=3)
    own_clauses = forms.MultipleChoiceField(
        label="Clauses of the forum’s agreement (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    clauses = box("Other clauses", rows=1, hint="Paste the address of each, one on a line")
    plans = box("Planned work", rows=1, hint="Paste the address of each, one on a line")
    areas = box("Joint work", rows=1, hint="Paste the address of each, one on a line")
    scenario = choice("Scenario (optional)", [])
    scenario_address = line(
        "A scenario of another party", hint="Paste the address of its page, as you were given it"
    )
    owner = choice("Who sees to it?", [])
    review_on = day_field("Review it on", needed=False)
    replaces = choice("Does it replace an earlier decision?", [])
    despite = box(
        "Why is it decided although a party objects?",
        rows=2,
        hint="Only where an objection stands. It is kept with the decision and in the minutes",
    )
    chair = forms.BooleanField(
        label="There is no quorum: record it as the chair’s action, to be ratified", required=False
    )
    works = box(
        "Works",
        rows=2,
        hint="One on a line: a DOI, a PubMed number, or the address of the work’s page. "
        "Each is cited as it stands now",
    )
    find = line("Find works to cite", hint="Words or a strategy; then press “Find works”")

    def __init__(
        self,
        *args: Any,
        items: Iterable[tuple[str, str]],
        clauses: Iterable[tuple[str, str]],
        scenarios: Iterable[tuple[str, str]],
        earlier: Iterable[tuple[str, str]],
        **more: Any,
    ) -> None:
        self.base_fields["owner"].required = False
        super().__init__(*args, **more)
        self._offer("item", [("", "None of them"), *items])
        self._offer("scenario", [("", "None"), *scenarios])
        self._offer("replaces", [("", "No"), *earlier])
        self._offer("own_clauses", list(clauses))
        if not self.fields["own_clauses"].choices:  # type: ignore[attr-defined]
            del self.fields["own_clauses"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.fields[name].required = False

    def cites(self) -> list[Cite]:
        """Return what the decision rests on. Ask only when the form is valid."""
        given = self.cleaned_data
        named = (
            ("clauses", CitationKind.CLAUSE),
            ("plans", CitationKind.PLAN),
            ("areas", CitationKind.AREA),
        )
        found = [Cite(CitationKind.CLAUSE, ref) for ref in given.get("own_clauses", ())]
        found += [Cite(kind, _bare(ref)) for name, kind in named for ref in lines_of(given[name])]
        scenarios = (given["scenario"], _bare(given["scenario_address"].strip()))
        return found + [Cite(CitationKind.SCENARIO, ref) for ref in scenarios if ref]


def _bare(ref: str) -> str:
    """Return what an address within the site names: people paste addresses."""
    for start in ("/agreements/", "/planned/", "/areas/", "/investment/scenarios/"):
        if start in ref:
            return ref.split(start, 1)[1].split("?")[0].strip("/")
    return ref


class StateForm(forms.Form):
    """A step of a meeting that was asked about first."""

    state = forms.CharField(widget=forms.HiddenInput)
    confirm = forms.CharField(widget=forms.HiddenInput, initial="yes")


class ChairForm(forms.Form):
    """What the chair did between meetings."""

    text = box("What was decided?", needed=True, rows=3)
    reasons = box("Why could it not wait?", needed=True, rows=3)


class ActionForm(OfParty):
    party = choice("Who does it?", [])
    text = box("What is to be done", needed=True, rows=2)
    due_on = day_field("By")


class MinutesForm(Versioned):
    text = box("Minutes", needed=True, rows=24)


class ApproveForm(forms.Form):
    decision = choice("Approved by which decision of a later meeting?", [])

    def __init__(self, *args: Any, decisions: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["decision"].choices = list(decisions)  # type: ignore[attr-defined]


class WithholdForm(forms.Form):
    passage = box("Words to withhold", needed=True, rows=3, hint="Copied from the minutes")
    reason = line("Reason", needed=True, hint="It stands in their place")


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


class _OfForum(OfParty):
    """A form with a choice of forum, which is not asked where there is only one."""

    def __init__(self, *args: Any, forums: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        listed = list(forums)
        self.fields["forum"].choices = listed  # type: ignore[attr-defined]
        if len(listed) == 1:
            self.fields["forum"].widget = forms.HiddenInput()
            self.fields["forum"].initial = listed[0][0]


class QuestionForm(_OfForum):
    forum = choice("In which forum?", [])
    text = line("What do you ask?", needed=True)
    detail = box("What should they know?", rows=3)
    asked_of = choice("Of whom?", [])
    due_on = day_field("Answer by")
    evidence = box("Evidence", rows=2, hint="One on each line")


class ReplyForm(forms.Form):
    text = box("Your answer", needed=True, hint="All parties can read it", rows=5)


class AreaForm(_OfForum):
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

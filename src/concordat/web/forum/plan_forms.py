"""Forms on planned work."""

from typing import Any

from django import forms

from concordat.forum.words import Choice, PlanGiven, PlanKind, PlanStage
from concordat.parties.words import Visibility
from concordat.web.forum.fields import Versioned, box, choice, day_field, line, lines_of


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

"""Forms of founding a forum. A quorum is written as rules, a few fields each."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from concordat.forum.words import MemberKind, QuorumRule, TermsView
from concordat.web.forum.fields import OfParty, box, choice, day_field, line

RULES = 4
_KINDS = [(kind.value, kind.value.capitalize()) for kind in MemberKind]


class FoundForm(forms.Form):
    name = line("Name of the forum", needed=True)
    slug = line("Short name for its address", hint="Left empty, it is made from the name", most=100)
    about = box("What is it?", rows=2)
    clause = choice("Under which clause of an agreement does it meet?", [])

    def __init__(self, *args: Any, clauses: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["clause"].choices = [("", "None"), *clauses]  # type: ignore[attr-defined]
        self.fields["clause"].required = False


class TermsForm(forms.Form):
    """Terms of reference. Each rule: how many, of what, of which members, from which centres."""

    number = line("Number of these terms", needed=True, most=20)
    since = day_field("In force since")
    text = box("The text", needed=True, rows=10, hint="A line beginning with # is a heading")
    source = line("Where is it from?", hint="The paper or decision that made them", most=1000)

    def __init__(self, data: QueryDict | None, *, before: TermsView | None, count: int) -> None:
        super().__init__(data, initial=_initial(before, count))
        for number in range(1, RULES + 1):
            self.fields |= _rule_fields(number)

    def rules(self) -> list[dict[str, Any]]:
        """Return the rules as data. Ask only when the form is valid."""
        given = self.cleaned_data
        return [
            {
                "at_least": given[f"least_{n}"],
                "counts": given[f"counts_{n}"],
                "kinds": given[f"kinds_{n}"],
                "centres": [c.strip() for c in given[f"centres_{n}"].split(",") if c.strip()],
            }
            for n in range(1, RULES + 1)
            if given[f"least_{n}"]
        ]


def _rule_fields(number: int) -> dict[str, forms.Field]:
    least = forms.IntegerField(
        label=f"Quorum, rule {number}: at least how many? (optional)",
        help_text="Every rule must be met. Leave it empty when there is no such rule",
        min_value=1,
        max_value=1000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "nhsuk-input--width-4"}),
        error_messages={"invalid": "Enter a whole number", "min_value": "Enter 1 or more"},
    )
    counts = [("people", "People"), ("parties", "Parties")]
    kinds = forms.MultipleChoiceField(
        label=f"Rule {number}: members of which kind?",
        help_text="None chosen: all members",
        choices=_KINDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    return {
        f"least_{number}": least,
        f"counts_{number}": choice(f"Rule {number}: of what?", counts),
        f"kinds_{number}": kinds,
        f"centres_{number}": line(
            f"Rule {number}: so many from each of these centres", hint="With commas between them"
        ),
    }


def _initial(before: TermsView | None, count: int) -> dict[str, object]:
    shown: dict[str, object] = {"number": str(count + 1)}
    if before is None:
        return shown
    for number, rule in enumerate(before.rules[:RULES], start=1):
        shown |= _rule_initial(number, rule)
    return {**shown, "text": before.text}


def _rule_initial(number: int, rule: QuorumRule) -> dict[str, object]:
    return {
        f"least_{number}": rule.at_least,
        f"counts_{number}": rule.counts,
        f"kinds_{number}": list(rule.kinds),
        f"centres_{number}": ", ".join(rule.centres),
    }


class AdmitForm(OfParty):
    party = choice("Which party?", [])
    kind = choice("As what?", _KINDS, radios=True)
    since = day_field("Since")
    centre = line("Its centre", hint="When the quorum counts centres")
    text = box("Note", rows=2)


class EndForm(forms.Form):
    until = day_field("On which day is it over?", hint="The first day on which it is no member")


class ChairForm(forms.Form):
    """What the chair did between meetings."""

    text = box("What was decided?", needed=True, rows=3)
    reasons = box("Why could it not wait?", needed=True, rows=3)

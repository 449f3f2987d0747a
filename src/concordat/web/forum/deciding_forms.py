"""Forms on what a meeting decides."""

from collections.abc import Iterable
from typing import Any

from django import forms

from concordat.forum.words import CitationKind, Cite, Stance
from concordat.web.forum.fields import OfParty, box, choice, day_field, line, lines_of


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


class ActionForm(OfParty):
    party = choice("Who does it?", [])
    text = box("What is to be done", needed=True, rows=2)
    due_on = day_field("By")

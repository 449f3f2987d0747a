"""Finding what a decision is to cite, while its form keeps what was typed."""

from django import forms
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils import timezone

from concordat.evidence.words import WorkView
from concordat.forum import queries
from concordat.forum.words import CitationKind, Cite, MeetingView
from concordat.investment import queries as investment
from concordat.parties import queries as parties
from concordat.parties.words import Actor
from concordat.web.evidence.picking import named_work, pick
from concordat.web.forum.deciding_forms import DecisionForm
from concordat.web.forum.fields import lines_of
from concordat.web.forum.forums import members

#: Name of the button that looks for works and records nothing.
LOOK = "look"


def decision_form(request: HttpRequest, meeting: MeetingView, by: Actor) -> DecisionForm:
    """Return the form of a decision; while works are looked for it is only shown again."""
    data = _with_picked(request.POST) if request.method == "POST" else None
    initial: dict[str, object] = _of_item(meeting, request.GET.get("item", ""), by)
    looking = data is not None and LOOK in data
    if data is not None and looking:
        initial = {name: _kept(data, name) for name in data}
    return DecisionForm(
        None if looking else data,
        parties=members(meeting.forum),
        items=[(item.id, f"{item.number}. {item.title}") for item in meeting.items],
        clauses=_clauses(meeting, by),
        scenarios=[
            (each.id, f"{each.name}, {each.made_on.isoformat()}")
            for each in investment.scenarios_to_cite(by=by)
        ],
        earlier=_earlier(meeting, by),
        initial=initial,
    )


def _earlier(meeting: MeetingView, by: Actor) -> list[tuple[str, str]]:
    """Return the decisions of the forum that another may replace, the newest first."""
    return [
        (each.id, f"{each.number}: {each.text[:80]}")
        for each in queries.decisions(meeting.forum, by=by)
        if each.whole and not each.replaced_by
    ]


def _of_item(meeting: MeetingView, chosen: str, by: Actor) -> dict[str, object]:
    """Return what the form shows of an item: what the item names need not be pasted."""
    found = next((each for each in meeting.items if each.id == chosen), None)
    plans, areas = queries.named_by(found.about, by=by) if found else ([], [])
    return {
        "item": chosen,
        "plans": "\n".join(reverse("plan", args=[each]) for each in plans),
        "areas": "\n".join(reverse("area", args=[each]) for each in areas),
    }


def _kept(data: QueryDict, name: str) -> object:
    field = DecisionForm.base_fields.get(name)
    many = isinstance(field, forms.MultipleChoiceField)
    return data.getlist(name) if many else data.get(name)


def _with_picked(given: QueryDict) -> QueryDict:
    """Return what was sent, with the works that were ticked among those named."""
    data = given.copy()
    named = lines_of(data.get("works", ""))
    data["works"] = "\n".join(dict.fromkeys((*named, *data.getlist("pick"))))
    return data


def _clauses(meeting: MeetingView, by: Actor) -> list[tuple[str, str]]:
    """Return the clauses of the agreement under which the forum meets."""
    today = timezone.localdate()
    forum = queries.forum(meeting.forum, on=today)
    found = parties.agreement(forum.agreement, on=today, by=by) if forum else None
    if found is None:
        return []
    return [
        (f"{each.agreement}/{each.key}", f"{each.heading or each.key}: {each.text[:120]}")
        for each in found.clauses
    ]


def works_named(form: DecisionForm, by: Actor) -> list[WorkView]:
    """Return the works that the form names so far."""
    lines = lines_of(str(form["works"].value() or ""))
    found = [named_work(each, by=by) for each in lines]
    return [each for each in found if each]


def works_found(form: DecisionForm, by: Actor) -> list[WorkView]:
    """Return what the form looks for and does not name yet."""
    named = {each.id for each in works_named(form, by)}
    found = pick(str(form["find"].value() or ""), by=by)
    return [each for each in found if each.id not in named]


def cites_of(form: DecisionForm, by: Actor) -> list[Cite]:
    """Return everything that a valid form cites; the room says what cannot be found."""
    works = []
    for each in lines_of(form.cleaned_data["works"]):
        found = named_work(each, by=by)
        works.append(Cite(CitationKind.WORK, found.id if found else each))
    return [*form.cites(), *works]

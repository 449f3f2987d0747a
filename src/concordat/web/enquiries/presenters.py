"""Requests as pages show them. Pure but for the local time."""

from dataclasses import dataclass

from django.utils import timezone

from concordat.enquiries.words import EnquiryView, State
from concordat.evidence.words import WorkView
from concordat.web.evidence import standing
from concordat.web.evidence.presenters import byline

_COLOURS = {
    State.SUBMITTED: "blue",
    State.TRIAGE: "blue",
    State.CLARIFYING: "yellow",
    State.ASSIGNED: "aqua-green",
    State.SEARCHING: "aqua-green",
    State.SUMMARISING: "aqua-green",
    State.DELIVERED: "green",
    State.USE_ASKED: "green",
    State.CLOSED: "grey",
    State.DECLINED: "grey",
    State.WITHDRAWN: "grey",
    State.REUSED: "green",
}
#: What a librarian may press in a state: the next state, and the words of the button.
NEXT = {
    State.SUBMITTED: ((State.TRIAGE, "Look at it first"),),
    State.TRIAGE: ((State.SEARCHING, "Start searching"),),
    State.CLARIFYING: ((State.SEARCHING, "Search without an answer"),),
    State.ASSIGNED: ((State.SEARCHING, "Start searching"),),
    State.SEARCHING: ((State.SUMMARISING, "Start summarising"),),
    State.SUMMARISING: ((State.SEARCHING, "Back to searching"),),
    State.DELIVERED: ((State.CLOSED, "Close without asking for its use"),),
    State.USE_ASKED: ((State.CLOSED, "Close without an answer"),),
}


@dataclass(frozen=True, slots=True)
class Tag:
    text: str
    colour: str


@dataclass(frozen=True, slots=True)
class LineView:
    """A request in a list. `when` says how long is left, in words."""

    enquiry: EnquiryView
    tags: tuple[Tag, ...]
    when: str


@dataclass(frozen=True, slots=True)
class PageView:
    """A request on its page."""

    line: LineView
    facts: tuple[tuple[str, str], ...]
    events: tuple[tuple[str, str, str, str], ...]  # when, state, who, said
    next: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A work in a list."""

    id: str
    title: str
    byline: str
    kind: standing.Tag
    standing: standing.Tag | None
    warning: str


def show_work(work: WorkView) -> WorkLine:
    """Return a work as a line of a list, with how it stands now."""
    return WorkLine(
        id=work.id,
        title=work.title,
        byline=byline(work),
        kind=standing.kind_tag(work.kind),
        standing=standing.standing_tag(work.standing),
        warning=standing.present_warning(work),
    )


def show_line(view: EnquiryView) -> LineView:
    """Return a request as a line of a list."""
    tags = [Tag(view.state.value.capitalize(), _COLOURS[view.state])]
    if view.bounced:
        tags.insert(0, Tag("Letter came back", "red"))
    elif view.unsent:
        tags.insert(0, Tag("Letter not sent yet", "orange"))
    if view.overdue:
        tags.insert(0, Tag("Overdue", "red"))
    elif view.urgent:
        tags.insert(0, Tag("Within two hours", "red"))
    return LineView(view, tuple(tags), when(view))


def when(view: EnquiryView) -> str:
    """Return when the decision is and how long is left."""
    moment = view.asked.decision_at
    if moment is None or view.hours is None:
        return "No decision date"
    local = timezone.localtime(moment)
    said = f"{local.day} {local:%B %Y, %H:%M}"
    return f"{said} ({_left(view.hours)})" if view.open else said


def _left(hours: float) -> str:
    size = abs(hours)
    if size < 1:
        told = f"{max(1, round(size * 60))} minutes"
    elif size < 48:
        told = f"{round(size)} hours"
    else:
        told = f"{round(size / 24)} days"
    return f"{told} ago" if hours < 0 else f"in {told}"


def show_enquiry(view: EnquiryView) -> PageView:
    """Return a request as its page shows it."""
    asked = view.asked
    facts = (
        ("For", asked.purpose.value.capitalize()),
        ("Decision", when(view)),
        ("Population", asked.population),
        ("Intervention", asked.intervention),
        ("Comparison", asked.comparison),
        ("Outcome", asked.outcome),
        ("Years", asked.years),
        ("Languages", asked.languages),
        ("Not wanted", asked.unwanted),
        ("Known already", asked.known),
        ("Answer wanted", asked.wanted),
        ("Works at", asked.organisation),
        ("Asked by", f"{asked.name}, {asked.email}"),
        ("Searched by", view.assigned_name),
    )
    return PageView(
        line=show_line(view),
        facts=tuple((name, value) for name, value in facts if value),
        events=tuple(
            (day_time(event.at), event.state.value.capitalize(), event.by, event.said)
            for event in view.events
        ),
        next=tuple((state.value, words) for state, words in NEXT.get(view.state, ())),
    )


def day_time(moment: object) -> str:
    """Return a moment in local time as people write it."""
    local = timezone.localtime(moment)  # type: ignore[arg-type]
    return f"{local.day} {local:%B %Y, %H:%M}"

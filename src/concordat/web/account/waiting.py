"""What waits for whoever is signed in, asked of each room: counts, days and links alone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.urls import reverse

from concordat.delivery import queries as delivery
from concordat.delivery.words.draft import DraftState
from concordat.enquiries import queries as enquiries
from concordat.enquiries.words import EnquiryView
from concordat.forum import queries as forum
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Role
from concordat.web.days import shown

_MOST = 5  # of one kind; the rest is counted, with a link to all
_FITS = 90  # signs of a title


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing to do: its kind, the words of the link, when, and whether it is late."""

    kind: str
    title: str
    address: str
    when: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A page on which this person works."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class _Kind:
    found: Callable[[Actor, date, datetime], Iterator[Wait]]
    everything: str  # name of the page that lists all of them


def waiting(by: Actor, *, today: date, now: datetime) -> tuple[Wait, ...]:
    """Return what waits for the person and the party acted for, what is late first."""
    waits: list[Wait] = []
    for kind in _KINDS:
        found = kind.found(by, today, now)
        waits += islice(found, _MOST)
        if more := sum(1 for _ in found):
            waits.append(Wait(waits[-1].kind, f"{more} more", reverse(kind.everything)))
    return tuple(sorted(waits, key=lambda wait: not wait.late))


def places(by: Actor) -> tuple[Place, ...]:
    """Return the pages on which somebody with these roles works."""
    found = []
    if enquiries.may_work(by):
        found.append(Place("Requests to your library", reverse("enquiries")))
    if by.may(Role.KNOWLEDGE_SPECIALIST):
        found.append(Place("Workbench: write, run and keep searches", reverse("workbench")))
        found.append(Place("Drafts of packs", reverse("drafts")))
    if by.may(Role.ADMINISTRATOR):
        found.append(Place("People of your party", reverse("people")))
    if by.joined:
        found.append(Place("What your party must decide after a recall", reverse("tasks")))
        found.append(Place("Planned work", reverse("plans")))
    found.append(Place("What you were told of works that fell", reverse("told_me")))
    return tuple(found)


def _letters(by: Actor, today: date, now: datetime) -> Iterator[Wait]:
    for told in delivery.mine(by=by):
        if not told.seen_at:
            since = f"since {shown(datetime.fromisoformat(told.at).date())}"
            yield Wait("Read what was found", _cut(told.title), reverse("told_me"), since)


def _tasks(by: Actor, today: date, now: datetime) -> Iterator[Wait]:
    for task in delivery.tasks(by=by, answered=False) if by.party else ():
        if delivery.may_answer(task.id, by=by):
            since = f"since {shown(datetime.fromisoformat(task.opened_at).date())}"
            address = reverse("task", args=[task.id])
            yield Wait("Decide after a recall", _cut(task.title), address, since)


def _plans(by: Actor, today: date, now: datetime) -> Iterator[Wait]:
    for plan, due in sorted(forum.to_answer(by=by), key=lambda pair: pair[1]):
        address = reverse("alike", args=[plan.id])
        yield Wait("Answer alike plans", _cut(plan.given.title), address, *_by(due, today))


def _actions(by: Actor, today: date, now: datetime) -> Iterator[Wait]:
    own = {by.party, *by.heir_to} - {""}
    for each in forum.forums(on=today) if own and by.joined else ():
        address = f"{reverse('forum', args=[each.slug])}#actions"
        for action in forum.actions(each.slug, today=today, open_only=True):
            if action.owner.id in own:
                when = _by(action.due_on, today)
                yield Wait("Carry out an action of the forum", _cut(action.text), address, *when)


def _drafts(by: Actor, today: date, now: datetime) -> Iterator[Wait]:
    for each in delivery.drafts(by=by):
        if each.may_review and each.state is DraftState.ASKED:
            yield Wait("Review a pack", _cut(each.body.question), reverse("draft", args=[each.id]))


def _requests(by: Actor, today: date, now: datetime) -> Iterator[Wait]:
    if not enquiries.may_work(by) or not by.person:
        return
    queue = enquiries.queue(by=by, now=now)
    free = sum(each.open and not each.assigned for each in queue)
    if free:
        said = "1 request that nobody has taken" if free == 1 else f"{free} requests not taken yet"
        yield Wait("Take a request", said, reverse("enquiries"))
    yield from (_request(each) for each in queue if each.assigned == by.person)


def _request(each: EnquiryView) -> Wait:
    hours = each.hours
    when = "" if hours is None else f"needed {'in' if hours >= 0 else 'since'} {_span(abs(hours))}"
    address = reverse("enquiry", args=[each.id])
    return Wait("Answer a request", _cut(each.asked.question), address, when, each.overdue)


def _asked(by: Actor, today: date, now: datetime) -> Iterator[Wait]:
    waits = [each for each in parties.access_requests(by=by) if each.granted is None]
    if waits:
        said = "1 person asks to join" if len(waits) == 1 else f"{len(waits)} people ask to join"
        yield Wait("Let people in", said, reverse("people"))


_KINDS = (
    _Kind(_letters, "told_me"),
    _Kind(_tasks, "tasks"),
    _Kind(_plans, "plans"),
    _Kind(_actions, "forums"),
    _Kind(_drafts, "drafts"),
    _Kind(_requests, "enquiries"),
    _Kind(_asked, "people"),
)


def _by(due: date, today: date) -> tuple[str, bool]:
    return f"by {shown(due)}", due < today


def _span(hours: float) -> str:
    """Return hours in words: `3 hours`, `12 days`."""
    count, unit = (round(hours), "hour") if hours < 48 else (round(hours / 24), "day")
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _cut(text: str) -> str:
    return text if len(text) <= _FITS else f"{text[: _FITS - 1].rstrip()}…"

"""The queue of a library, and one request with what is to be done next."""

from collections.abc import Callable
from textwrap import shorten

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concordat.enquiries import actions, queries
from concordat.enquiries.words import EnquiryView, Refused, State
from concordat.evidence import queries as evidence
from concordat.search import queries as search
from concordat.web.enquiries.deeds import Data, Page, perform, press
from concordat.web.enquiries.forms import AskBackForm, CameBackForm, DeclineForm, SendAgainForm
from concordat.web.enquiries.presenters import show_enquiry, show_line
from concordat.web.pages import show
from concordat.web.readers import actor_of


def trail(view: EnquiryView | None = None) -> list[dict[str, str]]:
    """Return the way back from a page about requests."""
    way = [{"text": "Requests", "href": reverse("enquiries")}]
    if view:
        text = shorten(view.asked.question, 60, placeholder=" …")
        way.append({"text": text, "href": reverse("enquiry", args=[view.id])})
    return way


@login_required
@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """List what a library has to do, by decision date, and one's own questions."""
    actor, now = actor_of(request), timezone.now()
    waiting = [show_line(each) for each in queries.queue(by=actor, now=now)]
    page = {
        "title": "Requests",
        "works_here": queries.may_work(actor),
        "queue": waiting,
        "done": [show_line(each) for each in queries.done(by=actor, now=now)],
        "overdue": sum(each.enquiry.overdue for each in waiting),
        "mine": [
            (show_line(each), queries.follow_token(each.id))
            for each in queries.mine(by=actor, now=now)
        ],
        "uses": queries.uses(by=actor) if queries.may_work(actor) else {},
    }
    return show(request, "enquiries/queue.jinja", page, room="ask")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def enquiry(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Show a request to those who work on it, and take what they press."""
    view = found(request, enquiry_id)
    actor = actor_of(request)
    if request.method == "POST":
        return press(request, _pressed(request, view), request.path)
    page = {
        "title": view.asked.question,
        "page": show_enquiry(view),
        "enquiry": view,
        "mine": bool(actor.person) and view.assigned == actor.person,
        "report": queries.report(view.id, by=actor),
        "deliveries": queries.deliveries(view.id, by=actor),
        "letters": queries.letters(by=actor, enquiry=view.id),
        "strategies": [
            kept
            for each in search.saved_strategies(by=actor, request=view.id)
            if (kept := search.saved_strategy(each.id, by=actor))
        ],
        "collections": evidence.collections(by=actor, request=view.id),
        "used": queries.use_of(view.id, by=actor),
        "likely": queries.similar(view.asked.question, by=actor),
        "trail": trail(),
    }
    return show(request, "enquiries/enquiry.jinja", page, room="ask")


def _pressed(request: HttpRequest, view: EnquiryView) -> Callable[[], str]:
    actor, now = actor_of(request), timezone.now()

    def act() -> str:
        version = _number(request.POST.get("version", ""))
        if "take" in request.POST:
            actions.assign(by=actor, enquiry=view.id, version=version, now=now)
            return "You have taken it on."
        to = request.POST.get("to", "")
        if to not in {state.value for state in State}:
            raise Refused("to", "Choose what it becomes.")
        actions.move(by=actor, enquiry=view.id, to=State(to), version=version, now=now)
        return f"Its state is now: {to}."

    return act


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask_back(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Ask the requester for more."""
    view = found(request, enquiry_id)

    def act(given: Data) -> tuple[str, str]:
        actions.ask_back(
            by=actor_of(request),
            enquiry=view.id,
            question=given["question"],
            version=given["version"],
            now=timezone.now(),
        )
        return "Your question is on its way.", reverse("enquiry", args=[view.id])

    form = AskBackForm(request.POST or None, initial={"version": view.version})
    return perform(request, Page("Ask back", "Send", trail=trail(view)), form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Say that it cannot be done, and why."""
    view = found(request, enquiry_id)

    def act(given: Data) -> tuple[str, str]:
        actions.decline(
            by=actor_of(request),
            enquiry=view.id,
            why=given["why"],
            version=given["version"],
            now=timezone.now(),
        )
        return "It is declined; a letter says why.", reverse("enquiries")

    form = DeclineForm(request.POST or None, initial={"version": view.version})
    return perform(request, Page("Decline", "Decline and say why", trail=trail(view)), form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def send_again(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Send a letter that came back to another address."""
    view = found(request, enquiry_id)

    def act(given: Data) -> tuple[str, str]:
        actions.send_again(
            by=actor_of(request),
            enquiry=view.id,
            email=given["email"],
            version=given["version"],
            now=timezone.now(),
        )
        return "It is on its way again.", reverse("enquiry", args=[view.id])

    initial = {"version": view.version, "email": view.asked.email}
    form = SendAgainForm(request.POST or None, initial=initial)
    lead = view.bounced or view.unsent
    page = Page("Send the letter again", "Send", lead=lead, trail=trail(view))
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def came_back(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Record that the last letter came back to the library’s mailbox."""
    view = found(request, enquiry_id)

    def act(given: Data) -> tuple[str, str]:
        now = timezone.now()
        actions.bounced(by=actor_of(request), letter=view.id, why=given["why"], now=now)
        return "Noted. Send it again to the right address.", reverse("enquiry", args=[view.id])

    lead = f"The last letter to {view.asked.email} did not arrive."
    page = Page("A letter came back", "Note it", lead=lead, trail=trail(view))
    return perform(request, page, CameBackForm(request.POST or None), act)


def found(request: HttpRequest, enquiry_id: str) -> EnquiryView:
    """Return a request that the reader works on; whoever asked it follows it by its link."""
    actor = actor_of(request)
    view = queries.enquiry(enquiry_id, by=actor, now=timezone.now())
    if view is None or not queries.may_work(actor):
        raise Http404
    return view

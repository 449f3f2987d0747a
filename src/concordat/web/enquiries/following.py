"""What whoever asked sees by the signed link of a letter, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concordat.enquiries import actions, queries
from concordat.enquiries.words import EnquiryView, UseGiven
from concordat.paper import html
from concordat.parties.words import OPERATOR
from concordat.web.enquiries.deeds import Data, Page, perform
from concordat.web.enquiries.forms import BackForm, UseForm, WithdrawForm
from concordat.web.enquiries.presenters import show_enquiry
from concordat.web.pages import show
from concordat.web.readers import actor_of

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}


@never_cache
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Show how far a request is, what the library asks, and the report."""
    found = _found(token)
    page = {
        "title": "Your question",
        "page": show_enquiry(found),
        "enquiry": found,
        "token": token,
        # The link proves the right: it is read as the room itself would.
        "deliveries": queries.deliveries(found.id, by=OPERATOR),
        "used": queries.use_of(found.id, by=OPERATOR),
    }
    return show(request, "enquiries/follow.jinja", page, room="ask")


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str, message: str) -> HttpResponse:
    """Answer what the library asks."""
    found = _found(token)
    asked = next((each for each in found.messages if each.id == message), None)
    if asked is None:
        raise Http404

    def act(given: Data) -> tuple[str, str]:
        actions.answer_back(
            by=actor_of(request),
            token=token,
            message=message,
            answer=given["answer"],
            sure=given["sure"],
            now=timezone.now(),
        )
        return "Your answer is with the library.", _back(token)

    page = Page("The library asks", "Send", lead=asked.question, trail=_trail(token))
    return perform(request, page, BackForm(request.POST or None), act)


@never_cache
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Take a request back."""
    _found(token)

    def act(given: Data) -> tuple[str, str]:
        actions.withdraw(by=actor_of(request), token=token, why=given["why"], now=timezone.now())
        return "Your question is taken back.", _back(token)

    page = Page("Take your question back", "Take it back", trail=_trail(token))
    return perform(request, page, WithdrawForm(request.POST or None), act)


@never_cache
@require_http_methods(["GET", "POST"])
def use(request: HttpRequest, token: str) -> HttpResponse:
    """Say what came of the answer."""
    found = _found(token)
    form = UseForm(request.POST or None)

    def act(_: Data) -> tuple[str, str]:
        given: UseGiven = form.given()
        actions.say_use(by=actor_of(request), token=token, given=given, now=timezone.now())
        return "Thank you. We will not ask again.", _back(token)

    page = Page(
        "What came of our answer?",
        "Send",
        lead=f"You asked: “{found.asked.question}” One line under one heading is enough.",
        trail=_trail(token),
    )
    return perform(request, page, form, act)


@never_cache
@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    """Show the newest report as it was delivered, on a page."""
    found, delivered = _found(token), queries.delivered_file(token, "html")
    if delivered is None:
        raise Http404
    delivery, body = delivered
    page = {
        "title": found.asked.question,
        "delivery": delivery,
        "token": token,
        "body": html.inside(body.decode()),
        "trail": _trail(token),
    }
    return show(request, "enquiries/read.jinja", page, room="ask")


@never_cache
@require_safe
def report(request: HttpRequest, token: str, form: str) -> HttpResponse:
    """Give the report as it was delivered, to the byte."""
    found = queries.delivered_file(token, form)
    if found is None:
        raise Http404
    delivery, body = found
    name = f"evidence-report-{delivery.enquiry}-{delivery.edition}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=TYPES[form], headers=headers)


def _found(token: str) -> EnquiryView:
    found = queries.followed(token, now=timezone.now())
    if found is None:
        raise Http404
    return found


def _back(token: str) -> str:
    return reverse("follow_enquiry", args=[token])


def _trail(token: str) -> list[dict[str, str]]:
    return [{"text": "Your question", "href": _back(token)}]

"""Answered questions, for everybody; and making one of a report."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concordat.enquiries import actions, queries
from concordat.web.enquiries.alike import works_of
from concordat.web.enquiries.deeds import Data, Page, perform
from concordat.web.enquiries.forms import PublishForm
from concordat.web.enquiries.presenters import show_work
from concordat.web.enquiries.queue import found, trail
from concordat.web.pages import show
from concordat.web.readers import actor_of


@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """List the answered questions."""
    page = {"title": "Answered questions", "answers": queries.answers(by=actor_of(request))}
    return show(request, "enquiries/answers.jinja", page, room="ask")


@require_safe
def answer(request: HttpRequest, answer_id: str) -> HttpResponse:
    """Show an answered question with its works as they stand now."""
    actor = actor_of(request)
    known = queries.answer(answer_id, by=actor)
    if known is None:
        raise Http404
    page = {
        "title": known.question,
        "answer": known,
        "works": [show_work(each) for each in works_of(known, by=actor)],
        "trail": [{"text": "Answered questions", "href": reverse("answers")}],
    }
    return show(request, "enquiries/answer.jinja", page, room="ask")


@never_cache
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Let everybody read a question and its answer."""
    view = found(request, enquiry_id)
    actor = actor_of(request)
    written = queries.report(enquiry_id, by=actor)
    initial = {"question": view.asked.question, "summary": written.given.summary}

    def act(given: Data) -> tuple[str, str]:
        made = actions.publish_answer(
            by=actor,
            enquiry=enquiry_id,
            question=given["question"],
            summary=given["summary"],
            now=timezone.now(),
        )
        return "Everybody can read it now.", reverse("answer", args=[made])

    page = Page(
        "Let others use this answer",
        "Publish",
        lead="Whoever asks something like it is shown this first. Word it so that nobody can tell "
        "who asked, or about whom.",
        trail=trail(view),
    )
    return perform(request, page, PublishForm(request.POST or None, initial=initial), act)

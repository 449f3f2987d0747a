"""Questions between parties."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concordat.forum import actions, queries
from concordat.web.forum.deeds import Data, Page, perform, rights
from concordat.web.forum.fields import lines_of
from concordat.web.forum.forums import every_member
from concordat.web.forum.question_forms import QuestionForm, ReplyForm
from concordat.web.forum.saying import SAYING
from concordat.web.pages import show
from concordat.web.readers import actor_of

_TRAIL = ("Forum", "Questions between parties")


def _trail() -> list[dict[str, str]]:
    return [
        {"text": text, "href": reverse(name)}
        for text, name in zip(_TRAIL, ("forums", "questions"), strict=True)
    ]


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """List the questions; before asking, show those that are similar."""
    actor, today = actor_of(request), timezone.localdate()
    text = request.GET.get("q", "").strip()[:300]
    page = {
        "title": "Questions between parties",
        "questions": queries.similar_questions(text, by=actor, today=today)
        if text
        else queries.questions(by=actor, today=today),
        "asked": text,
        "trail": _trail()[:1],
        **rights(request),
        **SAYING,
    }
    return show(request, "forum/questions.jinja", page, room="forum")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask another party."""
    actor, today = actor_of(request), timezone.localdate()
    forums = queries.forums(on=today)
    if not forums:
        raise Http404
    text = request.GET.get("q", "").strip()[:300]
    form = QuestionForm(
        request.POST or None,
        parties=every_member(),
        forums=[(each.slug, each.name) for each in forums],
        initial={"text": text},
    )

    def act(given: Data) -> tuple[str, str]:
        values = {**given, "evidence": lines_of(given["evidence"])}
        made = actions.ask(by=actor, now=timezone.now(), **values)
        said = "The question is asked. If it is not answered in time, the next meeting sees it."
        return said, reverse("party_question", args=[made])

    similar = queries.similar_questions(text, by=actor, today=today) if text else []
    page = Page(
        title="Ask a party",
        button="Ask",
        trail=_trail(),
        template="forum/ask.jinja",
        more={"similar": similar, **SAYING},
    )
    return perform(request, page, form, act)


@never_cache
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, question_id: str) -> HttpResponse:
    """Show a question and its answer; the party asked answers here, once."""
    actor = actor_of(request)
    found = queries.question(question_id, by=actor, today=timezone.localdate())
    if found is None:
        raise Http404
    form = ReplyForm(request.POST or None)

    def act(given: Data) -> tuple[str, str]:
        actions.answer_question(
            by=actor, question=question_id, text=given["text"], now=timezone.now()
        )
        return "Your answer is recorded.", reverse("party_question", args=[question_id])

    page = Page(
        title=found.text,
        button="Answer",
        trail=_trail(),
        template="forum/question.jinja",
        more={"question": found, **rights(request), **SAYING},
    )
    return perform(request, page, form, act)

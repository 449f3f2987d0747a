"""Peer review of a strategy: a second person reads it, the searcher answers."""

from typing import cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.search import actions
from concordat.search.words import PRESS, Conflict, Judgement, Refused, ReviewGiven, StrategyView
from concordat.web.pages import show
from concordat.web.readers import actor_of
from concordat.web.workbench.forms import AnswerForm, ReviewForm
from concordat.web.workbench.kept import found_strategy, trail


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, strategy_id: str) -> HttpResponse:
    """Say what is right and what should be revised."""
    kept = found_strategy(request, strategy_id)
    form = ReviewForm(request.POST or None, initial={"version": kept.version})
    if request.method == "POST" and form.is_valid() and _reviewed(request, form, kept):
        messages.success(request, "Your review is kept with the strategy.")
        return redirect("saved_strategy", kept.id)
    return _page(request, kept, form, "Review this strategy", "Keep the review")


def _reviewed(request: HttpRequest, form: ReviewForm, kept: StrategyView) -> bool:
    data = form.cleaned_data
    given = ReviewGiven(Judgement(data["judgement"]), {key: data[key] for key, _, _ in PRESS})
    try:
        actions.review_strategy(
            by=actor_of(request),
            strategy=kept.id,
            given=given,
            version=data["version"],
            now=timezone.now(),
        )
    except Conflict as error:
        fresh = cast(QueryDict, form.data).copy()
        fresh["version"] = str(error.version)
        form.data = fresh
        form.add_error(
            None,
            "The strategy was changed while you read it. It stands below as it is now. "
            "Nothing of yours is lost: look at it, then send your review again.",
        )
        return False
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, error.message)
        return False
    return True


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, strategy_id: str, review_id: str) -> HttpResponse:
    """Say what was done about a review."""
    kept = found_strategy(request, strategy_id)
    said = next((each for each in kept.reviews if each.id == review_id), None)
    if said is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            text = form.cleaned_data["answer"]
            by, now = actor_of(request), timezone.now()
            actions.answer_review(by=by, review=review_id, answer=text, now=now)
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "Your answer is kept with the review.")
            return redirect("saved_strategy", kept.id)
    return _page(request, kept, form, f"Answer the review of {said.by}", "Keep the answer", said)


def _page(
    request: HttpRequest,
    kept: StrategyView,
    form: forms.Form,
    title: str,
    button: str,
    said: object = None,
) -> HttpResponse:
    page = {
        "title": title,
        "strategy": kept,
        "said": said,
        "form": form,
        "button_text": button,
        "problem": bool(form.errors),
        "trail": [*trail(), {"text": kept.name, "href": reverse("saved_strategy", args=[kept.id])}],
    }
    status = 400 if form.errors else 200
    return show(request, "workbench/review.jinja", page, room="search", status=status)

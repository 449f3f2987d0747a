"""Strategies that are kept: their list, each with its runs, and a run beside today."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from concordat.evidence import queries as evidence
from concordat.parties import queries as parties
from concordat.search import actions
from concordat.search import queries as search
from concordat.search.words import Refused, SearchGiven, StrategyView
from concordat.web import exports
from concordat.web.enquiries.context import request_for
from concordat.web.pages import show
from concordat.web.readers import actor_of
from concordat.web.search.export import works_in_order
from concordat.web.workbench import presenters
from concordat.web.workbench.forms import ElsewhereForm


@never_cache
def saved(request: HttpRequest) -> HttpResponse:
    """List the strategies that the reader may see."""
    actor = actor_of(request)
    page = {
        "title": "Kept strategies",
        "strategies": search.saved_strategies(by=actor),
        "trail": trail(),
    }
    return show(request, "workbench/saved.jinja", page, room="search")


@never_cache
def strategy(request: HttpRequest, strategy_id: str) -> HttpResponse:
    """Show one strategy, its runs and its searches elsewhere."""
    actor = actor_of(request)
    kept = found_strategy(request, strategy_id)
    owner = parties.party_named(kept.owner) if kept.owner else None
    page = {
        "title": kept.name,
        "strategy": kept,
        "owner": owner.name if owner else "",
        "runs": presenters.present_runs(kept.runs),
        "for_request": request_for(kept.request, by=actor),
        "may_change": bool(kept.owner) and kept.owner in (actor.party, *actor.heir_to),
        "may_review": bool(actor.person and actor.joined),
        "trail": trail(),
    }
    return show(request, "workbench/strategy.jinja", page, room="search")


@login_required
@require_POST
def run_again(request: HttpRequest, strategy_id: str) -> HttpResponse:
    """Run a kept strategy today."""
    found_strategy(request, strategy_id)
    try:
        actions.run_strategy(by=actor_of(request), strategy=strategy_id, now=timezone.now())
    except (search.StrategyError, search.TooMuchWork) as error:
        messages.error(request, f"It was not run: {error}")
    else:
        messages.success(request, "Run today. What it found is kept.")
    return redirect("saved_strategy", strategy_id)


@never_cache
def run(request: HttpRequest, strategy_id: str, run_id: str) -> HttpResponse:
    """Show a run beside the same as at its date, and beside today."""
    actor = actor_of(request)
    kept = found_strategy(request, strategy_id)
    try:
        found = search.compare_run(run_id, by=actor)
    except (search.StrategyError, search.TooMuchWork) as error:
        messages.error(request, f"It cannot be run today: {error}")
        return redirect("saved_strategy", strategy_id)
    if found is None or found.run.strategy != kept.id:
        raise Http404
    works = evidence.works_by_id(presenters.listed_ids(found), by=actor)
    (row,) = presenters.present_runs([found.run])
    page = {
        "title": f"{kept.name}: run of {row.day}",
        "strategy": kept,
        "found": found,
        "row": row,
        "run": presenters.present_run(found, works),
        "trail": [
            *trail(),
            {"text": kept.name, "href": reverse("saved_strategy", args=[kept.id])},
        ],
    }
    return show(request, "workbench/run.jinja", page, room="search")


def run_ris(request: HttpRequest, strategy_id: str, run_id: str) -> HttpResponseBase:
    """Give the works that a run found as a RIS file."""
    actor = actor_of(request)
    kept = found_strategy(request, strategy_id)
    found = search.search_run(run_id, by=actor)
    if found is None or found.strategy != kept.id:
        raise Http404
    works = works_in_order(search.run_ids(run_id, by=actor), by=actor)
    return exports.as_ris(works, name="concordat-run")


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def elsewhere(request: HttpRequest, strategy_id: str) -> HttpResponse:
    """Report a search in another database."""
    kept = found_strategy(request, strategy_id)
    mine = evidence.collections(by=actor_of(request), request=kept.request)
    form = ElsewhereForm(
        request.POST or None,
        initial={"text": kept.text},
        collections=[(each.id, each.name) for each in mine if not each.expired],
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_search(
                by=actor_of(request),
                strategy=strategy_id,
                given=SearchGiven(**form.cleaned_data),
                now=timezone.now(),
            )
        except Refused as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, "The search is kept with this strategy.")
            return redirect("saved_strategy", strategy_id)
    page = {
        "title": "Report a search in another database",
        "form": form,
        "strategy": kept,
        "problem": bool(form.errors),
        "trail": [
            *trail(),
            {"text": kept.name, "href": reverse("saved_strategy", args=[kept.id])},
        ],
    }
    status = 400 if form.errors else 200
    return show(request, "workbench/elsewhere.jinja", page, room="search", status=status)


def found_strategy(request: HttpRequest, strategy_id: str) -> StrategyView:
    """Return a strategy, or raise Http404 as if there were none."""
    kept = search.saved_strategy(strategy_id, by=actor_of(request))
    if kept is None:
        raise Http404
    return kept


def trail() -> list[dict[str, str]]:
    """Return the way to a page below the workbench."""
    return [
        {"text": "Search", "href": reverse("search")},
        {"text": "Workbench", "href": reverse("workbench")},
    ]

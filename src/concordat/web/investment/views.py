"""Pages of what is bought: thin; the room is asked by its doors."""

import csv
import io
import json
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from concordat.errands.queries import errand
from concordat.investment import actions, queries
from concordat.investment.words import ScenarioView
from concordat.parties.words import FEWEST, Actor, Role
from concordat.web.deeds import Data, Deed, carry_out, press, require
from concordat.web.investment import presenters
from concordat.web.investment.forms import CutForm
from concordat.web.investment.forms import share as share_of
from concordat.web.pages import show
from concordat.web.readers import actor_of

_TRAIL = ({"text": "What we buy", "href": "/investment"},)
#: Seconds until a page that waits looks again.
AGAIN = "5"
BUYERS = (Role.PROCUREMENT_LEAD, Role.E_RESOURCES_LIBRARIAN)


@never_cache
def overview(request: HttpRequest) -> HttpResponse:
    """Show what is bought, as far as the reader may see, and lead to the rest."""
    by, today = actor_of(request), timezone.localdate()
    page: dict[str, object] = {"title": "What we buy together", "buyer": False}
    if queries.may_see_prices(by):
        lines = queries.lines(by=by, on=today)
        duplicates = queries.duplicate_purchases(by=by, on=today)
        page |= {
            "buyer": True,
            "lines": len(lines),
            "paid": presenters.pounds(sum(line.offer.cost or 0 for line in lines)),
            "saving": presenters.pounds(sum(one.saving for one in duplicates)),
            "scenarios": len(queries.scenarios(by=by)),
        }
    return show(request, "investment/overview.jinja", page, room="investment")


@never_cache
def costs(request: HttpRequest) -> HttpResponse:
    """Show what a use of each line costs, with a chart and its table."""
    by, period = require(request, *BUYERS), queries.latest_year()
    page: dict[str, object] = {"title": "What a use costs", "trail": list(_TRAIL)}
    if period:
        found = queries.costs(by=by, on=timezone.localdate(), since=period[0], until=period[1])
        page |= {
            "chart": presenters.cost_chart(found),
            "drawn": presenters.drawn(found),
            "rows": presenters.cost_rows(found),
            "formula": queries.metric("cost-per-use"),
            "uses": queries.metric("uses"),
            "since": presenters.month(period[0]),
            "until": presenters.month(period[1]),
        }
    return show(request, "investment/costs.jinja", page, room="investment")


@never_cache
def duplicates(request: HttpRequest) -> HttpResponse:
    """Show what is paid for more than once, and what one joint offer would save."""
    by = require(request, *BUYERS)
    today = timezone.localdate()
    found = queries.duplicate_purchases(by=by, on=today)
    ends = {line.id: queries.can_end(line, on=today) for one in found for line in one.lines}
    page = {
        "title": "What is bought more than once",
        "found": found,
        "ends": ends,
        "last": [max(ends[line.id] for line in one.lines) for one in found],
        "day": presenters.day,
        "chart": presenters.duplicate_chart(found),
        "pounds": presenters.pounds,
        "without": presenters.without,
        "trail": list(_TRAIL),
    }
    return show(request, "investment/duplicates.jinja", page, room="investment")


@never_cache
def sizes(request: HttpRequest) -> HttpResponse:
    """Show everybody what organisations of a size pay, where enough of them do."""
    page = {
        "title": "What organisations of a size pay",
        "rows": queries.paid_by_size(),
        "pounds": presenters.pounds,
        "fewest": FEWEST,
        "trail": list(_TRAIL),
    }
    return show(request, "investment/sizes.jinja", page, room="investment")


@never_cache
def completeness(request: HttpRequest) -> HttpResponse:
    """Show of which months figures are complete, partial, not ready or zero."""
    by, period = require(request, *BUYERS), queries.latest_year()
    page: dict[str, object] = {"title": "How complete the usage is", "trail": list(_TRAIL)}
    if period:
        known = queries.completeness(by=by, since=period[0], until=period[1])
        months = presenters.months_between(*period)
        names = queries.names_of({one.organisation for one in known}, on=timezone.localdate())
        shown = {slug: presenters.without(name) for slug, name in names.items()}
        page |= {"months": months, "rows": presenters.matrix(known, months, shown)}
    return show(request, "investment/completeness.jinja", page, room="investment")


@never_cache
def trend(request: HttpRequest) -> HttpResponse:
    """Show how use goes month by month, with a chart and its table."""
    by, period = require(request, *BUYERS), queries.latest_year()
    page: dict[str, object] = {"title": "How use goes", "trail": list(_TRAIL), "trends": []}
    if period:
        since = f"{int(period[0][:4]) - 1}{period[0][4:]}"  # two years, as far as there are
        slugs = {
            one.organisation for one in queries.completeness(by=by, since=since, until=period[1])
        }
        chosen = request.GET.get("organisation", "")
        if chosen and chosen not in slugs:
            raise Http404
        found, refused = queries.trends(by=by, since=since, until=period[1], organisation=chosen)
        names = queries.names_of(slugs, on=timezone.localdate())
        page |= {
            "trends": found,
            "refused": refused,
            "chart": presenters.trend_chart(found),
            "rows": presenters.trend_rows(found),
            "months": [presenters.short_month(each) for each in found[0].months] if found else [],
            "organisations": sorted((presenters.without(n), slug) for slug, n in names.items()),
            "chosen": chosen,
            "uses": queries.metric("uses"),
        }
    return show(request, "investment/trend.jinja", page, room="investment")


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask what a cut would take away."""
    require(request, *BUYERS)
    today = timezone.localdate()
    year = today.year + (today.month >= 4)  # notice of three months, at the least
    first = {
        "name": f"A fifth by 1 July {year}",
        "share": "20",
        "end_by": f"1 July {year}",
        "floor": "75",
        "supply_cost": "17",
        "supply_share": "5",
    }

    def act(by: Actor, data: Data) -> tuple[str, str]:
        public_id = actions.ask_cut(
            name=data["name"],
            end_by=data["end_by"],
            supply_cost=data["supply_cost"],
            by=by,
            today=today,
            share=share_of(data, "share"),
            floor=share_of(data, "floor"),
            supply_share=share_of(data, "supply_share"),
            every_group=bool(data["every_group"]),
        )
        return "It is being worked out.", reverse("scenario", args=[public_id])

    deed = Deed(
        title="What would a cut take away?",
        button="Work it out",
        lead=(
            "All that is paid by all organisations is looked at together, with what would be "
            "bought again and the copies that would be asked for. Nothing is ended by this."
        ),
        act=act,
        trail=(*_TRAIL, {"text": "Scenarios", "href": reverse("scenarios")}),
        room="investment",
    )
    form = CutForm(request.POST) if request.method == "POST" else CutForm(initial=first)
    return carry_out(request, deed, form)


@never_cache
def scenarios(request: HttpRequest) -> HttpResponse:
    """List the scenarios of the reader's party."""
    by = require(request, *BUYERS)
    page = {
        "title": "Scenarios",
        "found": queries.scenarios(by=by),
        "pounds": presenters.pounds,
        "per_cent": presenters.per_cent,
        "day": presenters.day,
        "trail": list(_TRAIL),
    }
    return show(request, "investment/scenarios.jinja", page, room="investment")


@never_cache
def scenario(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a scenario: how far it is, or what came of it; without prices to who sees none."""
    trail = [*_TRAIL, {"text": "Scenarios", "href": reverse("scenarios")}]
    by = actor_of(request)
    shared = None if queries.may_see_prices(by) else queries.shared_scenario(public_id, by=by)
    if shared:
        shown = {"title": shared.name, "found": shared, "trail": list(_TRAIL)}
        shown |= {"per_cent": presenters.per_cent, "day": presenters.day}
        return show(request, "investment/shared.jinja", shown, room="investment")
    found = _scenario(request, public_id)
    page: dict[str, object] = {
        "title": found.name,
        "found": found,
        "question": found.inputs["question"],
        "day": presenters.day,
        "trail": trail,
    }
    if not found.solved:
        page["errand"] = waited = errand(found.errand)
        response = show(request, "investment/progress.jinja", page, room="investment")
        if not (waited and waited.over):
            response["Refresh"] = AGAIN  # the page looks again by itself
        return response
    names, solution = presenters.names_in(found), found.solution
    page |= {"solution": solution, "pounds": presenters.pounds, "names": names}
    if solution["possible"]:
        page |= {
            "values": presenters.value_rows(solution),
            "nearness": presenters.nearness(solution),
            "money": presenters.money_rows(solution),
            "losing": presenters.losing(solution, names),
            "organisations": presenters.organisation_rows(solution, names),
            "groups": presenters.group_rows(solution, names),
            "chart": presenters.organisation_chart(solution, names),
            "per_cent": presenters.per_cent,
        }
    return show(request, "investment/scenario.jinja", page, room="investment")


@never_cache
def compare(request: HttpRequest) -> HttpResponse:
    """Show two scenarios or more beside each other."""
    by = require(request, *BUYERS)
    chosen = request.GET.getlist("scenario")[:4]
    found = [one for each in chosen if (one := queries.scenario(each, by=by)) and one.solved]
    if len(found) < 2:
        messages.error(request, "Tick two scenarios or more, at most four, to compare them.")
        return redirect("scenarios")
    possible = [one for one in found if one.solution["possible"]]
    page = {
        "title": "Scenarios compared",
        "found": possible,
        "rows": presenters.compared(possible),
        "impossible": [one for one in found if not one.solution["possible"]],
        "pounds": presenters.pounds,
        "per_cent": presenters.per_cent,
        "trail": [*_TRAIL, {"text": "Scenarios", "href": reverse("scenarios")}],
    }
    return show(request, "investment/compare.jinja", page, room="investment")


@never_cache
@require_POST
def share(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let every party that has joined see a scenario, so that a decision may rest on it."""
    by = require(request, *BUYERS)

    def act() -> str:
        actions.share_scenario(scenario=public_id, by=by)
        return "Every party that has joined can now read this scenario. Prices are for buyers only."

    return press(request, act, reverse("scenario", args=[public_id]))


@never_cache
def scenario_csv(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give who loses what as a table to save."""
    found = _scenario(request, public_id)
    if not found.solved or not found.solution["possible"]:
        raise Http404
    names = presenters.names_in(found)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["change", "offer", "pounds_a_year", "organisation", "staff_group", "uses"])
    for one in cast(list[dict[str, Any]], found.solution["ended"]):
        for slug, group, uses in one["losses"] or [["", "", 0]]:
            row = ["ends", one["name"], one["cost"], names.get(slug, slug), group, round(uses)]
            writer.writerow([_cell(cell) for cell in row])
    for one in cast(list[dict[str, Any]], found.solution["new"]):
        writer.writerow([_cell(cell) for cell in ("bought", one["name"], one["cost"], "", "", "")])
    return _file(text.getvalue(), "text/csv", f"scenario-{public_id}.csv")


@never_cache
def scenario_json(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give inputs and answer as they were hashed, so that anybody can hash them again."""
    found = _scenario(request, public_id)
    if not found.solved:
        raise Http404
    both = {"inputs": found.inputs, "solution": found.solution}
    text = json.dumps(both, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return _file(text, "application/json", f"scenario-{public_id}.json")


def _scenario(request: HttpRequest, public_id: str) -> ScenarioView:
    found = queries.scenario(public_id, by=require(request, *BUYERS))
    if found is None:
        raise Http404
    return found


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _file(text: str, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8", headers=headers)

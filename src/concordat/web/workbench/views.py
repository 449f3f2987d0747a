"""The workbench: one page, sent again and again; nothing is kept until somebody says so."""

import re
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concordat.evidence import queries as evidence
from concordat.parties.words import Actor, Visibility
from concordat.search import actions
from concordat.search import queries as search
from concordat.search.words import Conflict, Refused, StrategyGiven, StrategyView
from concordat.web.enquiries.context import request_for, search_begun
from concordat.web.pages import show
from concordat.web.readers import actor_of
from concordat.web.workbench import presenters
from concordat.web.workbench.forms import KeepForm, LineForm, StrategyForm

_EDIT = re.compile(r"(edit|replace)-(\d{1,4})", re.ASCII)


@dataclass(slots=True)
class Bench:
    """What one look at the workbench shows."""

    form: StrategyForm
    line: LineForm | None = None
    line_number: int = 0  # 0: a line is added
    keep: KeepForm | None = None
    edited: int = 0
    translated: bool = False
    status: int = 200

    @property
    def wrong(self) -> bool:
        """Whether any form has an error."""
        return any(form.errors for form in (self.form, self.line, self.keep) if form)


@never_cache
@require_http_methods(["GET", "POST"])
def workbench(request: HttpRequest) -> HttpResponse:
    """Write a strategy, count its lines, change one, translate, keep."""
    actor = actor_of(request)
    if request.method != "POST":
        return _show(request, Bench(_opened(request, actor)), actor)
    form = StrategyForm(request.POST)
    if not form.is_valid():
        return _show(request, Bench(form, status=400), actor)
    return _deed(request, form, actor)


def _opened(request: HttpRequest, actor: Actor) -> StrategyForm:
    """Return the form to begin with: empty, a text in the address, or a kept strategy."""
    asked = {"text": request.GET.get("q", "")[:4_000], "request": request.GET.get("request", "")}
    if kept := request.GET.get("strategy"):
        found = search.saved_strategy(kept, by=actor)
        if found is None:
            raise Http404
        asked = {"text": found.text, "dialect": found.dialect, "request": found.request}
        asked |= {"strategy": found.id, "version": str(found.version)}
    return StrategyForm(asked) if asked["text"] else StrategyForm(initial=asked)


def _deed(request: HttpRequest, form: StrategyForm, actor: Actor) -> HttpResponse:
    """Do what the button said that was pressed."""
    do = request.POST.get("do", "count")
    match = _EDIT.fullmatch(do)
    if do == "translate":
        return _show(request, Bench(form, translated=True), actor)
    if do == "add":
        return _add(request, form, actor)
    if match and match[1] == "edit":
        return _edit(request, form, actor, int(match[2]))
    if match:
        return _replace(request, form, actor, int(match[2]))
    if do == "keep":
        return _keep(request, form, actor)
    return _show(request, Bench(form), actor)


def _edit(request: HttpRequest, form: StrategyForm, actor: Actor, number: int) -> HttpResponse:
    lines = search.strategy_lines(form.cleaned_data["text"])
    if not 1 <= number <= len(lines):
        raise Http404
    line = LineForm(initial={"line": lines[number - 1]})
    return _show(request, Bench(form, line=line, line_number=number), actor)


def _replace(request: HttpRequest, form: StrategyForm, actor: Actor, number: int) -> HttpResponse:
    line = LineForm(request.POST)
    text = form.cleaned_data["text"]
    if not 1 <= number <= len(search.strategy_lines(text)):
        raise Http404
    if not line.is_valid():
        return _show(request, Bench(form, line=line, line_number=number, status=400), actor)
    changed = search.line_replaced(text, number, line.cleaned_data["line"])
    return _show(request, Bench(_with_text(form, changed), edited=number), actor)


def _add(request: HttpRequest, form: StrategyForm, actor: Actor) -> HttpResponse:
    line = LineForm(request.POST)
    if not line.is_valid():
        return _show(request, Bench(form, line=line, status=400), actor)
    text = search.line_added(form.cleaned_data["text"], line.cleaned_data["line"])
    number = len(search.strategy_lines(text))
    return _show(request, Bench(_with_text(form, text), edited=number), actor)


def _with_text(form: StrategyForm, text: str) -> StrategyForm:
    data = cast(QueryDict, form.data).copy()
    data["text"] = text
    changed = StrategyForm(data)
    changed.is_valid()
    return changed


def _keep(request: HttpRequest, form: StrategyForm, actor: Actor) -> HttpResponse:
    keep = KeepForm(request.POST)
    if not keep.is_valid():
        return _show(request, Bench(form, keep=keep, status=400), actor)
    data = form.cleaned_data
    given = StrategyGiven(
        name=keep.cleaned_data["name"],
        text=data["text"],
        dialect=data["dialect"],
        visibility=Visibility(keep.cleaned_data["visibility"]),
        request=data["request"],
    )
    try:
        kept = _write(actor, given, data["strategy"], data["version"])
    except (Refused, search.StrategyError, search.TooMuchWork) as error:
        named = getattr(error, "field", "")
        keep.add_error(named if named in keep.fields else None, str(error))
        return _show(request, Bench(form, keep=keep, status=400), actor)
    except Conflict as error:
        changed = cast(QueryDict, form.data).copy()
        changed["version"] = str(error.version)
        form = StrategyForm(changed)
        form.is_valid()
        keep.add_error(
            None, f"{error} Nothing of yours is lost: look at what it says now, then send it again."
        )
        return _show(request, Bench(form, keep=keep, status=409), actor)
    search_begun(given.request, by=actor)
    messages.success(request, "The strategy is kept, and what it found today with it.")
    return redirect("saved_strategy", kept)


def _write(actor: Actor, given: StrategyGiven, strategy: str, version: int | None) -> str:
    now = timezone.now()
    if not strategy:
        return actions.save_strategy(by=actor, given=given, now=now)
    actions.change_strategy(by=actor, strategy=strategy, given=given, version=version or 0, now=now)
    return strategy


def _show(request: HttpRequest, bench: Bench, actor: Actor) -> HttpResponse:
    form = bench.form
    page: dict[str, object] = {
        "title": "Search workbench",
        "form": form,
        "line": bench.line,
        "line_number": bench.line_number,
        "add": LineForm(prefix=None, auto_id="add_%s"),
        "keep": bench.keep,
        "may_keep": bool(actor.person and actor.party),
        "vocabulary": search.vocabulary(),
        "for_request": request_for(str(form["request"].value() or ""), by=actor),
        "trail": [{"text": "Search", "href": reverse("search")}],
    }
    text = form.cleaned_data["text"] if form.is_bound and form.is_valid() else ""
    if text.strip():
        page |= _counted(bench, text, actor)
        page["kept"] = _kept(form, actor)
    problem = page.get("wrong") or page.get("too_much")
    page["problem"] = bool(problem) or bench.wrong
    return show(request, "workbench/workbench.jinja", page, room="search", status=bench.status)


def _counted(bench: Bench, text: str, actor: Actor) -> dict[str, object]:
    data = bench.form.cleaned_data
    dialect = data["dialect"]
    try:
        counted = search.count_lines(text, dialect=dialect, by=actor)
    except search.TooMuchWork as error:
        return {"too_much": str(error)}
    except search.StrategyError as error:
        return {"too_much": error.message}
    day = timezone.localdate()
    view = presenters.present_counted(
        counted, data["before"], edited=bench.edited, day=f"{day.day} {day:%B %Y}"
    )
    page: dict[str, object] = {"counted": view, "wrong": view.errors}
    page["summary"] = [{"text": said, "href": "#id_text"} for said in view.errors]
    page["works"] = presenters.present_works(
        counted.ids, evidence.works_by_id(counted.ids, by=actor)
    )
    if counted.total is not None and bench.keep is None:
        bench.keep = KeepForm(initial=_initial(bench.form, actor))
    page["keep"] = bench.keep if counted.total is not None else None
    if bench.translated and not view.errors:
        page["translations"] = _translated(text, dialect)
    return page


def _translated(text: str, dialect: str) -> list[presenters.TranslationView]:
    return [
        presenters.present_translation(search.translate(text, dialect=dialect, into=name))
        for name in search.dialects()
    ]


def _initial(form: StrategyForm, actor: Actor) -> dict[str, str]:
    kept = _kept(form, actor)
    if kept is None:
        return {"visibility": Visibility.OWN_PARTY.value}
    return {"name": kept.name, "visibility": kept.visibility.value}


def _kept(form: StrategyForm, actor: Actor) -> StrategyView | None:
    id_ = form.cleaned_data.get("strategy") if form.is_bound else ""
    return search.saved_strategy(id_, by=actor) if id_ else None

"""Write the report, look at it as it will be, deliver it."""

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from concordat.delivery import queries as delivery
from concordat.enquiries import actions, queries
from concordat.enquiries.words import ITEMS, Conflict, EnquiryView, Refused, ReportFacts
from concordat.evidence import queries as evidence
from concordat.evidence.words import WorkView
from concordat.paper import docx, html, pdf
from concordat.paper.tree import Paper
from concordat.parties import queries as parties
from concordat.parties.words import Actor
from concordat.search import queries as search
from concordat.web.access.doors import doors_for
from concordat.web.access.presenters import present_access
from concordat.web.enquiries.context import report_begun
from concordat.web.enquiries.deeds import Data, Page, perform
from concordat.web.enquiries.following import TYPES
from concordat.web.enquiries.forms import ReportForm
from concordat.web.enquiries.queue import found, trail
from concordat.web.pages import show
from concordat.web.readers import actor_of

#: Works of a search that are offered to be put in.
OFFERED = 40
_RENDER: dict[str, Callable[[Paper], bytes | str]] = {
    "docx": docx.render,
    "pdf": pdf.render,
    "html": html.render,
}


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Write the answer in short, choose the works, say what the log cannot know."""
    view, actor = found(request, enquiry_id), actor_of(request)
    written = queries.report(view.id, by=actor)
    initial: dict[str, object] = {
        "version": written.version,
        "summary": written.given.summary,
        "works": "\n".join(_line_of(each, actor) for each in written.given.works),
        **{f"item_{number}": said for number, said in written.given.items.items()},
    }
    form = ReportForm(request.POST or None, initial=initial, logged=written.logged)

    def act(given: Data) -> tuple[str, str]:
        works = (*_read_works(given["works"], actor), *request.POST.getlist("add"))
        actions.save_report(
            by=actor,
            enquiry=view.id,
            given=form.given(works),
            version=given["version"],
            now=timezone.now(),
        )
        report_begun(view.id, by=actor)
        return "The report is saved.", reverse("look_at_report", args=[view.id])

    page = Page(
        "Write the report",
        "Save and look at it",
        trail=trail(view),
        template="enquiries/write.jinja",
        more={
            "enquiry": view,
            "texts": [text for text in written.texts if text.late],
            "offered": _offered(view.id, written.given.works, actor),
            "chosen": request.POST.getlist("add"),
            "screenings": queries.screenings(view.id, by=actor),
            "logged": [
                (item.number, item.name, written.logged[item.number])
                for item in ITEMS
                if item.number in written.logged
            ],
        },
    )
    return perform(request, page, form, act)


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, enquiry_id: str) -> HttpResponse:
    """Show the report as it would be delivered, and deliver it."""
    view, actor = found(request, enquiry_id), actor_of(request)
    if request.method == "POST":
        try:
            _deliver(request, view, actor)
        except (Refused, Conflict) as error:
            messages.error(request, f"It was not delivered. {error}")
            return redirect("look_at_report", view.id)
        messages.success(request, f"Delivered: a letter to {view.asked.email} is on its way.")
        share = "share" in request.POST and not view.answer
        return redirect("publish_answer" if share else "enquiry", view.id)
    page = {
        "title": "The report as it will be",
        "enquiry": view,
        "may_deliver": view.may_report,
        "version": queries.report(view.id, by=actor).version,
        "body": html.body(_paper(request, view)),
        "trail": trail(view),
    }
    return show(request, "enquiries/look.jinja", page, room="ask")


def _deliver(request: HttpRequest, view: EnquiryView, actor: Actor) -> None:
    version = request.POST.get("version", "")
    actions.deliver(
        by=actor,
        enquiry=view.id,
        facts=_facts(request, view),
        version=int(version) if version.isdigit() and len(version) < 10 else 0,
        now=timezone.now(),
    )


@login_required
@never_cache
@require_safe
def draft(request: HttpRequest, enquiry_id: str, form: str) -> HttpResponse:
    """Give the report as it stands as a file, marked as a draft by its name."""
    paper = _paper(request, found(request, enquiry_id))
    body = _RENDER[form](paper)
    headers = {"Content-Disposition": f'attachment; filename="draft-report-{enquiry_id}.{form}"'}
    return HttpResponse(body, content_type=TYPES[form], headers=headers)


def _paper(request: HttpRequest, view: EnquiryView) -> Paper:
    today = timezone.localdate()
    facts = _facts(request, view)
    paper = queries.paper(view.id, by=actor_of(request), facts=facts, today=today)
    if paper is None:
        raise Http404
    return paper


def _facts(request: HttpRequest, view: EnquiryView) -> ReportFacts:
    """Return the access to each work where the requester works, by the sentence pages show."""
    actor, today = actor_of(request), timezone.localdate()
    chosen = queries.report(view.id, by=actor).given.works
    included = [each for one in queries.screenings(view.id, by=actor) for each in one.included]
    held = dict.fromkeys([*chosen, *(each.work for each in included if each.work)])
    works = evidence.works_by_id(list(held), by=actor)
    others = {each.id: each.reference for each in included if each.work not in works}
    names = parties.workplaces(view.asked.organisation, on=today) if view.asked.organisation else []
    place = delivery.place(names[0].slug, on=today) if len(names) == 1 else None
    access = delivery.access_to_works(list(works.values()), at=place, by=actor, on=today)
    access |= delivery.access_to_references(others, at=place, by=actor, on=today)
    said = {}
    for id_, each in access.items():
        doors = doors_for(request, each, place, about="", work=id_ if id_ in works else "")
        shown = present_access(each, place, doors)
        said[id_] = f"{shown.heading}. {shown.why}".replace("..", ".")
    return ReportFacts(access=said, place=place.name if place else "", site=settings.SITE)


def _line_of(work: str, by: Actor) -> str:
    """Return a work as the box of works writes it: its id, with its title to be recognised."""
    known = evidence.works_by_id([work], by=by).get(work)
    return f"{work} {known.title}" if known else work


_WORK = re.compile(r"(?:^|/evidence/)([0-9a-hjkmnp-tv-z]{13})(?=$|[\s/?#])")


def _read_works(text: str, by: Actor) -> list[str]:
    """Return the works named in the box, a line each; raise Refused with the line at fault."""
    works: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not (said := line.strip()):
            continue
        if match := _WORK.search(said):
            works.append(match.group(1))
            continue
        named = evidence.work_named(f"doi:{said}" if said.startswith("10.") else said, by=by)
        if not isinstance(named, WorkView):
            raise Refused("works", f"Line {number}: there is no work “{said[:80]}” here.")
        works.append(named.id)
    return works


def _offered(
    enquiry: str, chosen: tuple[str, ...], by: Actor
) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Return for each strategy its name, its id, and works of its last run not yet chosen."""
    offered = []
    for each in search.saved_strategies(by=by, request=enquiry):
        kept = search.saved_strategy(each.id, by=by)
        if kept and kept.runs:
            ids = [i for i in search.run_ids(kept.runs[0].id, by=by) if i not in chosen][:OFFERED]
            works = evidence.works_by_id(ids, by=by)
            titles = [(id_, f"{works[id_].title} ({works[id_].year or 'no year'})") for id_ in ids]
            offered.append((kept.name, kept.id, titles))
    return offered

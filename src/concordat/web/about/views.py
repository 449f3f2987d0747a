"""Pages about this copy, the report of a problem, and what machines ask first."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from concordat.evidence import queries as evidence
from concordat.nhsuk import fields
from concordat.web.about import reports
from concordat.web.about.forms import ReportForm
from concordat.web.pages import show


def about(request: HttpRequest) -> HttpResponse:
    """Say what Concordat is, what it is not, and where its evidence comes from."""
    page = {"title": "About", "sources": evidence.freshness()}
    return show(request, "about/about.jinja", page, room="about")


def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return show(request, "about/accessibility.jinja", {"title": "Accessibility statement"})


def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about readers: next to nothing."""
    return show(request, "about/privacy.jinja", {"title": "Privacy"})


def report(request: HttpRequest) -> HttpResponse:
    """Take a report of a problem."""
    if request.method != "POST":
        return _form(request, ReportForm(initial={"page": request.GET.get("page", "")[:500]}))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form(request, form, status=400)
    if form.cleaned_data["website"]:
        return redirect("report_received")
    try:
        file = settings.DATA_DIR / "reports.jsonl"
        reports.keep(form.report(), file=file, now=timezone.now())
    except reports.TooManyReports:
        form.add_error(None, "Too many reports came in the last hour. Please try again later.")
        return _form(request, form, status=429)
    return redirect("report_received")


def _form(request: HttpRequest, form: ReportForm, *, status: int = 200) -> HttpResponse:
    page = {
        "title": "Report a problem",
        "problem": bool(form.errors),
        "errors": fields.error_summary(form),
        "what": fields.component(form["what"], rows=6),
        "page_field": fields.component(form["page"]),
        "contact": fields.component(form["contact"], type="email", autocomplete="email"),
    }
    return show(request, "about/report.jinja", page, status=status)


def received(request: HttpRequest) -> HttpResponse:
    """Thank for a report and say what becomes of it."""
    return show(request, "about/received.jinja", {"title": "Thank you"})


def healthz(request: HttpRequest) -> HttpResponse:
    """Tell a machine that pages are served and the database answers. Writes nothing."""
    return JsonResponse({"status": "ok", "revision": evidence.latest_revision()})


def robots(request: HttpRequest) -> HttpResponse:
    """Ask robots to leave the search alone; works and agreements may be indexed."""
    lines = ("User-agent: *", "Disallow: /search", "Disallow: /report", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")

"""The report of a request: what is written, and the whole of it as a paper."""

from collections.abc import Sequence
from datetime import date

from concordat.enquiries.models import Enquiry, EnquiryLetter, Report, ReportDelivery
from concordat.enquiries.queries.follow import followed_id
from concordat.enquiries.queries.rights import seen_by, worked_by
from concordat.enquiries.queries.views import asked_of, cited_view, letter_view
from concordat.enquiries.words import (
    Cited,
    DeliveryView,
    LetterView,
    ReportFacts,
    ReportGiven,
    ReportView,
    Screening,
    TextView,
)
from concordat.enquiries.writing.found import cited_beside, listed, names_of
from concordat.enquiries.writing.report import Log, logged_items, write
from concordat.evidence import queries as evidence
from concordat.paper.tree import Paper
from concordat.parties import queries as parties
from concordat.parties.words import Actor
from concordat.search import queries as search


def report(enquiry: str, *, by: Actor) -> ReportView:
    """Return what is written of a report so far, for those who work on it."""
    asked = Enquiry.objects.filter(worked_by(by), public_id=enquiry).first()
    if asked is None:
        return ReportView(ReportGiven(""), version=0)
    logged = logged_items(_log(asked, by))
    row = Report.objects.filter(enquiry=asked).first()
    if row is None:
        return ReportView(ReportGiven(""), version=0, logged=logged)
    return ReportView(
        given=given_of(row),
        version=row.version,
        logged=logged,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        texts=tuple(TextView(each.text, each.by, each.at, each.late) for each in row.texts.all()),
    )


def given_of(row: Report) -> ReportGiven:
    """Return what a report's row says."""
    items = {int(number): said for number, said in row.items.items()}
    return ReportGiven(row.summary, tuple(row.works), items)


def paper(enquiry: str, *, by: Actor, facts: ReportFacts, today: date) -> Paper | None:
    """Return the report as it would be delivered today, None if `by` may not work on it."""
    row = Enquiry.objects.filter(worked_by(by), public_id=enquiry).first()
    if row is None:
        return None
    written = Report.objects.filter(enquiry=row).first()
    given = given_of(written) if written else ReportGiven("")
    log = _log(row, by)
    library = parties.party_named(row.service or row.owner_id or "")
    works = evidence.works_by_id(works_of(given, log.screenings), by=by)
    lines = listed(given.works, log.screenings, works)
    names = [name for line in lines if line.held is None for name in names_of(line.cited)]
    return write(
        asked_of(row),
        given,
        log,
        works,
        facts,
        library=library.name if library else "",
        today=today,
        fallen=evidence.fallen(names),
    )


def cited(given: ReportGiven, screened: Sequence[Screening], *, by: Actor) -> list[Cited]:
    """Return what a report includes that is no work here."""
    works = evidence.works_by_id(works_of(given, screened), by=by)
    return cited_beside(listed(given.works, screened, works))


def _log(row: Enquiry, by: Actor) -> Log:
    kept = [each.id for each in search.saved_strategies(by=by, request=row.public_id)]
    strategies = [search.saved_strategy(each, by=by) for each in kept]
    held = [each for each in strategies if each]
    runs = [each.runs[0] for each in held if each.runs]
    names = [each.id for each in evidence.collections(by=by, request=row.public_id)]
    return Log(
        tuple(held),
        row.assigned_name,
        screenings(row.public_id, by=by),
        tuple((run.total, search.run_ids(run.id, by=by)) for run in runs),
        frozenset().union(*(evidence.collected_works(name, by=by) for name in names)),
    )


def screenings(enquiry: str, *, by: Actor) -> tuple[Screening, ...]:
    """Return the collections of a request that `by` may see, the oldest first."""
    names = [each.id for each in evidence.collections(by=by, request=enquiry)]
    found = [evidence.collection(name, by=by) for name in reversed(names)]
    return tuple(
        Screening(
            each.name,
            each.flow,
            each.screeners,
            each.deposits,
            tuple(evidence.included_works(each.id, by=by)),
            each.expired,
        )
        for each in found
        if each
    )


def works_of(given: ReportGiven, screened: Sequence[Screening]) -> list[str]:
    """Return the works that a report names: chosen by hand, then included by screening."""
    included = [each.work for one in screened for each in one.included if each.work]
    return list(dict.fromkeys([*given.works, *included]))


def deliveries(enquiry: str, *, by: Actor) -> list[DeliveryView]:
    """Return the receipts of a request, the newest edition first."""
    rows = Enquiry.objects.filter(seen_by(by), public_id=enquiry)
    kept = ReportDelivery.objects.filter(enquiry__in=rows).select_related("letter", "enquiry")
    return [_delivery(row) for row in kept.defer("paper", "pdf", "html")]


def _delivery(row: ReportDelivery) -> DeliveryView:
    return DeliveryView(
        id=row.public_id,
        enquiry=row.enquiry.public_id,
        edition=row.edition,
        to=row.to,
        sha256=row.sha256,
        works=tuple(row.works),
        at=row.at,
        letter=letter_view(row.letter),
        cited=tuple(cited_view(each) for each in row.cited.all()),
    )


def delivered_file(token: str, form: str, *, edition: int = 0) -> tuple[DeliveryView, bytes] | None:
    """Return a delivered report as it was sent: `form` is docx, pdf or html.

    `edition` 0 is the newest. None: a wrong token, or nothing delivered.
    """
    rows = ReportDelivery.objects.filter(enquiry__public_id=followed_id(token))
    if edition:
        rows = rows.filter(edition=edition)
    row = rows.select_related("letter", "enquiry").first()
    if row is None or form not in ("docx", "pdf", "html"):
        return None
    found = {"docx": row.paper, "pdf": row.pdf, "html": row.html.encode()}[form]
    return _delivery(row), bytes(found)


def letters(*, by: Actor, enquiry: str = "", limit: int = 50) -> list[LetterView]:
    """Return the newest letters of the requests that `by` may work on, or of one of them."""
    rows = EnquiryLetter.objects.filter(enquiry__in=Enquiry.objects.filter(worked_by(by)))
    if enquiry:
        rows = rows.filter(enquiry__public_id=enquiry)
    return [letter_view(row) for row in rows.select_related("enquiry")[:limit]]

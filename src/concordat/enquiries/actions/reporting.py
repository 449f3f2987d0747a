"""Write the report, deliver it with a receipt, send it again to another address."""

import hashlib
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from concordat.enquiries.actions.deeds import (
    change,
    library_name,
    link_to,
    needed,
    refuse_patients,
    tell,
    working_on,
    write_to,
)
from concordat.enquiries.actions.falling import keep_cited
from concordat.enquiries.actions.post import came_back
from concordat.enquiries.models import Enquiry, Report, ReportDelivery, SummaryText
from concordat.enquiries.queries.report import cited, given_of, paper, screenings, works_of
from concordat.enquiries.words import (
    ITEMS,
    OPEN,
    Cited,
    Conflict,
    Refused,
    ReportFacts,
    ReportGiven,
    State,
)
from concordat.enquiries.writing import letters
from concordat.evidence import queries as evidence
from concordat.paper import docx, html, pdf
from concordat.parties.actions import note
from concordat.parties.words import Actor

_ASKED = {item.number for item in ITEMS if item.asks}
MOST_WORKS = 500


def save_report(*, by: Actor, enquiry: str, given: ReportGiven, version: int, now: datetime) -> int:
    """Keep what a librarian wrote; return the report's new version.

    `version` is the one that the form was made from. When somebody saved in between, the
    text is kept apart, marked late, and Conflict is raised with both texts.
    """
    with transaction.atomic():
        theirs = _save(by, enquiry, given, version, now)
    if isinstance(theirs, Conflict):
        raise theirs
    return theirs


def _save(
    by: Actor, enquiry: str, given: ReportGiven, version: int, now: datetime
) -> int | Conflict:
    row = working_on(by, enquiry)
    if State(row.state) not in (*OPEN, State.DELIVERED, State.USE_ASKED):
        raise Refused("summary", f"The request is {row.state}: its report is not changed any more.")
    values = _checked(by, given)
    report, _ = Report.objects.get_or_create(enquiry=row)
    text = str(values["summary"])
    kept = Report.objects.filter(pk=report.pk, version=version)
    if not kept.update(**values, version=F("version") + 1, changed_by=by.name, changed_at=now):
        report.refresh_from_db()
        SummaryText.objects.create(report=report, text=text, by=by.name, at=now, late=True)
        note(by=by, deed="keep late summary", about=f"enquiry:{row.public_id}")
        return Conflict(
            mine=text, theirs=_whole(report, by), by=report.changed_by, version=report.version
        )
    report.refresh_from_db()
    SummaryText.objects.create(report=report, text=text, by=by.name, at=now)
    about = f"enquiry:{row.public_id}"
    note(by=by, deed="save report", about=about, changed={"version": report.version})
    return report.version


def _whole(report: Report, by: Actor) -> str:
    """Return all that stands in a report, so that whoever saves next loses none of it."""
    works = evidence.works_by_id(report.works, by=by)
    parts = [report.summary]
    parts += [f"{id_} {works[id_].title}" for id_ in report.works if id_ in works]
    parts += [f"PRISMA-S {number}: {said}" for number, said in report.items.items() if said]
    return "\n".join(part for part in parts if part)


def _checked(by: Actor, given: ReportGiven) -> dict[str, object]:
    summary = given.summary.replace("\r\n", "\n").strip()
    if len(summary) > 20_000:
        raise Refused("summary", "Write at most 20,000 signs.")
    items = {str(n): text.strip()[:4000] for n, text in given.items.items() if n in _ASKED}
    refuse_patients(summary=summary, **{f"item_{n}": text for n, text in items.items()})
    works = list(dict.fromkeys(given.works))
    if len(works) > MOST_WORKS:
        raise Refused("works", f"A report names at most {MOST_WORKS} works.")
    known = evidence.works_by_id(works, by=by)
    if missing := [work for work in works if work not in known]:
        raise Refused("works", f"There is no work {missing[0]} that you may see.")
    return {"summary": summary, "works": works, "items": items}


def deliver(*, by: Actor, enquiry: str, facts: ReportFacts, version: int, now: datetime) -> int:
    """Deliver the report: its files are kept as they are, and a letter says where they lie.

    `version` is that of the report that the librarian looked at. Returns the number of the
    edition. Raises Refused, Conflict.
    """
    today = timezone.localdate(now)
    whole = paper(enquiry, by=by, facts=facts, today=today)
    row = working_on(by, enquiry)
    report = Report.objects.filter(enquiry=row).first()
    if report is None or whole is None or not report.summary:
        raise Refused("summary", "Write the answer in short before you deliver.")
    files = docx.render(whole), pdf.render(whole), html.render(whole)
    screened = screenings(enquiry, by=by)
    works = works_of(given_of(report), screened)
    beside = cited(given_of(report), screened, by=by)
    with transaction.atomic():
        row = working_on(by, enquiry)
        if State(row.state) not in (*OPEN, State.DELIVERED, State.USE_ASKED):
            raise Refused("summary", f"The request is {row.state}.")
        # What was made into files is what is delivered: nobody has saved in between.
        if not Report.objects.filter(pk=report.pk, version=version).exists():
            report.refresh_from_db()
            raise Conflict(
                mine="You wanted to deliver the report as it was.",
                theirs=report.summary,
                by=report.changed_by,
                version=report.version,
            )
        again = State(row.state) is State.USE_ASKED
        state = State.USE_ASKED if again else State.DELIVERED
        change(row, version=None, state=state.value, delivered_at=now)
        edition = _keep(row, report, files, works, beside, by=by, now=now)
        about = f"enquiry:{row.public_id}"
        note(by=by, deed="deliver report", about=about, changed={"edition": edition})
    return edition


def _keep(
    row: Enquiry,
    report: Report,
    files: tuple[bytes, bytes, str],
    works: list[str],
    beside: list[Cited],
    *,
    by: Actor,
    now: datetime,
) -> int:
    edition = row.deliveries.count() + 1
    wording = letters.delivered(
        row.name,
        row.question,
        report.summary,
        link_to(row),
        library_name(row),
        unfollowed=[each.title for each in beside if not each.names],
    )
    delivery = ReportDelivery.objects.create(
        enquiry=row,
        edition=edition,
        to=row.email,
        paper=files[0],
        pdf=files[1],
        html=files[2],
        sha256=hashlib.sha256(files[0]).hexdigest(),
        works=works,
        letter=write_to(row, "delivered", wording, now=now),
        by=by.name,
        at=now,
    )
    keep_cited(delivery, beside)
    tell(row, State(row.state), by=by, said=f"Report, edition {edition}.", now=now)
    return edition


@transaction.atomic
def send_again(*, by: Actor, enquiry: str, email: str, version: int, now: datetime) -> None:
    """Send the last letter that did not arrive to another address, or to the same one.

    It came back, or no mail server has taken it yet; it is not tried any more itself.
    """
    row = working_on(by, enquiry)
    address = needed("email", email, "Write the address.", most=254)
    try:
        validate_email(address)
    except ValidationError as error:
        raise Refused("email", "Write an email address like name@example.org.") from error
    if not row.email:
        raise Refused("email", "Whoever asked is forgotten: there is nobody to write to.")
    lost = Q(bounced_at__isnull=False) | Q(sent_at=None) & ~Q(fault="")
    back = row.letters.filter(lost).first()
    if back is None:
        raise Refused("email", "No letter came back.")
    if back.bounced_at is None:
        came_back(back, back.fault, by=by, now=now)
    change(row, version=version, mine=address, email=address)
    fresh = write_to(row, back.kind, letters.Wording(back.subject, back.body), now=now)
    ReportDelivery.objects.filter(letter=back).update(letter=fresh, to=address)
    tell(row, State(row.state), by=by, said="Sent again to another address.", now=now)
    note(by=by, deed="send again", about=f"enquiry:{row.public_id}")

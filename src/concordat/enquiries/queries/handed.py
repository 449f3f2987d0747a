"""Which works reached whom by a letter of this room?"""

from datetime import datetime

from concordat.enquiries.models import AnsweredQuestion, EnquiryLetter, ReportDelivery
from concordat.enquiries.words import Handed


def handed(*, since: datetime | None = None) -> list[Handed]:
    """Return the letters with works that were written since a moment, None: all of them.

    For the recall of what falls, which must know every holder: it asks for nobody. A letter
    that was sent again to another address is a letter of its own.
    """
    rows = EnquiryLetter.objects.filter(kind__in=("delivered", "reused"))
    if since is not None:
        rows = rows.filter(written_at__gte=since)
    letters = list(rows.select_related("enquiry").order_by("pk"))
    reports = {
        row.letter_id: row
        for row in ReportDelivery.objects.filter(letter__in=letters).defer("paper", "pdf", "html")
    }
    reused = {letter.enquiry.reused for letter in letters if letter.kind == "reused"}
    answers = {row.public_id: row for row in AnsweredQuestion.objects.filter(public_id__in=reused)}
    found = []
    for letter in letters:
        if report := reports.get(letter.pk):
            thing = letter.enquiry.public_id, str(report.edition)
            found.append(_handed(letter, "report", *thing, report.works))
        elif answer := answers.get(letter.enquiry.reused):
            found.append(_handed(letter, "answer", answer.public_id, "", answer.works))
    return found


def _handed(letter: EnquiryLetter, kind: str, thing: str, version: str, works: list[str]) -> Handed:
    return Handed(
        id=letter.public_id,
        kind=kind,
        thing=thing,
        version=version,
        works=tuple(works),
        at=letter.written_at,
        person=letter.enquiry.person,
        mail=letter.to,
    )

"""Questions that were answered, and those like one that is being asked."""

from datetime import datetime

from django.db.models import QuerySet

from concordat.enquiries.likeness import alike
from concordat.enquiries.models import AnsweredQuestion, Enquiry
from concordat.enquiries.queries.rights import seen_by
from concordat.enquiries.queries.views import answer_view, line
from concordat.enquiries.words import AnswerView, EnquiryView, Likely
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor
from concordat.search import queries as search

#: Answers that are compared with a question, the newest first.
COMPARED = 2000


def similar(question: str, *, by: Actor) -> list[Likely]:
    """Return the answered questions most like this one, among those that `by` may read."""
    rows = _kept(by)[:COMPARED]
    known = {row.public_id: row for row in rows}
    words = {key: search.words_of(row.question) for key, row in known.items()}
    found = alike(search.words_of(question), words)
    return [Likely(answer_view(known[key]), round(share, 2)) for key, share, _ in found]


def delivered_like(question: str, *, by: Actor, now: datetime) -> list[EnquiryView]:
    """Return the requests most like a question whose reports `by` may read: theirs first.

    Their own, and those of the library that they work for.
    """
    rows = Enquiry.objects.filter(seen_by(by), delivered_at__isnull=False)
    ordered = rows.prefetch_related("letters").order_by("-delivered_at")[:COMPARED]
    known = {row.public_id: row for row in ordered}
    words = {key: search.words_of(row.question) for key, row in known.items()}
    found = alike(search.words_of(question), words)
    views = [line(known[key], now=now) for key, _, _ in found]
    return sorted(views, key=lambda view: view.person != by.person)


def answer(public_id: str, *, by: Actor) -> AnswerView | None:
    """Return an answered question, None if there is none that `by` may see."""
    row = AnsweredQuestion.objects.filter(visible_to(by), public_id=public_id).first()
    return answer_view(row) if row else None


def _kept(by: Actor) -> QuerySet[AnsweredQuestion]:
    rows = AnsweredQuestion.objects.filter(visible_to(by)).select_related("delivery")
    return rows.prefetch_related("delivery__cited")


def answers(*, by: Actor, limit: int = 200) -> list[AnswerView]:
    """Return the answered questions that `by` may read, the newest first."""
    return [answer_view(row) for row in _kept(by)[:limit]]

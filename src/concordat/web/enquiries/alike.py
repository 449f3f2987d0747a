"""What answers a question already: guidance first, then other works."""

from django.utils import timezone

from concordat.enquiries.words import AnswerView
from concordat.evidence import queries as evidence
from concordat.evidence.words import Kind, WorkView
from concordat.parties.words import Actor
from concordat.search import queries as search
from concordat.search.words import Filters, Mode, Question

#: A work is shown when it has at least this share of the question's words.
SHARE = 0.5
SHOWN = 5


def guidance_for(question: str, *, by: Actor) -> list[WorkView]:
    """Return the guidance that has most of the question's words, the best first."""
    return _found(question, Filters(kinds=(Kind.GUIDANCE.value,)), by=by)


def works_for(question: str, *, by: Actor) -> list[WorkView]:
    """Return the reviews that have most of the question's words, the best first."""
    return _found(question, Filters(kinds=(Kind.SYSTEMATIC_REVIEW.value,)), by=by)


def works_of(answer: AnswerView, *, by: Actor) -> list[WorkView]:
    """Return the works of an answer that `by` may see, as they stand now."""
    found = evidence.works_by_id(answer.works, by=by)
    return [found[each] for each in answer.works if each in found]


def _found(question: str, filters: Filters, *, by: Actor) -> list[WorkView]:
    asked = Question(question, mode=Mode.QUESTION, filters=filters, page_size=20)
    words = len(set(search.words_of(question))) or 1
    answer = search.find(asked, by=by, today=timezone.localdate())
    hits = [hit.id for hit in answer.hits if len(set(hit.receipt.terms)) / words >= SHARE]
    found = evidence.works_by_id(hits[:SHOWN], by=by)
    return [found[id_] for id_ in hits[:SHOWN] if id_ in found]

"""What does a link from another system ask for?"""

from dataclasses import dataclass
from datetime import date

from concordat.delivery.access.articles import article_cited, article_of
from concordat.delivery.access.openurl import read_openurl
from concordat.delivery.queries.access import access_to
from concordat.delivery.queries.launch import without_codes, without_patients
from concordat.delivery.words import Access, Citation, Place
from concordat.evidence import queries as evidence
from concordat.evidence.words import Moved, WorkView
from concordat.parties.words import Actor

__all__ = ["Resolved", "read_openurl", "resolve", "without_codes", "without_patients"]


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a link names: the work, if it is held here, and the access to it."""

    citation: Citation
    work: WorkView | None
    access: Access


def resolve(citation: Citation, *, at: Place | None, by: Actor, on: date) -> Resolved:
    """Return the work that a citation names and the access to it.

    What is not held here is judged by what the link itself says of it.
    """
    work = _work(citation, by=by)
    article = article_of(work) if work else article_cited(citation)
    return Resolved(citation, work, access_to({"": article}, at=at, by=by, on=on)[""])


def _work(citation: Citation, *, by: Actor) -> WorkView | None:
    for name in (f"doi:{citation.doi}", f"pmid:{citation.pmid}"):
        if name.endswith(":"):
            continue
        found = evidence.work_named(name, by=by)
        if isinstance(found, Moved):
            found = evidence.work(found.to, by=by)
        if isinstance(found, WorkView):
            return found
    return None

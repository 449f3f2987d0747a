"""Find a work to name it somewhere: by its address, an identifier, or words."""

from django.utils import timezone

from concordat.evidence import queries as evidence
from concordat.evidence.words import Moved, WorkView
from concordat.parties.words import Actor
from concordat.search import queries as search
from concordat.search.words import Question

SHOWN = 10


def pick(text: str, *, by: Actor) -> list[WorkView]:
    """Return the one work that the text names, or the first few that it finds."""
    text = text.strip()
    if not text:
        return []
    named = named_work(text, by=by)
    if named is not None:
        return [named]
    try:
        answer = search.find(Question(text, page_size=SHOWN), by=by, today=timezone.localdate())
    except (search.StrategyError, search.TooMuchWork):
        return []
    ids = [hit.id for hit in answer.hits]
    works = evidence.works_by_id(ids, by=by)
    return [works[id_] for id_ in ids if id_ in works]


def named_work(text: str, *, by: Actor) -> WorkView | None:
    """Return the work whose address in this copy, public id or identifier the text is."""
    if "/evidence/" in text:
        text = text.split("/evidence/", 1)[1].split("?")[0].strip("/").split("/")[0]
    identifier = evidence.read_identifier(text)
    name = f"{identifier.scheme}:{identifier.value}" if identifier else text
    found = evidence.work_named(name, by=by)
    if isinstance(found, Moved):
        found = evidence.work(found.to, by=by)
    return found if isinstance(found, WorkView) else None

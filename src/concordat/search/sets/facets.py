"""By what a result is divided for its reader. Pure; every engine counts facets so."""

from concordat.search.sets.fields import year_of
from concordat.search.words import Document

#: Facet, and the attribute of `Filters` that chooses in it.
FACETS = {
    "kind": "kinds",
    "standing": "standings",
    "year": "years",
    "journal": "journals",
    "party": "parties",
}


def year_span(choice: str) -> tuple[int, int] | None:
    """Read "2019" or "2010-2019"; None when it is neither, and such a choice finds nothing."""
    first, dash, last = choice.strip().partition("-")
    try:
        return (int(first), int(last if dash else first))
    except ValueError:
        return None


def facet_values(document: Document, facet: str) -> tuple[str, ...]:
    """Return the values that a document counts for in a facet."""
    match facet:
        case "kind":
            held: tuple[str, ...] = (document.kind,)
        case "standing":
            held = (document.standing,)
        case "year":
            year = year_of(document)
            held = () if year is None else (str(year),)
        case "journal":
            held = (document.journal,)
        case _:
            held = tuple(dict.fromkeys(document.parties))
    return tuple(filter(None, held))

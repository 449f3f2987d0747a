"""What is this work?"""

from collections.abc import Collection

from concordat.evidence.identity import identifiers
from concordat.evidence.models import Work, WorkIdentifier
from concordat.evidence.queries.works_by_id import views
from concordat.evidence.words import Identifier, Moved, WorkView
from concordat.parties.queries import visible_to
from concordat.parties.words import Actor

#: Schemes that people type without saying which, in the order in which they are tried.
_TYPED = ("doi", "pmid", "pmcid", "nice", "url")


def work(id: str, *, by: Actor) -> WorkView | Moved | None:  # noqa: A002 - the door's word
    """Return the work with this public id, where it went, or None if there is none for `by`."""
    row = Work.objects.filter(visible_to(by), public_id=id).first()
    if row is None:
        return None
    if row.merged_into_id is None:
        return views([row], by=by)[id]
    end = _end(row)
    return Moved(to=end.public_id) if Work.objects.filter(visible_to(by), pk=end.pk) else None


def work_named(name: str, *, by: Actor) -> WorkView | Moved | None:
    """Return the work with a public id or an identifier like `doi:10.1000/1` or `pmid:1`."""
    scheme, colon, value = name.strip().partition(":")
    if not colon:
        return work(name.strip(), by=by)
    identifier = identifiers.canonical(scheme.lower(), value)
    if identifier is None:
        return None
    row = (
        Work.objects.filter(visible_to(by))
        .filter(
            pk__in=WorkIdentifier.objects.filter(
                scheme=identifier.scheme, value=identifier.value
            ).values("work")
        )
        .order_by("pk")
        .first()
    )
    return work(row.public_id, by=by) if row else None


def _end(row: Work) -> Work:
    while row.merged_into is not None:
        row = row.merged_into
    return row


def ids_of(id: str) -> tuple[str, ...]:  # noqa: A002 - the door's word
    """Return the work's public id and those of all that were merged into it.

    For rooms that keep public ids of works: what they wrote before a merge still counts.
    """
    return tuple(ids_of_all([id]))


def ids_of_all(ids: Collection[str]) -> list[str]:
    """Return the public ids of works and of all that were merged into any of them."""
    found = dict.fromkeys(ids)
    fresh = list(found)
    while fresh:
        rows = Work.objects.filter(merged_into__public_id__in=fresh)
        fresh = [each for each in rows.values_list("public_id", flat=True) if each not in found]
        found |= dict.fromkeys(fresh)
    return list(found)


def read_identifier(text: str) -> Identifier | None:
    """Return the DOI, PMID, PMCID, NICE code or web address that a person typed, or None."""
    text = text.strip()
    scheme, colon, value = text.partition(":")
    if colon and scheme.lower() in _TYPED:
        return identifiers.canonical(scheme.lower(), value)
    for scheme in _TYPED:
        found = identifiers.canonical(scheme, text)
        if found is not None and (scheme != "pmid" or text.isdigit()):
            return found
    return None

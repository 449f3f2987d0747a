"""Can what a record of another database cites be opened, though it is no work here?"""

from collections.abc import Mapping
from datetime import date

from concordat.delivery.access.articles import article_cited
from concordat.delivery.queries.access import access_to
from concordat.delivery.words import Access, Citation, Place
from concordat.evidence.words import Reference
from concordat.investment.words import title_name
from concordat.parties.words import Actor


def access_to_references(
    references: Mapping[str, Reference], *, at: Place | None, by: Actor, on: date
) -> dict[str, Access]:
    """Return the access to each reference, under the same key."""
    articles = {key: article_cited(_citation(each)) for key, each in references.items()}
    return access_to(articles, at=at, by=by, on=on)


def _citation(found: Reference) -> Citation:
    isbns = [each.value for each in found.identifiers if each.scheme == "isbn"]
    return Citation(
        title=found.title,
        journal=found.journal,
        issns=tuple(name for each in found.issns if (name := title_name(each))),
        isbns=tuple(name for each in isbns if (name := title_name(each))),
        date=found.published_on or (f"{found.year:04}" if found.year else ""),
        volume=found.volume,
        issue=found.issue,
        pages=found.pages,
    )

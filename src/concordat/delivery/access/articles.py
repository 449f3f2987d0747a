"""What decides the access to a work, or to what a link from elsewhere names. Pure."""

from concordat.delivery.access.covering import day_bounds
from concordat.delivery.words.access import Article, Citation, OpenCopy
from concordat.evidence.words import Cited, Kind, WorkView
from concordat.investment.words import title_name

_OPENLY_PUBLISHED = (Kind.GUIDANCE, Kind.GREY_LITERATURE)


def article_of(work: WorkView | Cited) -> Article:
    """Return what is known of a work that decides whether it can be opened."""
    names = {title_name(issn) for issn in work.issns}
    names |= {title_name(each.value) for each in work.identifiers if each.scheme == "isbn"}
    days = day_bounds(work.published_on) or day_bounds(f"{work.year or '':0>4}")
    return Article(
        title=work.title,
        names=frozenset(names - {""}),
        earliest=days[0] if days else None,
        latest=days[1] if days else None,
        volume=work.volume,
        issue=work.issue,
        open_copies=tuple(_copies(work)),
    )


def _copies(work: WorkView | Cited) -> list[OpenCopy]:
    """Return the copies that anybody may read: in PubMed Central, or where a body publishes."""
    found = [
        OpenCopy(f"https://pmc.ncbi.nlm.nih.gov/articles/{each.value}/", "PubMed Central")
        for each in work.identifiers
        if each.scheme == "pmcid"
    ]
    page = work.url.startswith(("https://", "http://"))
    if work.party and work.kind in _OPENLY_PUBLISHED and page:
        found.append(OpenCopy(work.url, "the body that published it"))
    return found


def article_cited(citation: Citation) -> Article:
    """Return what a link from elsewhere says that decides whether it can be opened."""
    days = day_bounds(citation.date)
    return Article(
        title=citation.title or citation.journal,
        names=frozenset(citation.issns + citation.isbns),
        earliest=days[0] if days else None,
        latest=days[1] if days else None,
        volume=citation.volume,
        issue=citation.issue,
    )

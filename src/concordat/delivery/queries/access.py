"""Can this be opened, there, today?"""

from collections.abc import Mapping, Sequence
from datetime import date

from concordat.delivery.access.articles import article_of
from concordat.delivery.access.deciding import decide
from concordat.delivery.words import Access, Article, Place
from concordat.evidence.words import WorkView
from concordat.investment import queries as investment
from concordat.parties import queries as parties
from concordat.parties.words import Actor


def place(slug: str, *, on: date) -> Place | None:
    """Return an organisation as a place of work on a date; None: there is no such.

    What was agreed with a party that is gone holds for its only heir.
    """
    within = parties.above(slug, on=on)
    if not within:
        return None
    within |= parties.inherited_by(within, on=on)
    keys = parties.keys_of([slug])
    names = parties.names_of(list(keys.values()), on=on)
    return Place(slug, next(iter(names.values()), slug), within)


def access_to(
    articles: Mapping[str, Article], *, at: Place | None, by: Actor, on: date
) -> dict[str, Access]:
    """Return the access to each article at a place on a date, under the same key.

    Any number of articles costs as many questions to the database as one.
    """
    names = {name for article in articles.values() for name in article.names}
    claims = investment.claims_for(names, by=by, on=on)
    supplies = investment.supplies(on=on) if at else []
    return {
        key: decide(
            article,
            at,
            [
                claim
                for claim in claims
                if article.names & {claim.coverage.print_name, claim.coverage.online_name}
            ],
            supplies,
            on=on,
        )
        for key, article in articles.items()
    }


def access_to_works(
    works: Sequence[WorkView], *, at: Place | None, by: Actor, on: date
) -> dict[str, Access]:
    """Return the access to each work by its public id."""
    return access_to({work.id: article_of(work) for work in works}, at=at, by=by, on=on)

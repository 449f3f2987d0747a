"""The verdict: rows that hold the article, deals that hold for the reader, and open copies. Pure.

Never "yes" without a row that names the article and holds it for certain, and a deal on
that row's package that is in force on the day and made for the reader's organisation.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from concordat.delivery.access.covering import covers
from concordat.delivery.words.access import Access, Article, Place, Verdict, Way
from concordat.investment.words import (
    Claim,
    Coverage,
    DealView,
    Permission,
    Reach,
    SupplyView,
    Use,
)
from concordat.parties.words import Certainty

#: From the best way to the worst.
RANKS = (Verdict.YES, Verdict.OPEN, Verdict.SIGN_IN, Verdict.PARTLY)
_WHOLE = {"fulltext", "ebook"}
#: Verdicts on which a reader can open the thing, without a doubt.
OPENABLE = frozenset({Verdict.YES, Verdict.OPEN, Verdict.SIGN_IN})


def decide(
    article: Article,
    place: Place | None,
    claims: Iterable[Claim],
    supplies: Sequence[SupplyView] = (),
    *,
    on: date,
) -> Access:
    """Return whether the article can be opened at a place on a day, with every way and miss.

    No place: only what anybody may open is certain.
    """
    ways: list[Way] = []
    misses: list[str] = []
    for claim in claims:
        inside = covers(claim.coverage, article, on=on)
        if inside is not Certainty.NO:
            ways += _ways(claim, inside, place, on, misses)
        elif article.names & {claim.coverage.print_name, claim.coverage.online_name}:
            misses.append(_outside(claim))
    ways += [Way(Verdict.OPEN, copy.url, copy.where) for copy in article.open_copies]
    ways.sort(key=lambda way: RANKS.index(way.verdict))
    supply = _supply(place, supplies)
    return Access(
        verdict=_verdict(article, place, ways, supply),
        ways=tuple(ways),
        misses=tuple(dict.fromkeys(misses)),
        supply=supply,
    )


def rows_that_open(
    claims: Iterable[Claim], place: Place | None, *, on: date
) -> dict[str, list[Coverage]]:
    """Return by name the rows that open at a place whatever they hold for certain."""
    found: dict[str, list[Coverage]] = {}
    for claim in claims:
        row = claim.coverage
        usable = row.free or any(not _why_not(deal, place, on) for deal in claim.deals)
        if usable and row.depth in _WHOLE:
            for name in {row.print_name, row.online_name} - {""}:
                found.setdefault(name, []).append(row)
    return found


def opens(article: Article, rows: Mapping[str, Sequence[Coverage]], *, on: date) -> bool:
    """Return whether the verdict of `decide` is in OPENABLE, given `rows_that_open`."""
    return bool(article.open_copies) or any(
        covers(row, article, on=on) is Certainty.YES
        for name in article.names
        for row in rows.get(name, ())
    )


def _verdict(
    article: Article, place: Place | None, ways: Sequence[Way], supply: SupplyView | None
) -> Verdict:
    if ways:
        return ways[0].verdict
    if place is None or not article.names:
        return Verdict.REQUEST if supply else Verdict.UNKNOWN
    return Verdict.REQUEST if supply else Verdict.NO


def _ways(
    claim: Claim, inside: Certainty, place: Place | None, on: date, misses: list[str]
) -> Iterator[Way]:
    row = claim.coverage
    doubt = _doubt(row, inside)
    if row.free:
        yield _way(claim, Verdict.PARTLY if doubt else Verdict.OPEN, doubt)
        return
    for deal in claim.deals:
        why_not = _why_not(deal, place, on)
        if why_not:
            misses.append(why_not)
            continue
        whole = Verdict.SIGN_IN if deal.sign_in else Verdict.YES
        yield _way(claim, Verdict.PARTLY if doubt else whole, doubt, deal)
    if not claim.deals:
        misses.append(f"{claim.package} has it, and no agreement opens that package.")


def _way(claim: Claim, verdict: Verdict, doubt: str, deal: DealView | None = None) -> Way:
    return Way(
        verdict=verdict,
        url=claim.coverage.url,
        where=claim.platform,
        package=claim.package,
        coverage=claim.coverage,
        deal=deal,
        said_on=claim.said_on,
        said_by=claim.said_by,
        doubt=doubt,
    )


def _doubt(row: Coverage, inside: Certainty) -> str:
    """Return why it may not be all there, or nothing."""
    if row.depth not in _WHOLE:
        what = row.depth or "an amount that the list does not say"
        return f"The list says that the package has {what}, not the full text of everything."
    if inside is not Certainty.YES:
        return "Its date or volume is not known well enough to say whether it is inside."
    return ""


def _why_not(deal: DealView, place: Place | None, on: date) -> str:
    """Return why a deal does not open anything for the reader, or nothing when it does."""
    if deal.since and on < deal.since:
        return f"{deal.name} begins on {said(deal.since)}."
    if deal.until and on > deal.until:
        return f"{deal.name} ended on {said(deal.until)}."
    if (Use.READ, Permission.PROHIBITED) in deal.terms:
        return f"{deal.name} does not permit reading it."
    everybody = deal.reach is Reach.NATIONAL and not deal.parties
    if place is None:
        return f"{deal.name} may open it: it depends on where you work."
    if not (everybody or deal.parties & place.within):
        return f"{deal.name} is not made for {place.name}."
    return ""


def _outside(claim: Claim) -> str:
    return f"{claim.package} has the title {span(claim.coverage)}: this is outside it."


def _supply(place: Place | None, supplies: Sequence[SupplyView]) -> SupplyView | None:
    if place is None:
        return None
    serving = [each for each in supplies if each.parties & place.within]
    own = [each for each in serving if place.slug in each.parties]
    return next(iter([*own, *serving]), None)


def span(row: Coverage) -> str:
    """Return from when to when a row holds its title, in words."""
    first = row.first_on or "a date that is not said"
    last = f"to {row.last_on}" if row.last_on else "to this day"
    volumes = f" (from volume {row.first_volume})" if row.first_volume else ""
    wall = f", with the embargo {row.embargo}" if row.embargo else ""
    return f"from {first}{volumes} {last}{wall}"


def said(day: date) -> str:
    """Return a day as people write it."""
    return f"{day.day} {day:%B %Y}"

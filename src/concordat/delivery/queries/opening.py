"""Which of all works can be opened there?"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from django.conf import settings

from concordat.delivery.access.articles import article_of
from concordat.delivery.access.deciding import opens, rows_that_open
from concordat.delivery.words import Place
from concordat.evidence import queries as evidence
from concordat.evidence.words import Cited
from concordat.investment import queries as investment
from concordat.investment.words import Coverage
from concordat.parties import queries as parties
from concordat.parties.words import Actor

#: Works that are looked through while a reader waits for a page that did not ask for it.
QUICKLY = 20_000
#: Changes that are followed one by one; with more, all is looked through anew.
_FOLLOWED = 5_000
_AT_ONCE = 2_000
_KEPT = 32


@dataclass(frozen=True, slots=True)
class _Known:
    """What was found out, and all that it rests on."""

    ids: frozenset[str]
    on: date
    deeds: int  # rows of the audit record: while it is the same, nothing was written
    holdings: str
    revision: int


_Key = tuple[frozenset[str], frozenset[str], str]
#: Of this process, by place, by what the asker may see, and by where the data lie.
_known: OrderedDict[_Key, _Known] = OrderedDict()


def openable(*, at: Place | None, by: Actor, on: date, wait: bool = True) -> frozenset[str] | None:
    """Return the public ids of all works that can be opened at a place on a date.

    Exactly those of which `access_to_works` says yes, yes after sign-in, or open copy. There
    may be works among them that `by` may not see: they narrow what a search finds, and are
    not to be shown. Worked out once, then kept up with what changes; None when it would take
    long and `wait` is not wished.
    """
    key = (at.within if at else frozenset(), parties.audiences_of(by), str(settings.DATA_DIR))
    known = _renewed(_known.get(key), at, by, on)
    if known is None and not wait and evidence.how_many_cited() > QUICKLY:
        return None
    _known[key] = known = known or _worked_out(at, by, on)
    _known.move_to_end(key)
    while len(_known) > _KEPT:
        _known.popitem(last=False)
    return known.ids


def _renewed(known: _Known | None, at: Place | None, by: Actor, on: date) -> _Known | None:
    """Return what is known with later changes of works; None when it rests on other terms."""
    if known is None or known.on != on:
        return None
    deeds = parties.deeds_done()
    if deeds == known.deeds:
        return known
    if investment.mark_of_holdings(by=by) != known.holdings:
        return None
    changed = evidence.changes_since(known.revision, limit=_FOLLOWED)
    if len(changed) == _FOLLOWED:
        return None
    ids = {one.work for one in changed}
    again = _which_open(evidence.cited(ids), at, by, on) if ids else frozenset()
    revision = changed[-1].number if changed else known.revision
    return replace(known, ids=(known.ids - ids) | again, deeds=deeds, revision=revision)


def _worked_out(at: Place | None, by: Actor, on: date) -> _Known:
    """Look through all works. What it rests on is read first: at worst it is done once more."""
    deeds, revision = parties.deeds_done(), evidence.latest_revision()
    holdings = investment.mark_of_holdings(by=by)
    ids = _which_open(evidence.cited(), at, by, on)
    return _Known(ids, on, deeds, holdings, revision)


def _which_open(works: Iterable[Cited], at: Place | None, by: Actor, on: date) -> frozenset[str]:
    rows: dict[str, list[Coverage]] = {}
    asked: set[str] = set()
    found: list[str] = []
    waiting = iter(works)
    while some := list(islice(waiting, _AT_ONCE)):
        articles = [article_of(work) for work in some]
        names = {name for article in articles for name in article.names} - asked
        asked |= names
        claims = investment.claims_for(names, by=by, on=on)
        held = rows_that_open(claims, at, on=on)
        # a row's other name is asked for when a work has it
        rows |= {name: held[name] for name in names & held.keys()}
        found += [
            work.id
            for work, article in zip(some, articles, strict=True)
            if opens(article, rows, on=on)
        ]
    return frozenset(found)

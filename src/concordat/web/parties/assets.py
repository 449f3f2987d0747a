"""Knowledge assets, asked of each room and joined for a party's page and register."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from concordat.delivery import queries as delivery
from concordat.enquiries import queries as enquiries
from concordat.evidence import queries as evidence
from concordat.forum import queries as forum
from concordat.investment import queries as investment
from concordat.parties import queries as parties
from concordat.parties.words import (
    NOT_RECORDED,
    Actor,
    Asset,
    Certainty,
    called,
    in_order,
    need_of,
    pounds,
    said_cost,
    said_review,
    said_use,
)
from concordat.search import queries as search
from concordat.web.evidence.standing import Tag, sentence
from concordat.web.parties.forms import AsAt

#: Every room that keeps knowledge for a party offers the same two queries.
ROOMS: tuple[Callable[..., Sequence[Asset]], ...] = (
    parties.assets_of,
    evidence.assets_of,
    search.assets_of,
    investment.assets_of,
    forum.assets_of,
    enquiries.assets_of,
    delivery.assets_of,
)
ORPHANS: tuple[Callable[..., Sequence[Asset]], ...] = (
    parties.orphans,
    evidence.orphans,
    search.orphans,
    investment.orphans,
    forum.orphans,
    enquiries.orphans,
    delivery.orphans,
)
#: Kinds whose `address` is a page here, with the name of that page.
_PAGES = {
    "agreement": "agreement",
    "service below it": "party",
    "commitment": "agreement",
    "pack": "pack",
    "pack draft": "draft",
    "strategy": "saved_strategy",
    "collection": "collection",
    "scenario": "scenario",
    "joint work area": "area",
    "planned work": "plan",
    "answer": "answer",
}
_DATED = frozenset({"agreement", "party"})  # names of pages that show a day


@dataclass(frozen=True, slots=True)
class AssetLine:
    kind: str
    label: str
    href: str  # of a page here, or nothing
    owners: tuple[tuple[str, str, bool], ...]  # slug, name, for certain
    first: tuple[str, str]  # slug and name of its first owner; empty: none is recorded
    decisions: tuple[str, ...]
    review: str
    cost: str
    cost_more: str  # what the figure is, and who says so
    used: str
    used_more: str  # what counts as a use
    tag: Tag | None


@dataclass(frozen=True, slots=True)
class KindLine:
    """All assets of a kind in one row."""

    kind: str
    name: str
    count: int
    needing: int
    cost: str


def of_party(slug: str, *, by: Actor, as_at: AsAt) -> list[Asset]:
    """Return the assets of a party in every room."""
    return [each for room in ROOMS for each in room(slug, by=by, on=as_at.on, as_if=as_at.events)]


def orphans(*, by: Actor, as_at: AsAt) -> list[Asset]:
    """Return what nobody answers for for certain in any room, as far as `by` may see it."""
    return [each for room in ORPHANS for each in room(by=by, on=as_at.on, as_if=as_at.events)]


def present(assets: Iterable[Asset], *, on: date, carry: str = "") -> tuple[AssetLine, ...]:
    """Return a row for each, those that somebody must see to first."""
    return tuple(_line(each, on, carry) for each in in_order(assets, on))


def by_kind(assets: Sequence[Asset], *, on: date) -> tuple[KindLine, ...]:
    """Return a row for each kind, in order of its name."""
    found = []
    for kind in {asset.kind for asset in assets}:
        those = [asset for asset in assets if asset.kind == kind]
        needing = sum(need_of(asset, on) is not None for asset in those)
        found.append(KindLine(kind, sentence(called(kind)), len(those), needing, total(those)))
    return tuple(sorted(found, key=lambda line: line.name))


def total(assets: Sequence[Asset]) -> str:
    """Return what is paid a year, of what is shown and held for certain; never half a sum."""
    costs = [asset.cost for asset in assets if asset.cost and not asset.orphaned]
    figures = [cost.pence for cost in costs if cost.shown and cost.pence is not None]
    if any(asset.cost and not asset.cost.shown for asset in assets):
        return "not shown to you"
    if not figures:
        return "no figure"
    return f"{pounds(sum(figures))} ({len(figures)} of {len(assets)})"


def _line(asset: Asset, on: date, carry: str) -> AssetLine:
    return AssetLine(
        kind=sentence(called(asset.kind)),
        label=asset.label,
        href=_href(asset, carry),
        owners=tuple(
            (holder.party.slug, holder.party.name, holder.certainty is Certainty.YES)
            for holder in asset.owner.holders
        ),
        first=(asset.owner.party.slug, asset.owner.party.name),
        decisions=asset.owner.decisions,
        review=said_review(asset),
        cost=said_cost(asset),
        cost_more=_cost_more(asset),
        used=said_use(asset),
        used_more=asset.used.what if asset.used and said_use(asset) != NOT_RECORDED else "",
        tag=_tag(asset, on),
    )


def _cost_more(asset: Asset) -> str:
    cost = asset.cost
    if cost is None or not cost.shown:
        return ""
    basis = cost.basis if cost.pence is not None else ""
    source = f"Source: {cost.source}" if cost.source else ""
    return ". ".join(said for said in (basis, source) if said)


def _href(asset: Asset, carry: str) -> str:
    if asset.kind == "collection of works":
        asked = {"q": "", "party": asset.address, "sort": "newest"}
        return f"{reverse('search')}?{urlencode(asked)}"
    page = _PAGES.get(asset.kind)
    if page is None or not asset.address:
        return ""
    return reverse(page, args=[asset.address]) + (carry if page in _DATED else "")


def _tag(asset: Asset, on: date) -> Tag | None:
    need = need_of(asset, on)
    return Tag(sentence(need.text), "red" if need.urgent else "yellow") if need else None

"""Knowledge assets of a party, asked of each room and joined for its page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from concordat.delivery import queries as delivery
from concordat.parties import queries as parties
from concordat.parties.words import Actor, Asset, Certainty
from concordat.search import queries as search
from concordat.web.evidence.standing import Tag, sentence
from concordat.web.parties.forms import AsAt

#: Every room that keeps knowledge for a party offers the same query.
ROOMS: tuple[Callable[..., Sequence[Asset]], ...] = (
    parties.assets_of,
    delivery.assets_of,
    search.assets_of,
)
#: Kinds whose `address` is a page here, with the name of that page.
_PAGES = {"agreement": "agreement", "commitment": "agreement", "pack": "pack"}


@dataclass(frozen=True, slots=True)
class AssetLine:
    kind: str
    label: str
    page: tuple[str, str] | None  # name of a page, and what it takes
    owners: tuple[tuple[str, str, bool], ...]  # slug, name, for certain
    review: str
    tag: Tag | None


def of_party(slug: str, *, by: Actor, as_at: AsAt) -> list[Asset]:
    """Return the assets of a party in every room."""
    return [each for room in ROOMS for each in room(slug, by=by, on=as_at.on, as_if=as_at.events)]


def present(assets: Sequence[Asset], *, on: date) -> tuple[AssetLine, ...]:
    """Return a row for each, those that somebody must see to first."""
    lines = [_line(each, on) for each in assets]
    return tuple(sorted(lines, key=lambda line: (line.tag is None, line.kind, line.label)))


def _line(asset: Asset, on: date) -> AssetLine:
    page = _PAGES.get(asset.kind)
    return AssetLine(
        kind=sentence(asset.kind),
        label=asset.label,
        page=(page, asset.address) if page and asset.address else None,
        owners=tuple(
            (holder.party.slug, holder.party.name, holder.certainty is Certainty.YES)
            for holder in asset.owner.holders
        ),
        review=str(asset.review_on) if asset.review_on else "none set",
        tag=_tag(asset, on),
    )


def _tag(asset: Asset, on: date) -> Tag | None:
    if asset.orphaned:
        return Tag("Nobody answers for it", "red")
    due = asset.review_due(on)
    if due is Certainty.NO:
        return None
    return Tag("Review due" if due is Certainty.YES else "Review possibly due", "yellow")

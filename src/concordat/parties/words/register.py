"""A register of assets as rows: the same words on a page, in a file and on the command line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from concordat.parties.words.asset import Asset
from concordat.parties.words.day import Certainty

Row = Mapping[str, str | None]

#: The columns of a row, in order.
COLUMNS = (
    "kind",
    "label",
    "id",
    "first_owner",
    "answers",
    "for_certain",
    "to_decide",
    "needs",
    "review",
    "cost",
    "cost_pounds_a_year",
    "cost_basis",
    "cost_source",
    "last_used",
    "use_means",
)
#: What an asset is called in a list, where its kind alone would not say.
_CALLED = {
    "payment": "deal paid for",
    "holding": "deal that may be used",
    "collection": "private collection",
    "collection of works": "set of works",
}
#: What is wrong once the day has come, where it is no review that is due.
_PAST = {
    "ends": "over",
    "expires": "expired",
    "to be done": "overdue",
    "last day to give notice": "notice due soon",
}
NOT_RECORDED = "not recorded"
NOT_SHOWN_TO_YOU = "not shown to you"


@dataclass(frozen=True, slots=True)
class Need:
    """Why somebody must see to an asset. `urgent`: nobody answers for it."""

    text: str
    urgent: bool = False


def called(kind: str) -> str:
    """Return what things of a kind are called in a register."""
    return _CALLED.get(kind, kind)


def need_of(asset: Asset, on: date) -> Need | None:
    """Return why somebody must see to it by the end of `on`; None when nobody must."""
    if asset.owner.decisions:
        return Need("nobody answers for it", urgent=True)
    if asset.orphaned:
        return Need("not known who answers for it", urgent=True)
    match asset.review_due(on):
        case Certainty.NO:
            return None
        case Certainty.YES:
            return Need(_PAST.get(asset.review, "review due"))
        case Certainty.POSSIBLY:
            return Need(f"possibly {_PAST.get(asset.review, 'review due')}")


def in_order(assets: Iterable[Asset], on: date) -> list[Asset]:
    """Return them with those first that somebody must see to, then by kind and label."""

    def place(asset: Asset) -> tuple[int, str, str, str]:
        need = need_of(asset, on)
        first = 2 if need is None else 0 if need.urgent else 1
        return first, called(asset.kind), asset.label.casefold(), asset.id

    return sorted(assets, key=place)


def pounds(pence: int) -> str:
    """Return £96,000 or £1,250.50."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


def said_cost(asset: Asset) -> str:
    cost = asset.cost
    if cost is None:
        return NOT_RECORDED
    if not cost.shown:
        return NOT_SHOWN_TO_YOU
    return cost.basis if cost.pence is None else f"{pounds(cost.pence)} a year"


def said_use(asset: Asset) -> str:
    used = asset.used
    if used is None or (used.shown and used.on is None):
        return NOT_RECORDED
    return str(used.on) if used.shown else NOT_SHOWN_TO_YOU


def said_review(asset: Asset) -> str:
    """Return the day on which somebody must look at it, and what is to be done if no review."""
    if not asset.review_shown:
        return NOT_SHOWN_TO_YOU
    if asset.review_on is None:
        return "none set"
    return f"{asset.review_on} ({asset.review})" if asset.review else str(asset.review_on)


def row_of(asset: Asset, on: date) -> Row:
    """Return one asset as a row of a file. What is not known is None or says so."""
    cost, used, need = asset.cost, asset.used, need_of(asset, on)
    figure = cost.pence if cost and cost.shown else None
    cells = (
        called(asset.kind),
        asset.label,
        asset.id,
        asset.owner.party.slug,
        "; ".join(holder.party.slug for holder in asset.owner.holders),
        "no" if asset.orphaned else "yes",
        " ".join(asset.owner.decisions),
        need.text if need else "",
        said_review(asset) if asset.review_on or not asset.review_shown else "",
        said_cost(asset),
        f"{figure // 100}.{figure % 100:02}" if figure is not None else None,
        cost.basis if cost and cost.shown else "",
        cost.source if cost and cost.shown else "",
        said_use(asset),
        used.what if used else "",
    )
    return dict(zip(COLUMNS, cells, strict=True))

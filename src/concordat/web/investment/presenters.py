"""How money and use are shown: pounds, charts, and tables beside them."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from concordat.investment.words import (
    CostLine,
    Duplicate,
    MonthKnown,
    MonthState,
    ScenarioView,
    Trend,
)
from concordat.paper.charts import Bar, Point, bars, lines

#: Lines that the picture of costs shows at most.
DRAWN = 15


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its words; `source` is a data address, so nothing more is fetched."""

    source: str
    alternative: str


def chart(items: Sequence[Bar], *, unit: str, alternative: str) -> Chart | None:
    """Return bars as a picture, or None where there is nothing to draw."""
    if not items:
        return None
    svg = bars(items, unit=unit)
    encoded = base64.b64encode(svg.encode()).decode()
    return Chart(f"data:image/svg+xml;base64,{encoded}", alternative)


def pounds(amount: Decimal | float | None, *, pence: bool = False) -> str:
    """Return £1,234 or £1,234.50; a minus goes before the sign."""
    if amount is None:
        return "not known"
    sign = "−" if amount < 0 else ""
    return f"{sign}£{abs(amount):,.2f}" if pence else f"{sign}£{abs(amount):,.0f}"


def per_cent(part: float, whole: float) -> str:
    return f"{part / whole:.1%}".replace("%", " %") if whole else "none"


def day(iso: str | date) -> str:
    """Return 1 July 2027."""
    found = date.fromisoformat(iso) if isinstance(iso, str) else iso
    return f"{found.day} {found:%B %Y}"


def month(iso: str) -> str:
    """Return January 2025."""
    return f"{date.fromisoformat(iso + '-01'):%B %Y}"


def cost_chart(lines: Sequence[CostLine]) -> Chart | None:
    shown = [line for line in lines if line.per_use is not None][:DRAWN]
    return chart(
        [
            Bar(line.line.offer.name.removesuffix(" alone"), float(line.per_use or 0))
            for line in shown
        ],
        unit="pounds for a use",
        alternative="The dearest lines by cost per use; the table below has every figure.",
    )


def drawn(lines: Sequence[CostLine]) -> str:
    """Return how many of the lines the picture shows, where those are not all."""
    priced = sum(line.per_use is not None for line in lines)
    if min(priced, DRAWN) == len(lines):
        return ""
    unknown = len(lines) - priced
    rest = f" {unknown} have no complete figures." if unknown else ""
    return f"The picture shows the {min(priced, DRAWN)} dearest of {len(lines)} lines.{rest}"


def cost_rows(lines: Sequence[CostLine]) -> list[dict[str, str]]:
    return [
        {
            "name": line.line.offer.name,
            "payer": line.line.payer_name,
            "cost": pounds(line.line.offer.cost),
            "uses": f"{line.uses:,}" if line.months_counted else "–",
            "unknown": "" if line.months_counted else "no report",
            "months": f"{line.months_counted} of {line.months_paid}",
            "gap": "some" if 0 < line.months_counted < line.months_paid else "",
            "per_use": pounds(line.per_use, pence=True) if line.per_use is not None else "–",
        }
        for line in lines
    ]


def duplicate_chart(found: Sequence[Duplicate]) -> Chart | None:
    shown = [one for one in found if one.saving]
    return chart(
        [Bar(one.product, float(one.saving)) for one in shown],
        unit="pounds a year saved by buying together",
        alternative="Products with the largest saving; the table below has every figure.",
    )


_STATES = {
    MonthState.FIGURES: ("figures", "green"),
    MonthState.ZERO: ("zero", "white"),
    MonthState.PARTIAL: ("partial", "orange"),
    MonthState.NOT_READY: ("not ready", "yellow"),
    MonthState.GONE: ("gone", "grey"),
    MonthState.NO_REPORT: ("no report", "red"),
}


@dataclass(frozen=True, slots=True)
class MatrixRow:
    organisation: str
    platform: str
    cells: tuple[tuple[str, str], ...]  # words and colour, a month each


def matrix(
    known: Sequence[MonthKnown], months: Sequence[str], names: Mapping[str, str]
) -> list[MatrixRow]:
    """Return a row for each organisation and platform; where reports differ the worse shows."""
    order = list(MonthState)
    found: dict[tuple[str, str], dict[str, MonthState]] = {}
    for one in known:
        row = found.setdefault((one.organisation, one.platform), {})
        old = row.get(one.month, one.state)
        row[one.month] = max(old, one.state, key=order.index)
    return [
        MatrixRow(
            names.get(organisation, organisation),
            platform,
            tuple(_STATES[row.get(month, MonthState.NO_REPORT)] for month in months),
        )
        for (organisation, platform), row in sorted(found.items())
    ]


def short_month(iso: str) -> str:
    """Return Jan 2025."""
    return f"{date.fromisoformat(iso + '-01'):%b %Y}"


def trend_chart(trends: Sequence[Trend]) -> Chart | None:
    """Return a line for each platform; a month that is not complete has no point."""
    points = [
        Point(short_month(month), float(uses), trend.platform)
        for trend in trends
        for month, uses in zip(trend.months, trend.uses, strict=True)
        if uses is not None and month not in trend.incomplete
    ]
    if not points:
        return None
    # the axis has the months in the order of the points, so all of the first must come first
    order = {short_month(month): place for place, month in enumerate(trends[0].months)}
    svg = lines(sorted(points, key=lambda point: order[point.at]), unit="uses a month")
    encoded = base64.b64encode(svg.encode()).decode()
    words = "Uses of each platform month by month; the table below has every figure."
    return Chart(f"data:image/svg+xml;base64,{encoded}", words)


def trend_rows(trends: Sequence[Trend]) -> list[tuple[str, list[tuple[str, bool]]]]:
    """Return a row for each platform: its figures, and whether each is too low."""
    return [
        (
            trend.platform,
            [
                ("–" if uses is None else f"{uses:,}", month in trend.incomplete)
                for month, uses in zip(trend.months, trend.uses, strict=True)
            ],
        )
        for trend in trends
    ]


def months_between(since: str, until: str) -> list[str]:
    """Return every month from the first to the last."""
    found, year, number = [], int(since[:4]), int(since[5:])
    while (month := f"{year:04}-{number:02}") <= until:
        found.append(month)
        year, number = (year + 1, 1) if number == 12 else (year, number + 1)
    return found


# --- a scenario's answer ----------------------------------------------------------------------


def value_rows(solution: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return what is kept by each way of choosing at the same money: name, uses, share."""
    value = solution["value"]
    ways = [
        ("Now", value["before"]),
        ("This choice", value["after"]),
        ("Greedy at the same money", value["greedy"]),
        ("Nothing can keep more than", value["bound"]),
    ]
    return [(name, f"{uses:,.0f}", per_cent(uses, value["wanted"])) for name, uses in ways]


def nearness(solution: Mapping[str, Any]) -> str:
    """Return how near this choice is to the best that is possible, in words."""
    value = solution["value"]
    gap = (value["bound"] - value["after"]) / value["bound"] if value["bound"] else 0.0
    if gap <= 1e-9:
        return "This is the best choice there is: no other keeps more."
    part = f"{gap:.3%}".replace("%", " %") if gap >= 0.00001 else "less than 0.001 %"
    return (
        "It is proved that no choice can keep more than the last line says, so this one is within "
        f"{part} of the best that there can be."
    )


def money_rows(solution: Mapping[str, Any]) -> list[tuple[str, str]]:
    money = solution["money"]
    return [
        ("Total public cost now", pounds(money["before"])),
        ("May be spent after the cut", pounds(money["budget"])),
        ("Lines that stay", pounds(money["kept"])),
        ("Bought instead or again", pounds(money["bought_instead"])),
        ("Copies from other libraries", pounds(money["supply"])),
        ("Total public cost afterwards", pounds(money["after"])),
        ("Saved to the public", pounds(money["saved"])),
    ]


def losing(solution: Mapping[str, Any], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the lines that end, those that cost most use first, with who loses."""
    rows = [
        {
            "name": one["name"],
            "cost": pounds(one["cost"]),
            "ends": day(one["ends_on"]) if one["ends_on"] else "",
            "lost": f"{one['lost']:,.0f}",
            "number": one["lost"],
            "why": one["why"],
            "losses": [
                (names.get(slug, slug), group or "all staff", f"{uses:,.0f}")
                for slug, group, uses in one["losses"]
                if round(uses)
            ],
        }
        for one in solution["ended"]
    ]
    return sorted(rows, key=lambda row: (-row["number"], row["name"]))


def organisation_rows(
    solution: Mapping[str, Any], names: Mapping[str, str]
) -> list[dict[str, str]]:
    return [
        {
            "name": names.get(one["slug"], one["slug"]),
            "before": f"{one['before']:,.0f}",
            "after": f"{one['after']:,.0f}",
            "kept": per_cent(one["after"], one["before"]),
        }
        for one in solution["organisations"]
    ]


def group_rows(solution: Mapping[str, Any], names: Mapping[str, str]) -> list[dict[str, str]]:
    """Return what each staff group keeps in all, and where it keeps the least."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for one in solution.get("groups", ()):  # scenarios of an earlier release have none
        if one["before"] > 0:
            found.setdefault(one["group"] or "all staff", []).append(one)
    rows = []
    for group, parts in sorted(found.items()):
        least = min(parts, key=lambda one: one["after"] / one["before"])
        before, after = (sum(one[when] for one in parts) for when in ("before", "after"))
        rows.append(
            {
                "name": group,
                "before": f"{before:,.0f}",
                "after": f"{after:,.0f}",
                "kept": per_cent(after, before),
                "least": f"{names.get(least['slug'], least['slug'])}: "
                f"{per_cent(least['after'], least['before'])}",
            }
        )
    return rows


def compared(found: Sequence[ScenarioView]) -> list[tuple[str, list[list[str]]]]:
    """Return rows of a comparison: what it is, and for each scenario its lines of text."""
    if not found:
        return []
    solutions = [one.solution for one in found]
    ended = [[line["name"] for line in cast(Any, each["ended"])] for each in solutions]
    bought = [[line["name"] for line in cast(Any, each["new"])] for each in solutions]
    return [
        ("Asked to save", [[_asked(one, "share")] for one in found]),
        ("What every organisation must keep", [[_floor(one)] for one in found]),
        ("Total public cost afterwards", [[pounds(_money(one, "after"))] for one in found]),
        ("Saved to the public", [[pounds(_money(one, "saved"))] for one in found]),
        ("Use kept", [[_kept(one)] for one in found]),
        ("Organisation that keeps the least", [[_least(one)] for one in found]),
        ("Lines that end in each", [sorted(set.intersection(*map(set, ended)))] * len(found)),
        ("Ends here, but not in every one of them", _apart(ended)),
        ("Bought instead", bought),
        ("Hash", [[one.sha256[:12]] for one in found]),
    ]


def _asked(one: ScenarioView, name: str) -> str:
    question = cast(Any, one.inputs["question"])
    return per_cent(question[name], 1)


def _floor(one: ScenarioView) -> str:
    groups = cast(Any, one.inputs["question"]).get("every_group")
    return _asked(one, "floor") + (", and each of its staff groups" if groups else "")


def _money(one: ScenarioView, name: str) -> float:
    return float(cast(Any, one.solution["money"])[name])


def _kept(one: ScenarioView) -> str:
    value = cast(Any, one.solution["value"])
    return per_cent(value["after"], value["before"])


def _least(one: ScenarioView) -> str:
    parts = [each for each in cast(Any, one.solution["organisations"]) if each["before"] > 0]
    if not parts:
        return "none"
    least = min(parts, key=lambda each: each["after"] / each["before"])
    name = names_in(one).get(least["slug"], least["slug"])
    return f"{name}: {per_cent(least['after'], least['before'])}"


def _apart(lists: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return of each list what is not in all of them."""
    shared = set.intersection(*map(set, lists))
    return [[name for name in names if name not in shared] or ["none"] for names in lists]


def organisation_chart(solution: Mapping[str, Any], names: Mapping[str, str]) -> Chart | None:
    found = [
        Bar(names.get(one["slug"], one["slug"]), one["before"] - one["after"])
        for one in solution["organisations"]
    ]
    return chart(
        sorted(found, key=lambda bar: -bar.value),
        unit="uses a year lost",
        alternative="Uses lost by each organisation; the table below has every figure.",
    )


def names_in(found: ScenarioView) -> dict[str, str]:
    names = found.inputs["organisations"]
    return {slug: without(name) for slug, name in names.items()} if isinstance(names, dict) else {}


def without(name: str) -> str:
    """Return a name without the word that says it is invented: the page says so once."""
    return name.removesuffix(" (invented)")

"""What two plans that are alike are to each other, and the reasons in words."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from concordat.forum.duplication.plan import Plan

#: From here on a slot counts as the same, and as touching.
SAME, TOUCHING = 0.7, 0.35


class Relation(StrEnum):
    """What a plan is to another one that is alike."""

    IDENTICAL = "identical"
    UPDATE = "update"
    OVERLAPPING = "overlapping"
    COMPLEMENTARY = "complementary"


def relation(plan: Plan, other: Plan, slots: Mapping[str, float], whole: float) -> Relation:
    """Return the relation. `slots`: how alike each slot is that both have filled in.

    Complementary: the same people, and something else is done for them, or the other way.
    """
    same = _same(slots, whole)
    if same and (plan.over or other.over):
        return Relation.UPDATE
    if same and plan.kind == other.kind:
        return Relation.IDENTICAL
    pair = [slots[name] for name in ("population", "intervention") if name in slots]
    apart = len(pair) == 2 and min(pair) < TOUCHING
    return Relation.COMPLEMENTARY if apart else Relation.OVERLAPPING


def _same(slots: Mapping[str, float], whole: float) -> bool:
    telling = [slots[name] for name in ("population", "intervention", "outcome") if name in slots]
    if len(telling) >= 2:
        return min(telling[:2]) >= SAME and sum(telling) / len(telling) >= SAME
    return whole >= SAME


def reasons(
    plan: Plan,
    other: Plan,
    slots: Mapping[str, float],
    near: list[tuple[str, str, float]],
    shared: list[str],
) -> tuple[str, ...]:
    """Return whole sentences for what makes two plans alike, and then what sets them apart.

    They quote the other plan, so they are for those who may read it.
    """
    said = [_of_slot(name, alike, other) for name, alike in slots.items() if alike >= TOUCHING]
    said += [_of_heading(*each) for each in near[:3]]
    if shared:
        said.append(f"Words in common: {', '.join(shared)}.")
    if plan.kind == other.kind and plan.kind:
        said.append(f"Both are of the kind {plan.kind}.")
    said += _of_dates(plan, other)
    apart = [name for name, alike in slots.items() if alike < TOUCHING]
    said += [f"Another {name}: “{other.slot(name)}”." for name in apart]
    return tuple(said)


def _of_slot(name: str, alike: float, other: Plan) -> str:
    how = "The same" if alike >= SAME else "A similar"
    return f"{how} {name}: “{other.slot(name)}”."


def _of_heading(one: str, other: str, nearness: float) -> str:
    if nearness == 1.0:
        return f"Both have the heading {other}."
    return f"Its heading {other} is near {one}."


def _of_dates(plan: Plan, other: Plan) -> list[str]:
    if other.over:
        return [f"It was finished{_on(other.ends_on)}."]
    if not (plan.starts_on and other.starts_on):
        return []
    first = max(plan.starts_on, other.starts_on)
    ends = [day for day in (plan.ends_on, other.ends_on) if day]
    last = min(ends, default=None)
    if last is None or first > last:
        return []
    if _month(first) == _month(last):
        return [f"Both are under way in {_month(first)}."]
    return [f"Both are under way from {_month(first)} to {_month(last)}."]


def _on(day: date | None) -> str:
    return f" in {_month(day)}" if day else ""


def _month(day: date) -> str:
    return f"{day:%B %Y}"

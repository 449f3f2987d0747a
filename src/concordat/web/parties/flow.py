"""A small drawing of one event: who gave on the left, who took on the right. Pure."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from concordat.parties.words import PartyRef, SuccessionKind, SuccessionStatus, SuccessionView

WIDTH = 900
_BOX, _LINE, _PAD, _GAP = 290, 20, 12, 18


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]  # y of the base line, words
    ends: bool  # the body ceases to be by the event


@dataclass(frozen=True, slots=True)
class Path:
    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Flow:
    width: int
    height: int
    boxes: tuple[Box, ...]
    paths: tuple[Path, ...]
    dashed: bool  # announced only
    summary: str


def draw(event: SuccessionView) -> Flow | None:
    """Return the drawing of an event; None for one that a drawing would not make clearer."""
    givers = _distinct(part.giver for part in event.parts)
    takers = _distinct(part.taker for part in event.parts)
    if event.kind is SuccessionKind.RENAME and givers == takers:
        return None
    left, left_height = _column(givers, 4, event)
    right, right_height = _column(takers, WIDTH - _BOX - 4, event)
    height = max(left_height, right_height)
    left = _lowered(left, (height - left_height) // 2)
    right = _lowered(right, (height - right_height) // 2)
    pairs = dict.fromkeys((part.giver.slug, part.taker.slug) for part in event.parts)
    return Flow(
        width=WIDTH,
        height=height + 4,
        boxes=(*left.values(), *right.values()),
        paths=tuple(_path(left[giver], right[taker]) for giver, taker in pairs),
        dashed=event.status is not SuccessionStatus.IN_FORCE,
        summary="Who gave, on the left, and who took over, on the right. "
        "The table below says the same in words.",
    )


def _distinct(refs: Iterable[PartyRef]) -> tuple[PartyRef, ...]:
    return tuple({ref.slug: ref for ref in refs}.values())


def _column(refs: Sequence[PartyRef], x: int, event: SuccessionView) -> tuple[dict[str, Box], int]:
    found, y = {}, 4
    for ref in refs:
        words = textwrap.wrap(ref.name, 32) or [ref.slug]
        height = 2 * _PAD + _LINE * len(words)
        lines = tuple((y + _PAD + 15 + _LINE * at, text) for at, text in enumerate(words))
        found[ref.slug] = Box(x, y, _BOX, height, lines, event.ends(ref.slug))
        y += height + _GAP
    return found, y - _GAP


def _lowered(boxes: dict[str, Box], by: int) -> dict[str, Box]:
    return {
        slug: Box(
            box.x,
            box.y + by,
            box.width,
            box.height,
            tuple((y + by, text) for y, text in box.lines),
            box.ends,
        )
        for slug, box in boxes.items()
    }


def _path(giver: Box, taker: Box) -> Path:
    return Path(
        giver.x + giver.width, giver.y + giver.height // 2, taker.x, taker.y + taker.height // 2
    )

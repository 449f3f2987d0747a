"""A flow of boxes as SVG, drawn on the server: what went in, what was taken out, what is left.

The form of the PRISMA 2020 flow diagram: boxes from the top down, and beside a box what left
there. Every number stands in the table beside the picture too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

_WIDE, _GAP, _DOWN, _LINE, _PAD = 330, 40, 28, 20, 12
_SIGNS = 40  # of a line in a box, at 15 px
_INK, _BLUE, _PALE = "#212b32", "#005eb8", "#f0f4f5"


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its heading in bold, and lines below it."""

    heading: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A box of the way down, and beside it what left the way there."""

    box: Box
    out: Box | None = None


def flow(steps: Sequence[Step], *, title: str) -> str:
    """Return the boxes with their arrows as SVG text; `title` says what it shows."""
    parts: list[str] = []
    top = 1
    for at, step in enumerate(steps):
        high = max(_height(step.box), _height(step.out) if step.out else 0)
        if at:
            parts.append(_arrow(1 + _WIDE // 2, top - _DOWN, 1 + _WIDE // 2, top))
        parts.append(_box(step.box, 1, top, high, _PALE))
        if step.out:
            middle = top + high // 2
            parts.append(_arrow(1 + _WIDE, middle, 1 + _WIDE + _GAP, middle))
            parts.append(_box(step.out, 1 + _WIDE + _GAP, top, high, "#ffffff"))
        top += high + _DOWN
    wide, high = 2 * _WIDE + _GAP + 2, top - _DOWN + 1
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}" font-family="Arial, sans-serif" font-size="15">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _rows(box: Box) -> list[tuple[str, bool]]:
    rows = [(row, True) for row in wrap(box.heading, _SIGNS)]
    for line in box.lines:
        rows += [(row, False) for row in wrap(line, _SIGNS, subsequent_indent="   ")]
    return rows


def _height(box: Box) -> int:
    return len(_rows(box)) * _LINE + 2 * _PAD


def _box(box: Box, left: int, top: int, high: int, fill: str) -> str:
    frame = f'x="{left}" y="{top}" width="{_WIDE}" height="{high}"'
    parts = [f'<rect {frame} fill="{fill}" stroke="{_BLUE}" stroke-width="1.5"/>']
    for at, (row, bold) in enumerate(_rows(box)):
        weight = ' font-weight="bold"' if bold else ""
        indent = (len(row) - len(row.lstrip())) * 5
        parts.append(
            f'<text x="{left + _PAD + indent}" y="{top + _PAD + 15 + at * _LINE}" '
            f'fill="{_INK}"{weight}>{escape(row.strip())}</text>'
        )
    return "".join(parts)


def _arrow(x1: int, y1: int, x2: int, y2: int) -> str:
    head = (
        f"{x2},{y2} {x2 - 8},{y2 - 4} {x2 - 8},{y2 + 4}"
        if x2 > x1
        else f"{x2},{y2} {x2 - 4},{y2 - 8} {x2 + 4},{y2 - 8}"
    )
    return (
        f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{_INK}" stroke-width="1.5"/>'
        f'<polygon points="{head}" fill="{_INK}"/>'
    )

"""The chain of evidence as a picture: SVG text, drawn here, without a script. Pure.

What rests on the work stands above it, what it rests on below. Words say what colours say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from xml.sax.saxutils import escape  # nosec B406 - it only escapes

WIDE, HIGH, GAP, ROW = 210, 84, 20, 150
#: Boxes that one level draws; the list below the picture has all.
MOST = 6
_COLOURS = {"fallen": ("#fbe9e7", "#b51b0d"), "plain": ("#ffffff", "#005eb8")}
_COLOURS |= {"unknown": ("#f0f4f5", "#4c6272"), "centre": ("#005eb8", "#003087")}


@dataclass(frozen=True, slots=True)
class Box:
    """One box: `look` is plain, fallen, unknown or centre."""

    key: str
    level: int
    title: str
    below: str  # the line under the title: kind and standing in words
    look: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line from an upper box to the one that it rests on."""

    upper: str
    lower: str
    text: str = ""


def draw(boxes: Sequence[Box], lines: Sequence[Line], *, title: str) -> str:
    """Return the picture; `title` is what it says to those who cannot see it."""
    levels = sorted({box.level for box in boxes}, reverse=True)
    rows = [_row(boxes, level) for level in levels]
    across = max((len(row) for row in rows), default=1)
    width = across * (WIDE + GAP) + GAP
    height = len(rows) * ROW - (ROW - HIGH) + 2 * GAP
    places: dict[str, tuple[float, float]] = {}
    for down, row in enumerate(rows):
        start = (width - len(row) * (WIDE + GAP) + GAP) / 2
        for at, box in enumerate(row):
            places[box.key] = (start + at * (WIDE + GAP), GAP + down * ROW)
    parts = [_line(line, places, width) for line in _folded(boxes, lines, places)]
    parts += [_box(box, *places[box.key]) for row in rows for box in row]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="chain-picture" '
        f'viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'font-family="Arial, sans-serif" font-size="14">'
        f'<title id="chain-picture">{escape(title)}</title>{"".join(parts)}</svg>'
    )


def _folded(
    boxes: Sequence[Box], lines: Sequence[Line], places: dict[str, tuple[float, float]]
) -> list[Line]:
    """Return the lines to draw: those of boxes that were folded lead to the box that counts."""
    ends = {box.key: box.key if box.key in places else f"more {box.level}" for box in boxes}
    drawn: dict[tuple[str, str], Line] = {}
    for line in lines:
        if {line.upper, line.lower} <= ends.keys():
            pair = ends[line.upper], ends[line.lower]
            own = pair == (line.upper, line.lower)
            drawn.setdefault(pair, Line(*pair, line.text if own else ""))
    return list(drawn.values())


def _row(boxes: Sequence[Box], level: int) -> list[Box]:
    """Return the boxes of a level, fallen ones first, the rest as one box that counts them."""
    found = [box for box in boxes if box.level == level]
    found.sort(key=lambda box: (box.look != "fallen", box.look == "unknown"))
    if len(found) <= MOST:
        return found
    rest = len(found) - MOST + 1
    more = Box(f"more {level}", level, f"and {rest} more", "in the list below", "unknown")
    return [*found[: MOST - 1], more]


def _box(box: Box, x: float, y: float) -> str:
    fill, edge = _COLOURS[box.look]
    ink = "#ffffff" if box.look == "centre" else "#212b32"
    dash = ' stroke-dasharray="6 4"' if box.look == "unknown" else ""
    rows = wrap(box.title, 27, max_lines=3, placeholder=" …") or [""]
    text = "".join(
        f'<text x="{x + 10:g}" y="{y + 20 + 17 * at:g}" fill="{ink}">{escape(row)}</text>'
        for at, row in enumerate(rows)
    )
    text += (
        f'<text x="{x + 10:g}" y="{y + HIGH - 8:g}" fill="{ink}" font-weight="bold" '
        f'font-size="13">{escape(box.below[:30])}</text>'
    )
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{WIDE}" height="{HIGH}" rx="4" fill="{fill}" '
        f'stroke="{edge}" stroke-width="2"{dash}/>{text}'
    )


def _line(line: Line, places: dict[str, tuple[float, float]], width: float) -> str:
    (x1, y1), (x2, y2) = places[line.upper], places[line.lower]
    start, end = (x1 + WIDE / 2, y1 + HIGH), (x2 + WIDE / 2, y2)
    way = [start, *_round(start, end, places, width), end]
    middle = (way[0][0] + way[1][0]) / 2, (way[0][1] + way[1][1]) / 2
    path = " L".join(f"{x:g} {y:g}" for x, y in way)
    said = ""
    if line.text:
        said = (
            f'<text x="{middle[0] + 6:g}" y="{middle[1] + 4:g}" fill="#4c6272" font-size="12">'
            f"{escape(line.text[:26])}</text>"
        )
    return f'<path d="M{path}" stroke="#4c6272" stroke-width="2" fill="none"/>{said}'


def _round(
    start: tuple[float, float],
    end: tuple[float, float],
    places: dict[str, tuple[float, float]],
    width: float,
) -> list[tuple[float, float]]:
    """Return the turns of a line through the gaps between the boxes of the rows it passes."""
    turns: list[tuple[float, float]] = []
    for y in sorted({y for _, y in places.values() if start[1] < y < end[1]}):
        boxes = sorted(x for x, at in places.values() if at == y)
        gaps = [boxes[0] - GAP / 2, *(x + WIDE + GAP / 2 for x in boxes)]
        straight = start[0] + (end[0] - start[0]) * (y - start[1]) / (end[1] - start[1])
        free = [x for x in gaps if 0 < x < width]
        x = min(free, key=lambda gap: abs(gap - straight))
        turns += [(x, y - GAP / 2), (x, y + HIGH + GAP / 2)]
    return turns

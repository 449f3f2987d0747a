"""Charts as SVG, drawn on the server; the page puts the table beside them.

Only what the house needs: bars and lines. Colours are the design system's and keep their
contrast in grey.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import vl_convert

_BLUE, _GREY, _RED = "#005eb8", "#aeb7bd", "#d5281b"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length in the chart's unit, and whether to point it out."""

    label: str
    value: float
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line: `at` is an ISO date or a label in order, `series` names the line."""

    at: str
    value: float
    series: str = ""


def bars(items: Sequence[Bar], *, unit: str, width: int = 640) -> str:
    """Return horizontal bars in the order given, as SVG text."""
    rows = [
        {"label": bar.label, "value": bar.value, "colour": _RED if bar.marked else _BLUE}
        for bar in items
    ]
    labels = alt.Axis(title=None, labelLimit=340, labelFontSize=14)
    chart = (
        alt.Chart(alt.InlineData(values=rows), width=width, height=alt.Step(28))
        .mark_bar()
        .encode(
            y=alt.Y("label:N", sort=None, axis=labels),
            x=alt.X("value:Q", axis=alt.Axis(title=unit, labelFontSize=13, titleFontSize=14)),
            color=alt.Color("colour:N", scale=None),
        )
    )
    return _svg(chart)


def lines(points: Sequence[Point], *, unit: str, width: int = 640, height: int = 260) -> str:
    """Return one line for each series over the points' own order, as SVG text."""
    rows = [{"at": p.at, "value": p.value, "series": p.series} for p in points]
    order = list(dict.fromkeys(point.at for point in points))
    several = len({point.series for point in points}) > 1
    chart = (
        alt.Chart(alt.InlineData(values=rows), width=width, height=height)
        .mark_line(point=True, strokeWidth=2)
        .encode(
            x=alt.X("at:N", sort=order, axis=alt.Axis(title=None, labelFontSize=13)),
            y=alt.Y("value:Q", axis=alt.Axis(title=unit, labelFontSize=13, titleFontSize=14)),
            color=alt.Color("series:N", legend=alt.Legend(title=None) if several else None),
            strokeDash=alt.StrokeDash("series:N", legend=None),
        )
    )
    return _svg(chart)


def _svg(chart: alt.Chart) -> str:
    looks = chart.configure(font="Arial, sans-serif").configure_view(stroke=None)
    return str(vl_convert.vegalite_to_svg(looks.configure_axis(gridColor=_GREY).to_json()))

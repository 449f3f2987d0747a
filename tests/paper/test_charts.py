"""Charts are SVG that stands alone and says its numbers' labels."""

from lxml import etree

from concordat.paper.charts import Bar, Point, bars, lines


def words(svg: str) -> set[str]:
    root = etree.fromstring(svg.encode())
    return {text.strip() for text in root.itertext() if text.strip()}


def test_bars_keep_their_order_and_point_out_what_is_marked() -> None:
    svg = bars([Bar("Wexbourne", 3, marked=True), Bar("Marl <&>", 9)], unit="pounds per use")
    assert {"Wexbourne", "Marl <&>", "pounds per use"} <= words(svg)
    assert "#d5281b" in svg
    assert svg.index("Wexbourne") < svg.index("Marl")


def test_lines_name_their_series() -> None:
    points = [Point("2024", 1, "journals"), Point("2025", 2, "journals"), Point("2024", 3, "books")]
    assert {"journals", "books", "2024", "2025"} <= words(lines(points, unit="uses"))


def test_nothing_is_fetched_and_nothing_runs() -> None:
    svg = bars([Bar("a", 1)], unit="uses")
    assert "<script" not in svg
    assert "href" not in svg

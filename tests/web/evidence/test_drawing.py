"""The picture of a chain stays readable however much rests on a work."""

import re

from concordat.web.evidence.drawing import MOST, Box, Line, draw


def picture(above: int, *, fallen: int = 0) -> str:
    boxes = [Box("centre", 0, "The trial", "Trial", "centre")]
    boxes += [
        Box(f"w{n}", 1, f"Work {n}", "Guidance", "fallen" if n < fallen else "plain")
        for n in range(above)
    ]
    lines = [Line(f"w{n}", "centre", "supports") for n in range(above)]
    return draw(boxes, lines, title="A chain")


def width(svg: str) -> float:
    found = re.search(r'viewBox="0 0 (\d+)', svg)
    assert found
    return float(found[1])


def test_five_hundred_are_folded_and_counted() -> None:
    svg = picture(500)
    assert width(svg) == width(picture(MOST)), "no wider than a full row"
    assert svg.count("<rect") == MOST + 1
    assert f"and {500 - MOST + 1} more" in svg
    assert svg.count("<path") == MOST, "a line for each box, those folded together in one"
    assert len(svg) < 10_000


def test_what_fell_is_drawn_first() -> None:
    svg = picture(500, fallen=2)
    assert {"Work 0", "Work 1"} <= set(re.findall(r">(Work \d+)<", svg))


def test_few_are_all_drawn() -> None:
    svg = picture(MOST)
    assert svg.count("<rect") == MOST + 1
    assert "more" not in svg
    assert svg.count("supports") == MOST


def test_a_line_goes_round_the_boxes_of_the_rows_that_it_passes() -> None:
    boxes = [Box("pack", 2, "Pack", "", "plain"), Box("review", 1, "Review", "", "plain")]
    boxes.append(Box("trial", 0, "Trial", "", "centre"))
    svg = draw(boxes, [Line("pack", "trial"), Line("review", "trial")], title="A chain")
    straight, turning = sorted(re.findall(r'd="M([^"]+)"', svg), key=len)
    assert straight.count("L") == 1
    points = [tuple(map(float, each.split())) for each in turning.split(" L")]
    box = re.findall(r'<rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', svg)[1]
    x, y, wide, high = map(float, box)
    beside = [px for px, py in points if y - 1 <= py <= y + high + 11 or y - 11 <= py <= y]
    assert beside
    assert all(px <= x or px >= x + wide for px in beside), (points, box)

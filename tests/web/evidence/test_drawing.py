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

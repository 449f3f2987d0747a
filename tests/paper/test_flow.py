"""A flow is drawn with every word of its boxes, one below the other, none over another."""

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from concordat.paper.flow import Box, Step, flow

SVG = "{http://www.w3.org/2000/svg}"
texts = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=90)
boxes = st.builds(Box, texts, st.lists(texts, max_size=3).map(tuple))
steps = st.lists(st.builds(Step, boxes, st.none() | boxes), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(steps, texts)
def test_every_word_is_drawn_within_its_box(drawn: list[Step], title: str) -> None:
    root = etree.fromstring(flow(drawn, title=title).encode())
    said = " ".join("".join(each.itertext()) for each in root.iter(f"{SVG}text")).split()
    wanted = [
        word
        for step in drawn
        for box in (step.box, step.out)
        if box
        for text in (box.heading, *box.lines)
        for word in text.split()
    ]
    assert "".join(said) == "".join(wanted)
    edges = [(float(each.get("y")), float(each.get("height"))) for each in root.iter(f"{SVG}rect")]
    for each in root.iter(f"{SVG}text"):
        at = float(each.get("y"))
        assert any(top < at < top + high for top, high in edges)
    ends = [top + high for top, high in edges]
    assert max(ends) <= float(root.get("height"))


def test_what_left_stands_beside_its_step_and_joins_it_by_an_arrow() -> None:
    root = etree.fromstring(
        flow([Step(Box("In", ("5",)), Box("Out", ("2",))), Step(Box("Left"))], title="t").encode()
    )
    first, out, last = root.iter(f"{SVG}rect")
    assert first.get("y") == out.get("y")
    assert float(first.get("x")) + float(first.get("width")) < float(out.get("x"))
    assert float(last.get("y")) > float(first.get("y")) + float(first.get("height"))
    assert len(list(root.iter(f"{SVG}polygon"))) == 2
    assert "script" not in flow([Step(Box("<script>"))], title="<script>").replace("&lt;script", "")

"""Where lines begin."""

import pytest

from concordat.search.strategy.lines import split


def typed(text: str) -> list[tuple[int, str]]:
    return [(line.printed, text[line.start : line.end].strip()) for line in split(text, [])]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\nb", [(1, "a"), (2, "b")]),
        ("a\n\n\nb", [(1, "a"), (2, "b")]),
        ("1. a\n2. b", [(1, "a"), (2, "b")]),
        ("1 exp A/\n2 (b or\nc)\n3 or/1-2", [(1, "exp A/"), (2, "(b or\nc)"), (3, "or/1-2")]),
        ("#1 a\n#2 #1 AND b", [(1, "a"), (2, "#1 AND b")]),
        ("1\ta\n2\tb", [(1, "a"), (2, "b")]),
        ("#3 Search #1 AND #2\n#2 Search b\n#1 Search a", [(1, "a"), (2, "b"), (3, "#1 AND #2")]),
        ("(a OR\nb)\nc", [(1, "(a OR\nb)"), (2, "c")]),
        ("a OR\nb", [(1, "a OR\nb")]),
        ("a\nOR b", [(1, "a\nOR b")]),
        ("a\nor/1-1", [(1, "a"), (2, "or/1-1")]),
        ("a\nb\n1 or 2", [(1, "a"), (2, "b"), (3, "1 or 2")]),
        ("2019 was a year", [(1, "2019 was a year")]),
        ("31. a\n31. b\n32. c", [(31, "a"), (31, "b"), (32, "c")]),
        ("exp A/ (12)\nb.tw. 1,200", [(1, "exp A/"), (2, "b.tw.")]),
    ],
)
def test_lines(text: str, lines: list[tuple[int, str]]) -> None:
    assert typed(text) == lines

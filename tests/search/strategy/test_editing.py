"""One line is changed and nothing else; who rests on it is known."""

import pytest

from concordat.search.strategy.editing import added, dependants, numbered, replaced, typed_lines
from concordat.search.strategy.parse import parse

OVID = "1. exp Asthma/\n2.  wheez*.tw.  (1,234)\n3. or/1-2\n4. child.ti.\n5. 3 and 4\n"


def test_replacing_leaves_the_rest_as_typed() -> None:
    assert replaced(OVID, 2, "cough*.tw.") == OVID.replace("wheez*.tw.", "cough*.tw.").replace(
        "  (1,234)", "  (1,234)"
    )
    assert replaced("asthma\nchild", 1, "wheeze\nor cough") == "wheeze or cough\nchild"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. asthma.ti.\n2. child.ti.", "1. asthma.ti.\n2. child.ti.\n3. and/1-2"),
        ("#1 asthma[ti]\n#2 child[ti]", "#1 asthma[ti]\n#2 child[ti]\n#3 and/1-2"),
        ("asthma.ti.\nchild.ti.", "asthma.ti.\nchild.ti.\nand/1-2"),
        ("asthma.ti.", "asthma.ti.\nand/1-2"),
        ("  ", "and/1-2"),
    ],
)
def test_adding_a_line_numbers_it_as_the_others(text: str, expected: str) -> None:
    assert added(text, "and/1-2") == expected


def test_dependants_directly_and_by_another_line() -> None:
    strategy = parse(OVID)
    assert dependants(strategy, 1) == (3, 5)
    assert dependants(strategy, 4) == (5,)
    assert dependants(strategy, 5) == ()


def test_numbering_gives_the_same_strategy() -> None:
    text = "exp Asthma/\nwheez*.tw. or\n cough*.tw."
    again = numbered(text)
    assert again == "1. exp Asthma/\n2. wheez*.tw. or cough*.tw."
    assert [line.tree for line in parse(again).lines] == [line.tree for line in parse(text).lines]


def test_where_lines_stand() -> None:
    assert [OVID[start:end].strip() for start, end in typed_lines(OVID)][2] == "or/1-2"

"""What is written is read back as the same tree; what cannot be said is told, not dropped."""

import pytest
from hypothesis import given

from concordat.search.strategy.dialects import DIALECTS
from concordat.search.strategy.parse import parse
from concordat.search.strategy.tree import Near, Strategy, StrategyLine, Text, Tree, Word
from concordat.search.strategy.writers import WRITERS, write
from concordat.search.strategy.writers.written import Said
from tests.search.strategy.writers.trees import ovid_trees, pubmed_trees


def back(tree: Tree, dialect: str) -> Tree:
    said = Said(1)
    text = WRITERS[dialect](tree, said)
    assert said.unsaid == []
    (line,) = parse(text, dialect=DIALECTS[dialect]).lines
    return line.tree


@given(pubmed_trees)
def test_pubmed_reads_what_we_write(tree: Tree) -> None:
    assert back(tree, "PubMed") == tree


@given(ovid_trees)
def test_ovid_reads_what_we_write(tree: Tree) -> None:
    assert back(tree, "Ovid") == tree


@given(ovid_trees)
def test_whatever_is_written_for_pubmed_can_be_read_there(tree: Tree) -> None:
    text = write(Strategy((StrategyLine(1, "", tree),)), "PubMed").text
    parse(text, dialect=DIALECTS["PubMed"])


@given(pubmed_trees)
def test_there_and_back_again(tree: Tree) -> None:
    """Through the other dialect and home: all that PubMed can say, Ovid can."""
    ovid = WRITERS["Ovid"](tree, Said(1))
    again = parse(ovid, dialect=DIALECTS["Ovid"]).lines[0].tree
    assert back(again, "PubMed") == tree


def translated(text: str, dialect: str) -> tuple[list[str], list[tuple[str, str]]]:
    found = write(parse(text), dialect)
    return list(found.lines), [(each.part, each.reason) for each in found.unsaid]


@pytest.mark.parametrize(
    ("ovid", "pubmed"),
    [
        ("exp Asthma/", '"Asthma"[mh]'),
        ("Asthma/", '"Asthma"[mh:noexp]'),
        ("exp *Asthma/dt", '"Asthma/drug therapy"[majr]'),
        ("asthma.ti,ab,kf.", "asthma[tiab]"),
        ("heart attack.ti.", '"heart attack"[ti]'),
        ("asthma.mp.", "asthma[tw]"),
        ("(asthma or wheez*).ti.", "asthma[ti] OR wheez*[ti]"),
        ("(asthma adj3 child).ti.", '"asthma child"[ti:~2]'),
        ("randomized controlled trial.pt.", '"randomized controlled trial"[pt]'),
        ("english.la.", '"english"[la]'),
    ],
)
def test_pairs_of_both_dialects(ovid: str, pubmed: str) -> None:
    assert translated(ovid, "PubMed") == ([pubmed], [])
    assert translated(pubmed, "Ovid")[0] == [ovid]


def test_nearness_of_groups_of_words_is_every_pair() -> None:
    lines, unsaid = translated("((asthma or wheeze) adj2 (child or infant)).ti.", "PubMed")
    pairs = ("asthma child", "asthma infant", "wheeze child", "wheeze infant")
    assert lines == [" OR ".join(f'"{pair}"[ti:~1]' for pair in pairs)]
    assert unsaid == []


@pytest.mark.parametrize(
    ("ovid", "pubmed", "part", "reason"),
    [
        (
            "(asthma* adj3 child).ti.",
            "asthma*[ti] AND child[ti]",
            "(asthma* adj3 child).ti.",
            "AND",
        ),
        ("wom#n.ti.", "wom*[ti]", "wom#n", "no wildcard for single letters"),
        ("behavio?r.ti.", "behavio*[ti]", "behavio?r", "no wildcard for single letters"),
        ("ill*.ti.", "ill*[ti]", "ill*", "4 letters"),
        ("asthma.tw.", "asthma[tiab]", "asthma.ti,ab.", "keywords of authors"),
        ("asthma.hw.", "asthma[tw]", "asthma.hw.", "words of headings"),
        ("(a adj2 b).mp.", '"a b"[tiab:~1]', "(a adj2 b).mp.", "only in [ti] and [tiab]"),
    ],
)
def test_what_pubmed_cannot_say(ovid: str, pubmed: str, part: str, reason: str) -> None:
    found = write(parse(ovid, dialect=DIALECTS["Ovid"]), "PubMed")
    assert found.lines == (pubmed,)
    assert found.unsaid[0].part == part
    assert reason in " ".join((found.unsaid[0].reason, found.unsaid[0].instead))


def test_what_ovid_cannot_say() -> None:
    said = Said(1)
    ordered = Text(("ti",), Near(Word(("asthma",)), Word(("child",)), 2, ordered=True))
    assert WRITERS["Ovid"](ordered, said) == "(asthma adj3 child).ti."
    assert "in a given order" in said.unsaid[0].reason


def test_lines_and_their_references() -> None:
    text = "1. exp Asthma/\n2. wheez*.ti,ab,kf.\n3. or/1-2\n4. child.ti.\n5. and/1-2,4\n6. 3 not 5"
    strategy = parse(text)
    found = write(strategy, "PubMed")
    assert found.lines[2:] == ("#1 OR #2", "child[ti]", "#1 AND #2 AND #4", "#3 NOT #5")
    assert [line.tree for line in parse(found.text).lines] == [each.tree for each in strategy.lines]
    ovid = write(strategy, "Ovid")
    assert ovid.lines[2:] == ("1 or 2", "child.ti.", "and/1-2,4", "3 not 5")
    assert [line.tree for line in parse(ovid.text).lines] == [each.tree for each in strategy.lines]


def test_a_limit_of_years() -> None:
    strategy = parse('1. exp Asthma/\n2. limit 1 to yr="2010-Current"')
    assert write(strategy, "Ovid").lines[1] == 'limit 1 to yr="2010-Current"'
    assert write(strategy, "PubMed").lines[1] == "#1 AND 2010:3000[dp]"


def test_the_words_of_a_text_are_not_lost() -> None:
    (line,) = parse("Crohn's disease.ti.", dialect=DIALECTS["Ovid"]).lines
    assert isinstance(line.tree, Text)
    assert WRITERS["PubMed"](line.tree, Said(1)) == '"crohn s disease"[ti]'

"""What each way of writing means."""

import pytest

from concordat.search.strategy.parse import parse
from concordat.search.strategy.tree import (
    And,
    Either,
    Gap,
    Near,
    Not,
    Or,
    Phrase,
    Ref,
    Subject,
    Text,
    Tree,
    Value,
    Word,
    Years,
)

ALL = ("ti", "ab", "kf", "hw")
TIABKF = ("ti", "ab", "kf")
TIAB = ("ti", "ab")


def one(text: str) -> Tree:
    (line,) = parse(text).lines
    return line.tree


def word(text: str, fields: tuple[str, ...] = ALL) -> Text:
    return Text(fields, Word((text,)))


def phrase(text: str) -> Phrase:
    return Phrase(tuple(Word((part,)) for part in text.split()))


def cut(text: str) -> Word:
    return Word((text, Gap()))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("asthma AND wheeze", And((word("asthma"), word("wheeze")))),
        ("asthma OR wheeze OR cough", Or((word("asthma"), word("wheeze"), word("cough")))),
        ("asthma NOT adult", Not(word("asthma"), word("adult"))),
        ('"heart attack"', Text(ALL, phrase("heart attack"))),
        ("(asthma)", word("asthma")),
        ("COVID-19*", Text(ALL, Phrase((Word(("covid",)), cut("19"))))),
        ("β-blocker[ti]", Text(("ti",), phrase("beta blocker"))),
    ],
)
def test_words_phrases_and_operators(text: str, tree: Tree) -> None:
    assert one(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("asthma[ti]", word("asthma", ("ti",))),
        ("asthma [Title/Abstract]", word("asthma", TIABKF)),
        ("asthma[tiab]", word("asthma", TIABKF)),
        ("asthma[ab]", word("asthma", ("ab",))),
        ("asthma[tw]", word("asthma")),
        ("asthma[ot]", word("asthma", ("kf",))),
        ("hurtle cell[tiab]", Text(TIABKF, phrase("hurtle cell"))),
        ("(asthma OR wheeze*)[ti]", Or((word("asthma", ("ti",)), Text(("ti",), cut("wheeze"))))),
        ('"hip pain"[tiab:~2]', Text(TIABKF, Near(Word(("hip",)), Word(("pain",)), 2))),
        ('"Asthma"[Mesh]', Subject("Asthma")),
        ("Asthma[mh:noexp]", Subject("Asthma", explode=False)),
        ("Asthma[MeSH: NoExp]", Subject("Asthma", explode=False)),
        ("Asthma[majr]", Subject("Asthma", major=True)),
        ('"Asthma/drug therapy"[mh]', Subject("Asthma", qualifiers=("drug therapy",))),
        ('"Asthma/DT"[mh]', Subject("Asthma", qualifiers=("drug therapy",))),
        ('"drug therapy"[sh]', Value("qualifier", "drug therapy")),
        ("randomized controlled trial[pt]", Value("pt", "randomized controlled trial")),
        ("eng[la]", Value("la", "english")),
        ("Smith J[au]", Value("au", "Smith J", truncated=True)),
        ('"Smith J"[au]', Value("au", "Smith J")),
        ("Lancet[ta]", Value("jn", "Lancet")),
        ("123456[pmid]", Value("id", "pmid:123456")),
        ("10.1000/x.1[doi]", Value("id", "doi:10.1000/x.1")),
        ("2019[dp]", Years(2019, 2019)),
        ("2010:2020[dp]", Years(2010, 2020)),
        ('"2010/01/01"[dp] : "3000"[dp]', Years(2010, None)),
    ],
)
def test_pubmed_tags(text: str, tree: Tree) -> None:
    assert one(text) == tree


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("asthma.ti.", word("asthma", ("ti",))),
        ("asthma.ti,ab.", word("asthma", TIAB)),
        ("asthma.ti,ab,kf.", word("asthma", TIABKF)),
        ("asthma.tw.", word("asthma", TIAB)),
        ("asthma.mp.", word("asthma")),
        ("asthma.hw.", word("asthma", ("hw",))),
        ("older adult*.tw.", Text(TIAB, Phrase((Word(("older",)), cut("adult"))))),
        ("(asthma or wheeze).ab.", Or((word("asthma", ("ab",)), word("wheeze", ("ab",))))),
        ("exp Asthma/", Subject("Asthma")),
        ("Asthma/", Subject("Asthma", explode=False)),
        ("*Asthma/", Subject("Asthma", explode=False, major=True)),
        ("exp *Asthma/", Subject("Asthma", major=True)),
        ("Asthma/dt, th", Subject("Asthma", False, qualifiers=("drug therapy", "therapy"))),
        ("Asthma/dt [Drug Therapy]", Subject("Asthma", False, qualifiers=("drug therapy",))),
        ("exp Wounds and Injuries/", Subject("Wounds and Injuries")),
        ('exp "Bone and Bones"/', Subject("Bone and Bones")),
        ("Receptors, Steroid/", Subject("Receptors, Steroid", explode=False)),
        ("exp Asthma/ or Cough/", Or((Subject("Asthma"), Subject("Cough", explode=False)))),
        ("animals.sh.", Subject("animals", explode=False)),
        ("dt.fs.", Value("qualifier", "drug therapy")),
        ("drug therapy.fs.", Value("qualifier", "drug therapy")),
        ("clinical trial.pt.", Value("pt", "clinical trial")),
        ("clinical trial$.pt.", Value("pt", "clinical trial", truncated=True)),
        ("english.la.", Value("la", "english")),
        ('"2010-2020".yr.', Years(2010, 2020)),
        ("lancet.jn.", Value("jn", "lancet")),
        ("smith j.au.", Value("au", "smith j", truncated=True)),
        (
            "(lewy* adj2 bod*).mp.",
            Text(ALL, Near(cut("lewy"), cut("bod"), between=1)),
        ),
        (
            '((a or "b c") adj3 d).ti.',
            Text(("ti",), Near(Either((Word(("a",)), phrase("b c"))), Word(("d",)), 2)),
        ),
        ("(round adj cell).tw.", Text(TIAB, Near(Word(("round",)), Word(("cell",)), 0, True))),
        ("animals.sh,ti.", Or((word("animals", ("ti",)), Subject("animals", explode=False)))),
    ],
)
def test_ovid_codes(text: str, tree: Tree) -> None:
    assert one(text) == tree


def test_adj_n_allows_one_word_less_between_than_pubmeds_distance() -> None:
    ovid, pubmed = one("(a adj3 b).ti."), one('"a b"[ti:~3]')
    assert isinstance(ovid, Text)
    assert isinstance(pubmed, Text)
    assert ovid.expression == Near(Word(("a",)), Word(("b",)), between=2)
    assert pubmed.expression == Near(Word(("a",)), Word(("b",)), between=3)


def test_excluding_animals_but_not_humans_keeps_its_brackets() -> None:
    inner = Not(word("animals"), word("humans"))
    assert one("x NOT (animals NOT humans)") == Not(word("x"), inner)
    assert one("x NOT animals NOT humans") == Not(word("x"), Or((word("animals"), word("humans"))))


def test_pubmed_joins_from_left_to_right() -> None:
    a, b, c = (word(letter, ("ti",)) for letter in "abc")
    assert one("a[ti] OR b[ti] AND c[ti]") == And((Or((a, b)), c))


def test_ovid_does_and_before_or() -> None:
    a, b, c = (word(letter, ("ti",)) for letter in "abc")
    assert one("a.ti. or b.ti. and c.ti.") == Or((a, And((b, c))))
    assert parse("a.ti. or b.ti. and c.ti.").mended == ()


def test_a_neutral_mixture_is_read_and_first_and_says_so() -> None:
    strategy = parse("a OR b AND c")
    assert strategy.lines[0].tree == Or((word("a"), And((word("b"), word("c")))))
    assert any("before OR" in note for note in strategy.mended)


def test_words_side_by_side() -> None:
    assert one("inhaled steroids AND asthma") == And(
        (And((word("inhaled"), word("steroids"))), word("asthma"))
    )
    assert one("inhaled steroids and exp Asthma/") == And(
        (Text(ALL, phrase("inhaled steroids")), Subject("Asthma"))
    )


def test_a_bracket_beside_a_word_is_joined_by_and_with_a_note() -> None:
    strategy = parse("asthma (child* OR adolescent)")
    assert isinstance(strategy.lines[0].tree, And)
    assert any("AND was put" in note for note in strategy.mended)


def test_lines_name_earlier_lines() -> None:
    strategy = parse("exp Asthma/\nwheez*.tw.\ncough.tw.\nor/1-2\n3 and 4")
    assert [line.number for line in strategy.lines] == [1, 2, 3, 4, 5]
    assert strategy.lines[3].tree == Or((Ref(1), Ref(2)))
    assert strategy.lines[4].tree == And((Ref(3), Ref(4)))


def test_pubmed_lines_are_named_with_a_hash() -> None:
    strategy = parse("#1 asthma[mh]\n#2 child*[tiab]\n#3 #1 AND #2")
    assert strategy.lines[2].tree == And((Ref(1), Ref(2)))


def test_a_number_in_a_line_of_words_is_a_word_unless_it_is_ovid() -> None:
    tree = parse("covid[ti]\ncovid[ti] AND 19").lines[1].tree
    assert tree == And((word("covid", ("ti",)), word("19")))
    assert parse("exp Asthma/\ncough.tw.\n1 and cough.ti.").lines[2].tree == And(
        (Ref(1), word("cough", ("ti",)))
    )


def test_a_repeated_number_means_the_later_line() -> None:
    strategy = parse("1. a.tw.\n2. b.tw.\n2. c.tw.\n3. 1 and 2")
    assert strategy.lines[3].tree == And((Ref(1), Ref(3)))
    assert any("numbered 2" in note for note in strategy.mended)


def test_limits_narrow_an_earlier_line() -> None:
    strategy = parse('exp Asthma/\nlimit 1 to (english language and yr="2010 -Current")')
    assert strategy.lines[1].tree == And((Ref(1), Value("la", "english"), Years(2010, None)))


def test_spans_are_places_in_the_text_as_typed() -> None:
    text = "1. “heart\u00a0attack”[ti] AND asth\u00adma[mh]"
    tree = one(text)
    assert isinstance(tree, And)
    assert [text[slice(*part.span)] for part in tree.parts if not isinstance(part, Ref)] == [
        "“heart\u00a0attack”",
        "asth\u00adma",
    ]

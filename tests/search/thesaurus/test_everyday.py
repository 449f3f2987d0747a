"""Everyday words are found in a text, and their names are searched as titles print them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.search.stems import stem
from concordat.search.thesaurus.everyday import as_printed, everyday
from concordat.search.thesaurus.variants import ContentError, load

HIGH, CLOT, LUNG = ("high", "blood", "pressure"), ("blood", "clot"), ("blood", "clot", "in", "lung")
LISTED = everyday({HIGH: (("hypertension",),), CLOT: (("thrombosis",),), LUNG: (("embolism",),)})


def found(text: str) -> list[tuple[int, int, str]]:
    return [(one.start, one.end, one.names[0][0]) for one in LISTED.within(text.split())]


def test_words_are_found_where_they_stand() -> None:
    assert found("high blood pressure and a blood clot") == [
        (0, 3, "hypertension"),
        (5, 7, "thrombosis"),
    ]


def test_any_word_of_the_same_stem_will_do() -> None:
    assert found("blood clots") == [(0, 2, "thrombosis")]


def test_the_longest_is_taken_and_no_word_twice() -> None:
    assert found("blood clot in lung") == [(0, 4, "embolism")]
    assert found("high blood clot") == [(1, 3, "thrombosis")]
    assert found("blood high pressure") == []


@given(st.lists(st.sampled_from(["high", "blood", "pressure", "clot", "in", "lung"]), max_size=12))
def test_finding_is_the_same_as_trying_every_place(words: list[str]) -> None:
    """The plain way: at each place the longest line of the list that stands there."""
    expected, place = [], 0
    while place < len(words):
        here = [run for run in (LUNG, HIGH, CLOT) if tuple(words[place : place + len(run)]) == run]
        if here:
            expected.append((place, place + len(here[0])))
        place += len(here[0]) if here else 1
    assert [(one.start, one.end) for one in LISTED.within(words)] == expected


def test_a_name_is_written_in_both_spellings_and_numbers() -> None:
    spellings = {stem("haemorrhage"): ("hemorrhage",)}
    assert as_printed(("cerebral", "haemorrhage"), spellings) == (
        ("cerebral", "haemorrhage"),
        ("cerebral", "haemorrhages"),
        ("cerebral", "hemorrhage"),
        ("cerebral", "hemorrhages"),
    )


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("ulcer", "ulcers"),
        ("injury", "injuries"),
        ("vein thrombosis", "vein thromboses"),
        ("x ray", "x rays"),
    ],
)
def test_plurals(one: str, many: str) -> None:
    run = tuple(one.split())
    assert as_printed(run, {}) == (run, tuple(many.split()))


def test_what_is_a_plural_already_stays() -> None:
    assert as_printed(("sudden", "deaths"), {}) == (("sudden", "deaths"),)


def test_the_list_is_read_in_the_form_of_the_acronyms(tmp_path: Path) -> None:
    (tmp_path / "everyday.toml").write_text('"bed sore" = ["pressure ulcer"]\nflu = "influenza"\n')
    held = load(tmp_path).everyday
    assert held.names == {
        ("bed", "sore"): (("pressure", "ulcer"),),
        ("flu",): (("influenza",),),
    }
    assert held.longest == 2


@pytest.mark.parametrize("line", ['"bed sore" = []', '"a b c d e f g h i" = "long"', '"?" = "x"'])
def test_a_wrong_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "everyday.toml").write_text(line)
    with pytest.raises(ContentError, match=r"everyday\.toml"):
        load(tmp_path)

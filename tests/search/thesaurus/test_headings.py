"""Explosion by sorted tree numbers finds exactly what looking at every pair finds."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.search.strategy.errors import StrategyError
from concordat.search.strategy.parse import parse
from concordat.search.strategy.tree import Subject
from concordat.search.thesaurus.explosion import Settling, exploded, subjects
from concordat.search.thesaurus.files import read
from concordat.search.thesaurus.headings import Descriptor, Thesaurus

LUNGS = Thesaurus(
    [
        Descriptor("D1", "Lung Diseases", ("Pulmonary Diseases",), ("C08.1",)),
        Descriptor("D2", "Asthma", ("Bronchial Asthma", "Asthmas"), ("C08.1.5", "C20.5")),
        Descriptor("D3", "Status Asthmaticus", (), ("C08.1.5.1", "C20.5.9")),
        Descriptor("D4", "Lung Neoplasms", (), ("C08.10",)),
        Descriptor("D5", "Humans"),
    ],
    edition="e1",
)


def brute_narrower(thesaurus: list[Descriptor], name: str) -> set[str]:
    """Look at every pair of tree numbers: slow and obviously right."""
    (asked,) = (each for each in thesaurus if each.name == name)
    return {
        other.name
        for other in thesaurus
        for above in asked.tree_numbers
        for number in other.tree_numbers
        if number.split(".")[: len(above.split("."))] == above.split(".") and number != above
    } - {name}


_NUMBERS = st.lists(st.sampled_from(["A", "1", "10", "2", "100"]), min_size=1, max_size=4).map(
    ".".join
)


@given(st.lists(st.lists(_NUMBERS, max_size=3), max_size=12))
def test_explosion_against_brute_force(places: list[list[str]]) -> None:
    headings = [
        Descriptor(f"D{n}", f"Heading {n}", (), tuple(numbers)) for n, numbers in enumerate(places)
    ]
    thesaurus = Thesaurus(headings)
    for each in headings:
        assert set(thesaurus.narrower(each.name)) == brute_narrower(headings, each.name)


def test_explosion_of_real_headings_against_brute_force(shared_data: Path) -> None:
    headings = list(read(shared_data / "mesh" / "descriptors.jsonl.gz"))
    thesaurus = Thesaurus(headings)
    for name in ("Asthma", "Stroke", "Diabetes Mellitus", "Rehabilitation", "Humans"):
        assert set(thesaurus.narrower(name)) == brute_narrower(headings, name)


def test_a_number_is_not_below_one_that_only_begins_alike() -> None:
    assert LUNGS.narrower("Lung Diseases") == ("Asthma", "Status Asthmaticus")
    assert LUNGS.narrower("asthma") == ("Status Asthmaticus",)
    assert LUNGS.narrower("Humans") == LUNGS.narrower("nothing") == ()


def test_entry_terms_and_near_names() -> None:
    assert LUNGS.by_entry("bronchial  ASTHMA").name == "Asthma"  # type: ignore[union-attr]
    assert LUNGS.heading("Bronchial Asthma") is None
    assert LUNGS.near_names("Asthmma") == ("Asthma",)
    assert LUNGS.near_names("zzzz") == ()


def tree(text: str, *, held: tuple[str, ...] = ()) -> tuple[object, list[str]]:
    notes: list[str] = []
    settling = Settling(LUNGS, lambda name: name in held, notes)
    return settling.settle(parse(text).lines[-1].tree), notes


def test_an_entry_term_becomes_its_heading_and_is_told() -> None:
    found, notes = tree("exp Bronchial Asthma/ and Humans/")
    assert [each.name for each in subjects(found)] == ["Asthma", "Humans"]  # type: ignore[arg-type]
    assert notes == ["Bronchial Asthma is an entry term: its heading Asthma was searched."]


def test_a_heading_that_nobody_has_is_an_error_with_near_names() -> None:
    with pytest.raises(StrategyError) as caught:
        tree("exp Asthmma/ and Humans/")
    assert "Did you mean Asthma?" in caught.value.message
    assert (caught.value.start, caught.value.end) == (0, len("exp Asthmma/"))
    assert caught.value.expected == ("Asthma",)


def test_a_heading_that_works_still_have_is_searched() -> None:
    found, notes = tree("Old Name/ and Humans/", held=("Old Name",))
    assert [each.name for each in subjects(found)] == ["Old Name", "Humans"]  # type: ignore[arg-type]
    assert notes == []


def test_an_empty_thesaurus_refuses_nothing() -> None:
    settling = Settling(Thesaurus(), lambda name: False, [])
    asked = parse("Anything/").lines[0].tree
    assert settling.settle(asked) == asked


def test_exploding_writes_out_what_an_edition_takes_in() -> None:
    found = exploded(parse("exp *Asthma/dt or Humans/").lines[0].tree, LUNGS)
    assert subjects(found) == [
        Subject("Asthma", False, True, ("drug therapy",)),
        Subject("Status Asthmaticus", False, True, ("drug therapy",)),
        Subject("Humans", False),
    ]

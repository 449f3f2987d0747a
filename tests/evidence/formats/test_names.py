"""Names of people and groups."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.formats.names import family_first, given_first
from concordat.evidence.words import Author


@pytest.mark.parametrize(
    ("text", "family", "given_names"),
    [
        ("Smith, John", "Smith", "John"),
        ("King, Martin Luther, Jr.", "King", "Martin Luther Jr."),
        ("Liu R.", "Liu", "R."),
        ("van Acker BJ", "van Acker", "BJ"),
        ("World Health Organization", "World Health Organization", ""),
        ("Cochrane UK,", "Cochrane UK", ""),
        ("Department of Health and Social Care", "Department of Health and Social Care", ""),
        ("Smith", "Smith", ""),
    ],
)
def test_family_first(text: str, family: str, given_names: str) -> None:
    assert family_first(text) == Author(family, given_names)


@pytest.mark.parametrize(
    ("text", "family", "given_names"),
    [
        ("M Mannelli", "Mannelli", "M"),
        ("Anna van der Berg", "van der Berg", "Anna"),
        ("Luis de la Torre", "de la Torre", "Luis"),
        ("Martin Luther King Jr.", "King Jr.", "Martin Luther"),
        ("Mannelli, Massimo", "Mannelli", "Massimo"),
        ("Plato", "Plato", ""),
    ],
)
def test_given_first(text: str, family: str, given_names: str) -> None:
    assert given_first(text) == Author(family, given_names)


@given(st.text(max_size=40))
def test_any_text_is_a_name_with_a_family_or_none(text: str) -> None:
    for author in (family_first(text), given_first(text)):
        assert author is None or author.family

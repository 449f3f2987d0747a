"""Whose way of writing is it?"""

import pytest

from concordat.search.strategy.dialects import NEUTRAL, OVID, PUBMED, SUFFIX, Dialect, recognise
from concordat.search.strategy.fields import NOT_HELD, OVID_CODES, PUBMED_TAGS, pubmed_name


@pytest.mark.parametrize(
    ("text", "dialect"),
    [
        ("asthma AND cough", NEUTRAL),
        ("asthma[ti] and cough", PUBMED),
        ("asthma.ti. and cough", OVID),
        ("exp Asthma/", OVID),
        ("Asthma/dt", OVID),
        ("or/1-4", OVID),
        ("lewy adj2 body", OVID),
        ("[11C]methionine", NEUTRAL),
        ("asthma[ti] and cough.ti.", NEUTRAL),
        ("asthma[ti] and cough[ti] and wheeze.ti.", PUBMED),
    ],
)
def test_the_dialect_with_more_of_its_signs(text: str, dialect: Dialect) -> None:
    assert recognise(text) is dialect


def test_every_tag_is_found_under_the_name_that_is_looked_up() -> None:
    assert all(pubmed_name(tag) == tag for tag in PUBMED_TAGS)
    assert all(len(code) == 2 for code in OVID_CODES)


def test_nothing_is_both_held_and_not_held_in_one_dialect() -> None:
    assert not PUBMED_TAGS.keys() & NOT_HELD.keys()
    assert not OVID_CODES.keys() & NOT_HELD.keys()


def test_a_code_is_not_found_inside_words() -> None:
    import re

    for text in ("nhs.uk", "0.5 mg", "e.g. this", "www.abc.def"):
        assert re.search(SUFFIX, text) is None

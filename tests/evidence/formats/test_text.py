"""Markup, entities and the marks of cataloguers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concordat.evidence.formats.text import clean, clean_title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<i>E. coli</i> O<sub>157</sub>", "E. coli O157"),
        ("<p>One</p><p>Two</p>", "One Two"),
        ("<jats:p>One</jats:p>", "One"),
        ('<span class="a">One</span>', "One"),
        ("a <b and c> d", "a <b and c> d"),
        ("p < 0.05 and q > 1", "p < 0.05 and q > 1"),
        ("R&amp;D &#945; &lt;5", "R&D α <5"),
        ("R&D; AT&T", "R&D; AT&T"),
        ("two\n  lines\u2009and\xa0more", "two lines and more"),
        ("bell\x07", "bell"),
        ("e\u0301", "é"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A title.", "A title"),
        ("[A translated title].", "A translated title"),
        ("[A] and [B].", "[A] and [B]"),
        ("To be continued...", "To be continued..."),
        ("Is it so?", "Is it so?"),
    ],
)
def test_clean_title(text: str, expected: str) -> None:
    assert clean_title(text) == expected


@given(st.text())
def test_nothing_is_left_that_a_line_cannot_hold(text: str) -> None:
    result = clean(text)
    assert result == result.strip()
    assert not set(result) & set("\n\r\t\x00\x0b\u2028")
    result.encode()

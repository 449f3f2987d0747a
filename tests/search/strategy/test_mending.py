"""Printer's dirt is put right, and told."""

import pytest

from concordat.search.strategy.mending import mend
from concordat.search.strategy.parse import parse


@pytest.mark.parametrize(
    ("dirty", "clean", "note"),
    [
        ("“heart attack”[ti]", '"heart attack"[ti]', "quotes"),
        ("asth\u00adma[ti]", "asthma[ti]", "cannot be seen"),
        ("asthma\u00a0AND cough", "asthma AND cough", "Non-breaking"),
        ("post–mortem[ti]", "post-mortem[ti]", "dashes"),
        ("4. asthma[ti]", "asthma[ti]", "line numbers"),
        ("(a[ti] OR b[ti]))", "(a[ti] OR b[ti])", "closed nothing"),
        ("a[ti] OR OR b[ti]", "a[ti] OR b[ti]", "stood twice"),
        ("asthma.mp. [mp=title, abstract]", "asthma.mp.", "legend"),
        ("clinical trial.pt", "clinical trial.pt.", "full stop"),
        ("exp Asthma/ (1,234)\ncough.tw. (12)", "exp Asthma/\ncough.tw.", "hits"),
    ],
)
def test_dirt_changes_nothing_but_is_told(dirty: str, clean: str, note: str) -> None:
    mended, plain = parse(dirty), parse(clean)
    assert [line.tree for line in mended.lines] == [line.tree for line in plain.lines]
    assert any(note in told for told in mended.mended)
    assert not plain.mended


def test_every_character_knows_its_place() -> None:
    text = "a\u00adb\r\n“c”"
    mended = mend(text)
    assert mended.text == 'ab \n"c"'
    assert [text[place] for place in mended.places[:-1]] == ["a", "b", "\r", "\n", "“", "c", "”"]
    assert mended.places[-1] == len(text)
